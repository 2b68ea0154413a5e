package io.keyholder.ports.persistence;

/** What became of a purge. */
public sealed interface PurgeOutcome {
    /** The user is gone. */
    record Purged() implements PurgeOutcome {}

    /** Another writer changed the user since it was read. Nothing was changed by this call. */
    record Stale() implements PurgeOutcome {}

    /** There is no user of this id. */
    record Missing() implements PurgeOutcome {}
}
