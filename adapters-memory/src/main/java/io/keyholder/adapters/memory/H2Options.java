package io.keyholder.adapters.memory;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.persistence.StoreMissingException;

/**
 * How an {@link H2Storage} in a directory is opened. Immutable.
 *
 * @param durability what an acknowledged write survives
 * @param whenMissing what to do when the directory holds no store
 * @param cacheMebibytes how much of the database is kept in memory, 1 to {@value #MAX_CACHE_MEBIBYTES} MiB; of several
 *     storages open on one directory in one process the first decides
 */
public record H2Options(Durability durability, WhenMissing whenMissing, int cacheMebibytes) {
    /** The largest cache, in MiB. */
    public static final int MAX_CACHE_MEBIBYTES = 65_536;

    private static final int DEFAULT_CACHE_MEBIBYTES = 16;

    /** What to do when the directory holds no store. */
    public enum WhenMissing {
        /** Make a new one. */
        CREATE,
        /** Throw {@link StoreMissingException}. */
        REFUSE;

        /** Returns when a missing store may be made. */
        void requireCreating() {
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

    /** Synced, created when missing, 16 MiB of cache. */
    public static H2Options defaults() {
        return new H2Options(Durability.SYNCED, WhenMissing.CREATE, DEFAULT_CACHE_MEBIBYTES);
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
