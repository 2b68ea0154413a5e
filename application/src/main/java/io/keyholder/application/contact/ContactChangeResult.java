package io.keyholder.application.contact;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/** What became of a code for a new contact. Only {@link Changed} changed the user. */
public sealed interface ContactChangeResult extends Outcome<ContactChangeResult.Changed> {
    /**
     * The user has its new contact.
     *
     * @param user as stored
     */
    record Changed(User user) implements ContactChangeResult {}

    /** The code is wrong, too late, spent, or none was asked for. It counts as a guess. */
    record WrongCode() implements ContactChangeResult {}

    /**
     * Too many guesses; nothing was judged.
     *
     * @param retryAt when the next one is
     */
    record Paused(Instant retryAt) implements ContactChangeResult {}

    /** Someone changed the email or phone since the code was asked for. The code is spent. */
    record PreviousDiffers() implements ContactChangeResult {}

    /** Someone else is known by the new contact. The code is spent. */
    record IdentifierTaken(IdentifierKey key) implements ContactChangeResult {}

    /** There is no user of this id. */
    record NoSuchUser() implements ContactChangeResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements ContactChangeResult, ForbiddenOutcome {}

    @Override
    default Optional<Changed> success() {
        return this instanceof Changed changed ? Optional.of(changed) : Optional.empty();
    }
}
