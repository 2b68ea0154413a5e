package io.keyholder.adapters.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** An H2 file system, {@code failing:}, above the one of hosts, on which a test makes the disk fail. */
public final class FilePathFailing extends FilePathWrapper {
    static final String PREFIX = "failing:";

    private static final Disk DISK = new Disk();

    /** For H2, which makes one for every path. */
    public FilePathFailing() {}

    /** The disk below every file of this file system, in good order. */
    static Disk register() {
        FilePath.register(new FilePathFailing());
        DISK.repair();
        return DISK;
    }

    @Override
    public String getScheme() {
        return "failing";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new Failing(super.open(mode));
    }

    /** How a disk fails. */
    enum Fault {
        NONE,
        /** No byte more fits. */
        FULL,
        /** Half of the bytes still fit. */
        FULL_IN_THE_MIDDLE,
        /** What was written is not forced. */
        UNFORCED,
        /** Reads fail. */
        UNREADABLE,
        /** Reads give other bytes than were written. */
        RUBBISH
    }

    /** What a test chooses. Thread-safe. */
    static final class Disk {
        private final AtomicReference<Fault> fault = new AtomicReference<>(Fault.NONE);
        private final AtomicInteger operationsBefore = new AtomicInteger();

        /** From this operation of the kind on, counted from 0, the disk fails. */
        void failAfter(int operations, Fault kind) {
            operationsBefore.set(operations);
            fault.set(kind);
        }

        void repair() {
            fault.set(Fault.NONE);
        }

        private boolean fails(Fault kind) {
            return fault.get() == kind && operationsBefore.getAndDecrement() <= 0;
        }
    }

    /** Hands on what the disk can do. */
    private static final class Failing extends FileBaseDefault {
        private final FileChannel base;

        Failing(FileChannel base) {
            this.base = base;
        }

        @Override
        public long size() throws IOException {
            return base.size();
        }

        @Override
        public synchronized int read(ByteBuffer target, long position) throws IOException {
            if (DISK.fails(Fault.UNREADABLE)) {
                throw new IOException("Input/output error");
            }
            int start = target.position();
            int count = base.read(target, position);
            if (count > 0 && DISK.fails(Fault.RUBBISH)) {
                byte[] rubbish = new byte[count];
                new Random(position).nextBytes(rubbish);
                target.duplicate().position(start).put(rubbish);
            }
            return count;
        }

        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            if (DISK.fails(Fault.FULL_IN_THE_MIDDLE)) {
                ByteBuffer half = source.duplicate();
                half.limit(half.position() + half.remaining() / 2);
                base.write(half, position);
                throw new IOException("No space left on device");
            }
            if (DISK.fails(Fault.FULL)) {
                throw new IOException("No space left on device");
            }
            return base.write(source, position);
        }

        @Override
        protected synchronized void implTruncate(long size) throws IOException {
            base.truncate(size);
        }

        @Override
        public synchronized void force(boolean metaData) throws IOException {
            if (DISK.fails(Fault.UNFORCED)) {
                throw new IOException("Input/output error");
            }
            base.force(metaData);
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
