package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.ports.persistence.StoreUnsafeException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;

/**
 * Files and directories that only their owner reads and writes, where the file system knows owners by POSIX
 * permissions; elsewhere those of the folder apply. Stateless.
 */
final class OwnerOnly {
    private static final String FILE = "rw-------";
    private static final String DIRECTORY = "rwx------";

    private OwnerOnly() {}

    /** Whether the file system knows owners. */
    static boolean isKnown() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }

    /** Makes an empty file; false when it is there already. */
    static boolean createIfAbsent(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(FILE));
            return true;
        } catch (FileAlreadyExistsException there) {
            return false;
        }
    }

    /** Makes a directory. */
    static void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory, attributes(DIRECTORY));
    }

    /** Takes a file away from everyone but its owner. */
    static void restrict(Path file) throws IOException {
        if (isKnown()) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
        }
    }

    /**
     * Refuses a file that may be another one tomorrow, or that others may have written.
     *
     * @param what it is called in the message
     * @throws StoreUnsafeException when it is a symbolic link, not a file, or writable by every account
     */
    static void requireSafeFile(String what, Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (Files.isSymbolicLink(file)) {
            throw new StoreUnsafeException("the " + what + " is a symbolic link");
        }
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new StoreUnsafeException("the " + what + " is not a regular file");
        }
        requireNotWorldWritable(what, file);
    }

    /**
     * Takes the right to write a directory away from its group, where there was one. What the group may read stays.
     *
     * @throws StoreUnsafeException when this process may not change that
     */
    static void narrow(String what, Path directory) throws IOException {
        if (!isKnown()) {
            return;
        }
        Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(directory));
        if (permissions.remove(PosixFilePermission.GROUP_WRITE)) {
            try {
                Files.setPosixFilePermissions(directory, permissions);
            } catch (FileSystemException notTheOwner) {
                throw new StoreUnsafeException("the " + what + " may be written by its group, and is another's");
            }
        }
    }

    /**
     * Refuses a file or directory that every account of the machine may write.
     *
     * @throws StoreUnsafeException when every account may
     */
    static void requireNotWorldWritable(String what, Path path) throws IOException {
        if (isKnown() && Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new StoreUnsafeException("the " + what + " may be written by every account of the machine");
        }
    }

    private static FileAttribute<?>[] attributes(String permissions) {
        return isKnown()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
