package io.keyholder.application.contact;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.invitation.SendFailure;
import java.time.Instant;
import java.util.Optional;

/** What became of asking for a new contact. The user is as it was in every case. */
public sealed interface ContactRequestResult extends Outcome<ContactRequestResult.CodeSent> {
    /**
     * A code is on its way to the new contact; an earlier one no longer counts.
     *
     * @param expires the first moment at which it does not count either
     */
    record CodeSent(Instant expires) implements ContactRequestResult {}

    /** The message did not leave, and nothing is waited for. */
    record NotSent(SendFailure failure) implements ContactRequestResult {}

    /** The user has another email or phone than the one expected: someone changed it. */
    record PreviousDiffers() implements ContactRequestResult {}

    /**
     * A code was sent just now.
     *
     * @param retryAt when another one may be
     */
    record TooSoon(Instant retryAt) implements ContactRequestResult {}

    /** There is no user of this id. */
    record NoSuchUser() implements ContactRequestResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements ContactRequestResult, ForbiddenOutcome {}

    @Override
    default Optional<CodeSent> success() {
        return this instanceof CodeSent codeSent ? Optional.of(codeSent) : Optional.empty();
    }
}
