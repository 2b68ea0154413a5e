package io.keyholder.application.password;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What became of a wish for a new password. */
public sealed interface PasswordChangeResult extends Outcome<PasswordChangeResult.Changed> {
    /**
     * It is set.
     *
     * @param user as stored
     */
    record Changed(User user) implements PasswordChangeResult {}

    /** The new one breaks the rules; nothing was judged or changed. */
    record Refused(Set<PasswordFlaw> flaws) implements PasswordChangeResult {
        public Refused {
            flaws = Set.copyOf(flaws);
        }
    }

    /** The old one is wrong; this counted as a guess. */
    record WrongPassword() implements PasswordChangeResult {}

    /**
     * The old one is right, but its user may not log in, and so may not change it either.
     *
     * @param reason why not
     */
    record NotAdmitted(RefusalReason reason) implements PasswordChangeResult {}

    /**
     * Too many guesses; nothing was judged.
     *
     * @param retryAt when a further one is judged
     */
    record Paused(Instant retryAt) implements PasswordChangeResult {}

    /** The acting user may not do this; nothing was judged or changed. */
    record Forbidden(Refusal refusal) implements PasswordChangeResult, ForbiddenOutcome {}

    /**
     * The user cannot be stored, because someone else holds one of its identifiers: two users of before us share it.
     *
     * @param key which
     */
    record IdentifierTaken(IdentifierKey key) implements PasswordChangeResult {}

    /** There is no such user. */
    record NoSuchUser() implements PasswordChangeResult {}

    /** The host is busy hashing; nothing was judged or changed. */
    record Busy() implements PasswordChangeResult {}

    @Override
    default Optional<Changed> success() {
        return this instanceof Changed changed ? Optional.of(changed) : Optional.empty();
    }
}
