package io.keyholder.adapters.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * An H2 file system, {@code cut:}, above the one of hosts, which keeps a {@link PowerCutDisk} of every file opened to
 * write.
 */
public final class FilePathCut extends FilePathWrapper {
    static final String PREFIX = "cut:";

    private static final PowerCutDisk DISK = new PowerCutDisk();

    /** For H2, which makes one for every path. */
    public FilePathCut() {}

    /** What would be left of the files after a power cut. */
    static PowerCutDisk register() {
        FilePath.register(new FilePathCut());
        return DISK;
    }

    @Override
    public String getScheme() {
        return "cut";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel base = super.open(mode);
        return mode.startsWith("rw") ? new Watched(base, DISK.file(getBase().toString())) : base;
    }

    /** Hands everything on, and says so to the disk. */
    private static final class Watched extends FileBaseDefault {
        private final FileChannel base;
        private final PowerCutDisk.Contents disk;

        Watched(FileChannel base, PowerCutDisk.Contents disk) {
            this.base = base;
            this.disk = disk;
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            return base.read(target, position);
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            byte[] bytes = new byte[source.remaining()];
            source.duplicate().get(bytes);
            int written = base.write(source, position);
            disk.written(position, bytes, written);
            return written;
        }

        @Override
        protected synchronized void implTruncate(long size) throws IOException {
            base.truncate(size);
            disk.truncated(size);
        }

        @Override
        public synchronized void force(boolean metaData) throws IOException {
            base.force(metaData);
            disk.forced();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return base.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            base.close();
        }
    }
}
