package io.keyholder.benchmarks.compare;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.async.FilePathAsync;

/** H2's {@code async} file system, which counts how often a file is forced to the disk. */
public final class CountedForces extends FilePathAsync {
    private static final AtomicLong FORCES = new AtomicLong();

    /** For H2, which makes one for every path. */
    public CountedForces() {}

    /** Takes the place of H2's own, for what is opened from now on. */
    static AtomicLong register() {
        FilePath.get("");
        FilePath.register(new CountedForces());
        return FORCES;
    }

    /** Puts H2's own back. */
    static void unregister() {
        FilePath.register(new FilePathAsync());
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Counted(super.open(mode));
    }

    private static final class Counted extends FileBaseDefault {
        private final FileChannel channel;

        Counted(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            FORCES.incrementAndGet();
            channel.force(metaData);
        }

        @Override
        public synchronized int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) throws IOException {
            return channel.write(from, position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return channel.tryLock(position, size, shared);
        }

        @Override
        public void implCloseChannel() throws IOException {
            channel.close();
        }
    }
}
