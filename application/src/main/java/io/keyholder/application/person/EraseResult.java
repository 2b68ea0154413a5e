package io.keyholder.application.person;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import java.util.Optional;

/** What became of erasing a person. In every case but {@link Erased} and {@link Stale} nothing was changed. */
public sealed interface EraseResult extends Outcome<EraseResult.Erased> {
    /** Nothing is held about the person any more, except in the audit trail of the host. */
    record Erased() implements EraseResult {}

    /** There is no user of this id. */
    record Missing() implements EraseResult {}

    /** Someone else changes the user all the time; it is soft-deleted at most. Erasing again goes on from there. */
    record Stale() implements EraseResult {}

    /** The acting user may not do this, or the last administrator would go. */
    record Forbidden(Refusal refusal) implements EraseResult, ForbiddenOutcome {}

    @Override
    default Optional<Erased> success() {
        return this instanceof Erased erased ? Optional.of(erased) : Optional.empty();
    }
}
