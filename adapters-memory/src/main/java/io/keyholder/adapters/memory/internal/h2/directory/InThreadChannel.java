package io.keyholder.adapters.memory.internal.h2.directory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;

/**
 * A file that is read and written by the thread that asks for it, and stays open when that thread is interrupted, as a
 * {@link FileChannel} does not. What is slow or rare (forcing, locking, cutting) is left to the channel below.
 * Thread-safe.
 */
final class InThreadChannel extends FileBaseDefault {
    private final FileChannel below;
    private final RandomAccessFile file;

    /**
     * @param below a channel of the same file that an interrupt does not close
     * @param file the same file; closed with this
     */
    InThreadChannel(FileChannel below, RandomAccessFile file) {
        this.below = below;
        this.file = file;
    }

    @Override
    public synchronized int read(ByteBuffer into, long position) throws IOException {
        byte[] bytes = new byte[into.remaining()];
        file.seek(position);
        int count = file.read(bytes);
        if (count > 0) {
            into.put(bytes, 0, count);
        }
        return count;
    }

    @Override
    public synchronized int write(ByteBuffer from, long position) throws IOException {
        int count = from.remaining();
        byte[] bytes = from.hasArray() ? from.array() : copy(from);
        int offset = from.hasArray() ? from.arrayOffset() + from.position() : 0;
        file.seek(position);
        file.write(bytes, offset, count);
        from.position(from.limit());
        return count;
    }

    private static byte[] copy(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.duplicate().get(bytes);
        return bytes;
    }

    @Override
    public synchronized long size() throws IOException {
        return file.length();
    }

    @Override
    protected void implTruncate(long size) throws IOException {
        below.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        below.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return below.tryLock(position, size, shared);
    }

    @Override
    public void implCloseChannel() throws IOException {
        try (file) {
            below.close();
        }
    }

    @Override
    public String toString() {
        return below.toString();
    }
}
