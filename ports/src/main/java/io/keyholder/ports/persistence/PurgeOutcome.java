package io.keyholder.ports.persistence;

/** What became of a purge. */
public enum PurgeOutcome {
    /** The user is gone. */
    PURGED,
    /** Somebody changed the user since it was read. Nothing was changed by this call. */
    STALE,
    /** There is no user of this id. */
    MISSING
}
