package io.keyholder.commandline.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Creates files for secrets: always new ones, readable by their owner only where the file system has owners. */
public final class OwnerOnlyFiles {
    private OwnerOnlyFiles() {}

    /**
     * A new, empty file, open for writing.
     *
     * @throws java.nio.file.FileAlreadyExistsException when there is one, which is left alone
     */
    public static FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file));
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean knowsOwners = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return knowsOwners
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
