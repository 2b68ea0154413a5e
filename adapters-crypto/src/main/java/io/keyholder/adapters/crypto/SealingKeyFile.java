package io.keyholder.adapters.crypto;

import io.keyholder.domain.InvalidValueException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** A file of sealing keys: one a line in Base64, the current one first. Stateless but for its path. */
final class SealingKeyFile {
    private static final int MAX_SIZE_BYTES = 65_536;
    private static final int TEMPORARY_NAME_BYTES = 8;

    private final Path file;

    private SealingKeyFile(Path file) {
        this.file = file;
    }

    static SealingKeyFile at(Path file) {
        return new SealingKeyFile(file.toAbsolutePath());
    }

    List<HostKey> read() {
        try {
            byte[] content = content();
            try {
                return parsed(new String(content, StandardCharsets.ISO_8859_1));
            } finally {
                Arrays.fill(content, (byte) 0);
            }
        } catch (IOException failed) {
            throw new HostFileException("sealing key file " + file + " cannot be read", failed);
        }
    }

    void createIfAbsent() {
        if (Files.exists(file)) {
            return;
        }
        Path fresh =
                file.resolveSibling(file.getFileName() + "." + HexFormat.of().formatHex(random(TEMPORARY_NAME_BYTES)));
        try {
            write(fresh, freshLine());
            try {
                Files.createLink(file, fresh);
            } catch (FileAlreadyExistsException madeByAnother) {
                return;
            } catch (UnsupportedOperationException noHardLinks) {
                Files.move(fresh, file);
            } finally {
                Files.deleteIfExists(fresh);
            }
            syncFolder();
        } catch (IOException failed) {
            throw new HostFileException("sealing key file " + file + " cannot be made", failed);
        }
    }

    void rotate() {
        read();
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            write(next, joined(freshLine(), content()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } catch (FileAlreadyExistsException unfinished) {
            throw new HostFileException(
                    next + " exists: another rotation is under way, or one died before its end", unfinished);
        } catch (IOException failed) {
            throw new HostFileException("sealing key file " + file + " cannot be replaced", failed);
        }
    }

    private byte[] content() throws IOException {
        long size = Files.size(file);
        if (size > MAX_SIZE_BYTES) {
            throw new HostFileException(
                    "sealing key file " + file + " has " + size + " bytes, more than " + MAX_SIZE_BYTES);
        }
        return Files.readAllBytes(file);
    }

    private List<HostKey> parsed(String content) {
        List<HostKey> keys = content.lines().map(this::parsedLine).toList();
        if (keys.isEmpty()) {
            throw new HostFileException("sealing key file " + file + " is empty");
        }
        return keys;
    }

    private HostKey parsedLine(String line) {
        try {
            byte[] key = Base64.getDecoder().decode(line);
            try {
                return HostKey.sealing(key);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        } catch (InvalidValueException wrongSize) {
            throw new HostFileException("sealing key file " + file + " holds a line that is no key", wrongSize);
        } catch (IllegalArgumentException notBase64) {
            throw new HostFileException("sealing key file " + file + " holds a line that is not Base64");
        }
    }

    private static byte[] freshLine() {
        byte[] key = random(HostKey.SIZE_BYTES);
        byte[] base64 = Base64.getEncoder().encode(key);
        Arrays.fill(key, (byte) 0);
        return joined(base64, new byte[] {'\n'});
    }

    private static byte[] joined(byte[] first, byte[] second) {
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static void write(Path path, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(path))) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Makes the new name durable; a file system that lets no folder be opened keeps names in its own way. */
    private void syncFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null
                && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
