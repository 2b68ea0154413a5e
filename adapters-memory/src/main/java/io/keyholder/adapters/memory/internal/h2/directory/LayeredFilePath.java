package io.keyholder.adapters.memory.internal.h2.directory;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.h2.store.fs.FilePath;

/**
 * An H2 file system above another one, which does all that a subclass does not. H2's own class for that makes its
 * copies by reflection, which the module system does not let it do here. Immutable.
 */
abstract class LayeredFilePath extends FilePath {
    private final FilePath base;

    /**
     * @param prefix what begins the names of these files
     * @param base the same file below
     */
    LayeredFilePath(String prefix, FilePath base) {
        this.base = base;
        this.name = prefix + base;
    }

    /** The same layer above another file. */
    abstract LayeredFilePath above(FilePath other);

    final FilePath base() {
        return base;
    }

    /** The file that the operating system knows. */
    final Path onDisk() {
        FilePath disk = base;
        while (disk.unwrap() != disk) {
            disk = disk.unwrap();
        }
        return Path.of(disk.toString());
    }

    @Override
    public final FilePath unwrap() {
        return base;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return base.open(mode);
    }

    @Override
    public OutputStream newOutputStream(boolean append) throws IOException {
        return base.newOutputStream(append);
    }

    @Override
    public boolean createFile() {
        return base.createFile();
    }

    @Override
    public FilePath createTempFile(String suffix, boolean inTempDir) throws IOException {
        return above(base.createTempFile(suffix, inTempDir));
    }

    @Override
    public final void moveTo(FilePath target, boolean atomicReplace) {
        base.moveTo(target instanceof LayeredFilePath layered ? layered.base : target, atomicReplace);
    }

    @Override
    public final long size() {
        return base.size();
    }

    @Override
    public final boolean exists() {
        return base.exists();
    }

    @Override
    public final void delete() {
        base.delete();
    }

    /** H2's own layers change the list that they get. */
    @Override
    public final List<FilePath> newDirectoryStream() {
        List<FilePath> found = new ArrayList<>(base.newDirectoryStream());
        found.replaceAll(this::above);
        return found;
    }

    @Override
    public final FilePath toRealPath() {
        return above(base.toRealPath());
    }

    @Override
    public final FilePath getParent() {
        return above(base.getParent());
    }

    @Override
    public final boolean isDirectory() {
        return base.isDirectory();
    }

    @Override
    public final boolean isRegularFile() {
        return base.isRegularFile();
    }

    @Override
    public final boolean isAbsolute() {
        return base.isAbsolute();
    }

    @Override
    public final long lastModified() {
        return base.lastModified();
    }

    @Override
    public final boolean canWrite() {
        return base.canWrite();
    }

    @Override
    public final void createDirectory() {
        base.createDirectory();
    }

    @Override
    public final InputStream newInputStream() throws IOException {
        return base.newInputStream();
    }

    @Override
    public final boolean setReadOnly() {
        return base.setReadOnly();
    }
}
