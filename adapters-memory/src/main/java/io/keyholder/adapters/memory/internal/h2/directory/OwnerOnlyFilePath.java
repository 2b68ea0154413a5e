package io.keyholder.adapters.memory.internal.h2.directory;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;

/**
 * An H2 file system above another one, in which every file that H2 makes is its owner's only from the first byte: the
 * database, the copy that compacting makes, and temporary files. Immutable.
 *
 * <p>A name begins with the prefix, and a word that is chosen anew for each opening of a database. H2 joins what this
 * process has open under the same name, also what a full heap left half open.
 */
final class OwnerOnlyFilePath extends LayeredFilePath {
    /** What begins the names of these files. */
    static final String PREFIX = "owneronly:";

    /** What ends the word for an opening, which has letters and digits alone. */
    static final String SEPARATOR = ":";

    private final String opening;

    private OwnerOnlyFilePath(String opening, FilePath base) {
        super(PREFIX + opening + SEPARATOR, base);
        this.opening = opening;
    }

    /** Makes the file system known to H2. Repeating it does nothing. */
    static void register() {
        FilePath.register(new OwnerOnlyFilePath("", FilePath.get("")));
    }

    @Override
    LayeredFilePath above(FilePath other) {
        return new OwnerOnlyFilePath(opening, other);
    }

    @Override
    public String getScheme() {
        return PREFIX.substring(0, PREFIX.length() - 1);
    }

    @Override
    public FilePath getPath(String path) {
        int end = path.indexOf(SEPARATOR, PREFIX.length());
        return new OwnerOnlyFilePath(
                path.substring(PREFIX.length(), end), FilePath.get(path.substring(end + SEPARATOR.length())));
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (mode.startsWith("rw")) {
            OwnerOnly.createIfAbsent(onDisk());
        }
        return OpenChannels.OF_THIS_PROCESS.open(onDisk(), () -> super.open(mode));
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        OwnerOnly.createIfAbsent(onDisk());
        return super.newOutputStream(append);
    }

    @Override
    public boolean createFile() {
        try {
            return OwnerOnly.createIfAbsent(onDisk());
        } catch (IOException error) {
            return super.createFile();
        }
    }

    /** An empty file is restricted before anything is written to it. */
    @Override
    public FilePath createTempFile(String suffix, boolean inTempDir) throws IOException {
        OwnerOnlyFilePath made = new OwnerOnlyFilePath(opening, base().createTempFile(suffix, inTempDir));
        OwnerOnly.restrict(made.onDisk());
        return made;
    }
}
