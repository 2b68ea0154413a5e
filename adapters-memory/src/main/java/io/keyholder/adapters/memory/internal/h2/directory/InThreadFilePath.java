package io.keyholder.adapters.memory.internal.h2.directory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;

/**
 * An H2 file system above one whose channels hand each read and write to another thread, as {@code async} does: its
 * channels read and write in the thread of the caller. Immutable.
 */
final class InThreadFilePath extends LayeredFilePath {
    /** What begins the names of these files. */
    static final String PREFIX = "inthread:";

    private InThreadFilePath(FilePath base) {
        super(PREFIX, base);
    }

    /** Makes the file system known to H2. Repeating it does nothing. */
    static void register() {
        FilePath.register(new InThreadFilePath(FilePath.get("")));
    }

    @Override
    LayeredFilePath above(FilePath other) {
        return new InThreadFilePath(other);
    }

    @Override
    public String getScheme() {
        return PREFIX.substring(0, PREFIX.length() - 1);
    }

    @Override
    public FilePath getPath(String path) {
        return new InThreadFilePath(FilePath.get(path.substring(PREFIX.length())));
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel below = super.open(mode);
        boolean opened = false;
        try {
            FileChannel channel = new InThreadChannel(
                    below, new RandomAccessFile(onDisk().toFile(), mode.startsWith("rw") ? "rw" : "r"));
            opened = true;
            return channel;
        } finally {
            if (!opened) {
                below.close();
            }
        }
    }
}
