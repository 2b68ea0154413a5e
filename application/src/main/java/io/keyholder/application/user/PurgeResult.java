package io.keyholder.application.user;

import io.keyholder.domain.access.Refusal;

/** What became of a purge. In every case but {@link Purged} nothing was changed. */
public sealed interface PurgeResult {
    /** The user is gone; its id is free. */
    record Purged() implements PurgeResult {}

    /** The user is not soft-deleted, which comes first. */
    record NotDeleted() implements PurgeResult {}

    /** There is no user of this id. */
    record Missing() implements PurgeResult {}

    /** Somebody else changes the user all the time. Trying again helps. */
    record Stale() implements PurgeResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements PurgeResult {}
}
