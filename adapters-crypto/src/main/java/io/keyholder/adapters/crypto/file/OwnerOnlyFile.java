package io.keyholder.adapters.crypto.file;

import io.keyholder.ports.keys.ContentFileTarget;
import io.keyholder.ports.keys.KeyFileException;
import io.keyholder.ports.keys.KeyFileTarget;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file for a secret. The content goes to a fresh file beside it, made for its owner only, is synced, and then takes
 * the name in one step. Without {@link #replacing} a file of that name is never touched, also not one that someone
 * makes at the same moment. On file systems without POSIX permissions, those of the folder apply. Immutable and
 * thread-safe.
 */
public final class OwnerOnlyFile implements KeyFileTarget, ContentFileTarget {
    private static final int RANDOM_BYTES = 8;

    private final Path file;
    private final boolean replaces;

    private OwnerOnlyFile(Path file, boolean replaces) {
        this.file = file;
        this.replaces = replaces;
    }

    /** A new file in a folder that exists. */
    public static OwnerOnlyFile at(Path file) {
        return new OwnerOnlyFile(file.toAbsolutePath(), false);
    }

    /** The same place, where a file that is there gives way to the new content. */
    public OwnerOnlyFile replacing() {
        return new OwnerOnlyFile(file, true);
    }

    /**
     * A new, empty file for its owner only, open for writing.
     *
     * @throws FileAlreadyExistsException when there is one, which is left alone
     */
    public static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), forOwnerOnly(file, "rw-------"));
    }

    @Override
    public Outcome save(byte[] content) {
        try {
            return save(target -> target.write(content));
        } catch (IOException failed) {
            throw new KeyFileException("key file " + file + " cannot be written", failed);
        }
    }

    /** Asks for no content when there is a file already. */
    @Override
    public Outcome save(Content content) throws IOException {
        if (!replaces && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Outcome.EXISTS;
        }
        Path fresh = file.resolveSibling("." + file.getFileName() + "." + randomDigits() + ".tmp");
        try {
            write(fresh, content);
            return publish(fresh);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** What a new file, or folder, is made with so that no other account gets at it. */
    public static FileAttribute<?>[] forOwnerOnly(Path path, String permissions) {
        return knowsOwners(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static void write(Path fresh, Content content) throws IOException {
        try (FileChannel channel = create(fresh)) {
            content.writeTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    private Outcome publish(Path fresh) throws IOException {
        try {
            if (!replaces) {
                reserve(fresh);
            }
        } catch (FileAlreadyExistsException there) {
            return Outcome.EXISTS;
        }
        if (Files.exists(fresh)) {
            move(fresh);
        }
        syncFolder();
        return Outcome.SAVED;
    }

    /**
     * A second name for the file is made in one step or not at all; where files have one name, an empty file holds the
     * place.
     */
    private void reserve(Path fresh) throws IOException {
        try {
            Files.createLink(file, fresh);
            Files.delete(fresh);
        } catch (FileAlreadyExistsException there) {
            throw there;
        } catch (UnsupportedOperationException | FileSystemException oneNameOnly) {
            Files.createFile(file, forOwnerOnly(file, "rw-------"));
        }
    }

    private void move(Path fresh) throws IOException {
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException twoSteps) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the new name durable; a file system that lets no folder be opened keeps names in its own way. */
    private void syncFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null && knowsOwners(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static boolean knowsOwners(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String randomDigits() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
