package io.keyholder.adapters.memory.internal.h2.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The channels that H2 opened. H2 leaves a channel open, and its file locked, when an error of the virtual machine
 * interrupts its opening or closing. There is one of these in a process, because locks on files belong to processes.
 * Thread-safe.
 */
final class OpenChannels {
    /** That of this process. */
    static final OpenChannels OF_THIS_PROCESS = new OpenChannels();

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    /** Opens a channel of a file. */
    @FunctionalInterface
    interface Opening {
        FileChannel open() throws IOException;
    }

    /** Opens a channel and records it; the record is made first, because making it may need the last memory. */
    FileChannel open(Path file, Opening opening) throws IOException {
        entries.removeIf(Entry::isClosed);
        Entry entry = new Entry(file);
        entries.add(entry);
        boolean opened = false;
        try {
            FileChannel channel = opening.open();
            entry.channel = channel;
            opened = true;
            return channel;
        } finally {
            if (!opened) {
                entries.remove(entry);
            }
        }
    }

    /** Closes what is still open of a file, and so releases its locks. */
    void close(Path file) throws IOException {
        for (Entry entry : entries) {
            if (entry.file.equals(file)) {
                entry.close();
            }
        }
    }

    private static final class Entry {
        private final Path file;
        private volatile @Nullable FileChannel channel;

        Entry(Path file) {
            this.file = file;
        }

        boolean isClosed() {
            FileChannel opened = channel;
            return opened != null && !opened.isOpen();
        }

        void close() throws IOException {
            FileChannel opened = channel;
            if (opened != null) {
                opened.close();
            }
        }
    }
}
