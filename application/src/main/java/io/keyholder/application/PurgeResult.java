package io.keyholder.application;

/** What became of a purge. In every case but {@link #PURGED} nothing was changed. */
public enum PurgeResult {
    /** The user is gone; its id is free. */
    PURGED,
    /** The user is not soft-deleted, which comes first. */
    NOT_DELETED,
    /** There is no user of this id. */
    MISSING,
    /** Somebody else changes the user all the time. Trying again helps. */
    STALE
}
