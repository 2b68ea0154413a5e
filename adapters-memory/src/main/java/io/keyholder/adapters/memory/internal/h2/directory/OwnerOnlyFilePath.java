package io.keyholder.adapters.memory.internal.h2.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import org.h2.store.fs.FilePath;

/**
 * An H2 file system above another one, in which every file that H2 makes is its owner's only from the first byte: the
 * database, the copy that compacting makes, and temporary files. Immutable.
 *
 * <p>A name begins with the prefix, and a word that is chosen anew for each opening of a database. H2 joins what this
 * process has open under the same name, also what a full heap left half open.
 */
final class OwnerOnlyFilePath extends FilePath {
    /** What begins the names of these files. */
    static final String PREFIX = "owneronly:";

    /** What ends the word for an opening, which has letters and digits alone. */
    static final String SEPARATOR = ":";

    private final String opening;
    private final FilePath base;

    private OwnerOnlyFilePath(String opening, FilePath base) {
        this.opening = opening;
        this.base = base;
        this.name = PREFIX + opening + SEPARATOR + base;
    }

    /** Makes the file system known to H2. Repeating it does nothing. */
    static void register() {
        FilePath.register(new OwnerOnlyFilePath("", FilePath.get("")));
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
    public FilePath unwrap() {
        return base;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        if (mode.startsWith("rw")) {
            OwnerOnly.createIfAbsent(onDisk());
        }
        return OpenChannels.OF_THIS_PROCESS.open(onDisk(), () -> base.open(mode));
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        OwnerOnly.createIfAbsent(onDisk());
        return base.newOutputStream(append);
    }

    @Override
    public boolean createFile() {
        try {
            return OwnerOnly.createIfAbsent(onDisk());
        } catch (IOException error) {
            return base.createFile();
        }
    }

    /** An empty file is restricted before anything is written to it. */
    @Override
    public FilePath createTempFile(String suffix, boolean inTempDir) throws IOException {
        OwnerOnlyFilePath made = new OwnerOnlyFilePath(opening, base.createTempFile(suffix, inTempDir));
        OwnerOnly.restrict(made.onDisk());
        return made;
    }

    @Override
    public void moveTo(FilePath target, boolean atomicReplace) {
        base.moveTo(target instanceof OwnerOnlyFilePath wrapped ? wrapped.base : target, atomicReplace);
    }

    @Override
    public long size() {
        return base.size();
    }

    @Override
    public boolean exists() {
        return base.exists();
    }

    @Override
    public void delete() {
        base.delete();
    }

    @Override
    public List<FilePath> newDirectoryStream() {
        return base.newDirectoryStream().stream()
                .<FilePath>map(found -> new OwnerOnlyFilePath(opening, found))
                .toList();
    }

    @Override
    public FilePath toRealPath() {
        return new OwnerOnlyFilePath(opening, base.toRealPath());
    }

    @Override
    public FilePath getParent() {
        return new OwnerOnlyFilePath(opening, base.getParent());
    }

    @Override
    public boolean isDirectory() {
        return base.isDirectory();
    }

    @Override
    public boolean isRegularFile() {
        return base.isRegularFile();
    }

    @Override
    public boolean isAbsolute() {
        return base.isAbsolute();
    }

    @Override
    public long lastModified() {
        return base.lastModified();
    }

    @Override
    public boolean canWrite() {
        return base.canWrite();
    }

    @Override
    public void createDirectory() {
        base.createDirectory();
    }

    @Override
    public InputStream newInputStream() throws IOException {
        return base.newInputStream();
    }

    @Override
    public boolean setReadOnly() {
        return base.setReadOnly();
    }

    private Path onDisk() {
        FilePath disk = base;
        while (disk.unwrap() != disk) {
            disk = disk.unwrap();
        }
        return Path.of(disk.toString());
    }
}
