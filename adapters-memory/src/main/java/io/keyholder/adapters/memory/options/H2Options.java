package io.keyholder.adapters.memory.options;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.persistence.StoreMissingException;

/**
 * How an {@code H2Storage} in a directory is opened. Immutable.
 *
 * @param durability what an acknowledged write survives
 * @param whenMissing what to do when the directory holds no store
 * @param cacheMebibytes how much of the database is kept in memory, 1 to {@value #MAX_CACHE_MEBIBYTES} MiB; of several
 *     storages open on one directory in one process the first decides
 */
public record H2Options(Durability durability, WhenMissing whenMissing, int cacheMebibytes) {
    /** The largest cache, in MiB. */
    public static final int MAX_CACHE_MEBIBYTES = 65_536;

    private static final int LEAST_DEFAULT_CACHE_MEBIBYTES = 16;
    private static final int MOST_DEFAULT_CACHE_MEBIBYTES = 256;
    private static final int DEFAULT_SHARE_OF_HEAP = 16;
    private static final int BYTES_PER_MEBIBYTE = 1 << 20;

    /** What to do when the directory holds no store. */
    public enum WhenMissing {
        /** Make a new one. */
        CREATE,
        /** Throw {@link StoreMissingException}. */
        REFUSE;

        /** Returns when a missing store may be made. */
        public void requireCreating() {
            if (this == REFUSE) {
                throw new StoreMissingException("the directory holds no store", null);
            }
        }
    }

    public H2Options {
        if (cacheMebibytes < 1 || cacheMebibytes > MAX_CACHE_MEBIBYTES) {
            throw new InvalidValueException(
                    "cache size", "is " + cacheMebibytes + " MiB, outside 1 to " + MAX_CACHE_MEBIBYTES);
        }
    }

    /**
     * Synced, created when missing, a cache of a sixteenth of the largest heap, but at least 16 MiB and at most 256
     * MiB: a page that is not in the cache costs more than everything else in a look-up.
     */
    public static H2Options defaults() {
        return new H2Options(
                Durability.SYNCED,
                WhenMissing.CREATE,
                defaultCacheMebibytes(Runtime.getRuntime().maxMemory()));
    }

    /** The default cache of a process with so large a heap, in bytes; {@link Long#MAX_VALUE} when it has no limit. */
    static int defaultCacheMebibytes(long maxHeapBytes) {
        long share = maxHeapBytes / DEFAULT_SHARE_OF_HEAP / BYTES_PER_MEBIBYTE;
        return (int) Math.max(LEAST_DEFAULT_CACHE_MEBIBYTES, Math.min(MOST_DEFAULT_CACHE_MEBIBYTES, share));
    }

    /** The same with another durability. */
    public H2Options withDurability(Durability newDurability) {
        return new H2Options(newDurability, whenMissing, cacheMebibytes);
    }

    /** The same with another answer to a missing store. */
    public H2Options withWhenMissing(WhenMissing newWhenMissing) {
        return new H2Options(durability, newWhenMissing, cacheMebibytes);
    }

    /** The same with another cache size, in MiB. */
    public H2Options withCacheMebibytes(int newCacheMebibytes) {
        return new H2Options(durability, whenMissing, newCacheMebibytes);
    }
}
