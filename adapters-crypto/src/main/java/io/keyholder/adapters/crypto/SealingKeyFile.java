package io.keyholder.adapters.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

/** Makes and rotates a file of sealing keys: see {@link HostKeyFile} for its form. Stateless but for its path. */
final class SealingKeyFile {
    private static final int TEMPORARY_NAME_BYTES = 8;

    private final Path file;

    private SealingKeyFile(Path file) {
        this.file = file;
    }

    static SealingKeyFile at(Path file) {
        return new SealingKeyFile(file.toAbsolutePath());
    }

    List<HostKey> read() {
        return HostKeyFile.sealing(file).read();
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
            write(next, joined(freshLine(), HostKeyFile.sealing(file).content()));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } catch (FileAlreadyExistsException unfinished) {
            throw new HostFileException(
                    next + " exists: another rotation is under way, or one died before its end", unfinished);
        } catch (IOException failed) {
            throw new HostFileException("sealing key file " + file + " cannot be replaced", failed);
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
