package io.keyholder.ports.persistence;

import org.jspecify.annotations.Nullable;

/**
 * The store is bringing an index of users up to date, and did not finish in time. The work goes on by itself: the same
 * call succeeds later. Nothing was changed.
 */
public final class IndexBuildingException extends StoreUnavailableException {
    private static final long serialVersionUID = 1L;

    private final long pending;

    /**
     * Names what is being built.
     *
     * @param pending how many changes the index lacks, as far as the store knows
     */
    public IndexBuildingException(String message, long pending, @Nullable Throwable cause) {
        super(message, cause);
        this.pending = pending;
    }

    /** How many changes the index lacked, as far as the store knows. */
    public long pending() {
        return pending;
    }
}
