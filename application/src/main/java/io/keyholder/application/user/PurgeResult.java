package io.keyholder.application.user;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import java.util.Optional;

/** What became of a purge. In every case but {@link Purged} nothing was changed. */
public sealed interface PurgeResult extends Outcome<PurgeResult.Purged> {
    /** The user is gone; its id is free. */
    record Purged() implements PurgeResult {}

    /** The user is not soft-deleted, which comes first. */
    record NotDeleted() implements PurgeResult {}

    /** There is no user of this id. */
    record Missing() implements PurgeResult {}

    /** Someone else changes the user all the time. Trying again helps. */
    record Stale() implements PurgeResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements PurgeResult, ForbiddenOutcome {}

    @Override
    default Optional<Purged> success() {
        return this instanceof Purged purged ? Optional.of(purged) : Optional.empty();
    }
}
