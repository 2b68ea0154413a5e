package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreMissingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A directory that holds a store, and what is in it: {@code keyholder.mv.db}, the database, and {@code keyholder.seal},
 * what it must at least hold. Immutable; the path is absolute and free of symbolic links.
 *
 * @param path the directory
 */
public record DatabaseFiles(Path path) {
    private static final String DATABASE_NAME = "keyholder";

    /**
     * The directory at this path. It is made, for its owner only, when it is not there and may be made; directories
     * above it are made as usual.
     *
     * @throws InvalidValueException when the path holds what H2 does not take for a part of a name ({@code ;} begins
     *     settings, {@code \} is read as {@code /}), or is not of the default file system
     * @throws StoreMissingException when it is not there and may not be made
     */
    public static DatabaseFiles of(Path path, H2Options.WhenMissing whenMissing) {
        requireUsable(path);
        try {
            Path absolute = path.toAbsolutePath();
            if (!Files.isDirectory(absolute)) {
                whenMissing.requireCreating();
                createForOwner(absolute);
            }
            Path real = absolute.toRealPath();
            requireUsable(real);
            return new DatabaseFiles(real);
        } catch (IOException error) {
            throw new StoreException("the store directory cannot be made or entered", error);
        }
    }

    /** Whether a database file is in there. */
    boolean holdsDatabase() {
        return Files.exists(databaseFile());
    }

    /** The database's name as H2 wants it: without its ending. */
    public String databaseName() {
        return path.resolve(DATABASE_NAME).toString();
    }

    /** The database file. */
    public Path databaseFile() {
        return path.resolve(DATABASE_NAME + ".mv.db");
    }

    /** The seal. */
    public Path sealFile() {
        return path.resolve(DATABASE_NAME + ".seal");
    }

    /** Lets only the owner read and write the database file, where the file system knows owners. */
    void restrictDatabaseFile() throws IOException {
        OwnerOnly.restrict(databaseFile());
    }

    /**
     * Refuses a directory or a database that others may replace, and takes the right to write from the group.
     *
     * @throws io.keyholder.ports.persistence.StoreUnsafeException when every account may, or the database is a link
     */
    void requireSafe() throws IOException {
        OwnerOnly.requireNotWorldWritable("store directory", path);
        OwnerOnly.narrow("store directory", path);
        OwnerOnly.requireSafeFile("database file", databaseFile());
    }

    /** Forces the database file and its name to the disk. */
    void force() throws IOException {
        force(databaseFile(), StandardOpenOption.WRITE);
        forceNames();
    }

    /**
     * Forces the names of new files to the disk; where directories cannot be opened, the file system does it by itself.
     */
    void forceNames() throws IOException {
        if (OwnerOnly.isKnown()) {
            force(path, StandardOpenOption.READ);
        }
    }

    private static void force(Path file, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(file, mode)) {
            channel.force(true);
        }
    }

    private static void createForOwner(Path directory) throws IOException {
        Path parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            OwnerOnly.createDirectory(directory);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            if (!Files.isDirectory(directory)) {
                throw madeMeanwhile;
            }
        }
    }

    private static void requireUsable(Path directory) {
        if (!directory.getFileSystem().equals(FileSystems.getDefault())) {
            throw new InvalidValueException("store directory", "is not in the default file system");
        }
        directory.toAbsolutePath().forEach(DatabaseFiles::requirePlain);
    }

    private static void requirePlain(Path name) {
        boolean plain = name.toString()
                .chars()
                .noneMatch(character -> character == ';' || character == '\\' || Character.isISOControl(character));
        if (!plain) {
            throw new InvalidValueException("store directory", "holds ';', '\\' or a control character in its path");
        }
    }
}
