package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreLockedException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file beside the database that states what the database must at least hold, so that a truncated or older file is
 * noticed rather than taken for the truth; and the lock that keeps other processes away from both. H2's own lock is not
 * enough: closing replaces the database file, and for a moment no process would hold it. Thread-safe.
 *
 * <p>Written through {@link RandomAccessFile}, because a channel closes when its thread is interrupted.
 */
public final class StoreManifest implements AutoCloseable {
    private final RandomAccessFile file;

    private StoreManifest(RandomAccessFile file) {
        this.file = file;
    }

    /**
     * Takes the seal of a directory, made when it is not there.
     *
     * @throws io.keyholder.ports.persistence.StoreUnsafeException when others may replace it
     * @throws StoreLockedException when another process, or another copy of this library in this process, has it
     */
    public static StoreManifest take(Path path) {
        try {
            OwnerOnly.createIfAbsent(path);
            OwnerOnly.requireSafeFile("manifest of the store", path);
            OwnerOnly.restrict(path);
            return locked(new RandomAccessFile(path.toFile(), "rw"));
        } catch (IOException error) {
            throw new StoreException("the store directory cannot be written", error);
        }
    }

    /**
     * What the seal holds; absent when it was just made.
     *
     * @throws StoreCorruptException when it holds nothing intelligible
     */
    synchronized Optional<ManifestState> state() throws IOException {
        if (file.length() == 0) {
            return Optional.empty();
        }
        byte[] text = new byte[(int) Math.min(file.length(), ManifestState.TEXT_LENGTH + 1)];
        file.seek(0);
        file.readFully(text);
        return Optional.of(ManifestState.parse(new String(text, StandardCharsets.US_ASCII))
                .orElseThrow(() -> new StoreCorruptException("the seal of the store is damaged", null)));
    }

    /** Writes something new, forced to the disk. */
    public synchronized void write(ManifestState state) throws IOException {
        overwrite(state);
        file.getFD().sync();
    }

    /**
     * Writes something new, not forced: after a power cut the seal may state less than the database holds, never more.
     */
    synchronized void note(ManifestState state) throws IOException {
        overwrite(state);
    }

    /** Lets go after opening failed; what failed explains more than a second error could. */
    void release() {
        try {
            close();
        } catch (IOException secondary) {
            // The error on its way is the one that matters.
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    private void overwrite(ManifestState state) throws IOException {
        file.seek(0);
        file.write(state.text().getBytes(StandardCharsets.US_ASCII));
    }

    private static StoreManifest locked(RandomAccessFile file) throws IOException {
        boolean taken = false;
        try {
            requireLocked(file);
            StoreManifest manifest = new StoreManifest(file);
            taken = true;
            return manifest;
        } finally {
            if (!taken) {
                file.close();
            }
        }
    }

    private static void requireLocked(RandomAccessFile file) throws IOException {
        try {
            if (file.getChannel().tryLock() != null) {
                return;
            }
        } catch (OverlappingFileLockException thisProcess) {
            // As if another process had it.
        }
        throw new StoreLockedException("another process has the store open", null);
    }
}
