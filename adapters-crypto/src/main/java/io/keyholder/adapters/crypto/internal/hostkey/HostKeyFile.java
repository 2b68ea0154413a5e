package io.keyholder.adapters.crypto.internal.hostkey;

import io.keyholder.adapters.crypto.file.HostFileException;
import io.keyholder.domain.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads a file of keys of the host: one a line in Base64, the current one first. Stateless.
 *
 * @param name what messages call it, with its path
 * @param key makes a key of its bytes
 */
public record HostKeyFile(Path file, String name, Function<byte[], HostKey> key) {
    private static final int MAX_SIZE_BYTES = 65_536;

    static HostKeyFile sealing(Path file) {
        return new HostKeyFile(file, "sealing key file " + file, HostKey::sealing);
    }

    public static HostKeyFile pepper(Path file) {
        return new HostKeyFile(file, "pepper key file " + file, HostKey::pepper);
    }

    /**
     * At least one key.
     *
     * @throws HostFileException when the file cannot be read or holds anything else
     */
    public List<HostKey> read() {
        try {
            byte[] content = content();
            try {
                return parsed(new String(content, StandardCharsets.ISO_8859_1));
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        } catch (IOException failed) {
            throw new HostFileException(name + " cannot be read", failed);
        }
    }

    /** What is in it; the caller wipes it. */
    byte[] content() throws IOException {
        requireSafe();
        long size = Files.size(file);
        if (size > MAX_SIZE_BYTES) {
            throw new HostFileException(name + " has " + size + " bytes, more than " + MAX_SIZE_BYTES);
        }
        return Files.readAllBytes(file);
    }

    /** A file that others may write or replace holds no secret of the host. */
    private void requireSafe() throws IOException {
        if (Files.isSymbolicLink(file)) {
            throw new HostFileException(name + " is a symbolic link: name the file itself");
        }
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
            if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                    || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new HostFileException(name + " may be written by others than its owner: chmod go-w");
            }
        }
    }

    private List<HostKey> parsed(String content) {
        List<HostKey> keys = content.lines().map(this::parsedLine).toList();
        if (keys.isEmpty()) {
            throw new HostFileException(name + " is empty");
        }
        return keys;
    }

    /** Zeros are what a file holds that was made and never filled. */
    private void requireFilled(byte[] bytes) {
        if (Arrays.equals(bytes, new byte[HostKey.SIZE_BYTES])) {
            throw new HostFileException(name + " holds a key of zeros");
        }
    }

    private HostKey parsedLine(String line) {
        try {
            byte[] bytes = Base64.getDecoder().decode(line);
            try {
                requireFilled(bytes);
                return key.apply(bytes);
            } finally {
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (InvalidValueException wrongSize) {
            throw new HostFileException(name + " holds a line that is no key", wrongSize);
        } catch (IllegalArgumentException notBase64) {
            throw new HostFileException(name + " holds a line that is not Base64");
        }
    }
}
