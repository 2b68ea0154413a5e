package io.keyholder.application.invitation;

import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What became of an invitation to be accepted. In every case but {@link Accepted} it is as it was. */
public sealed interface AcceptResult extends Outcome<AcceptResult.Accepted> {
    /**
     * The user is active and logs in with its password from now on.
     *
     * @param user as stored
     * @param privateKey the private half of the key pair made for its data owner, which exists nowhere else; absent
     *     when none was made here. The caller closes it
     */
    record Accepted(User user, Optional<PrivateKeyHandover> privateKey) implements AcceptResult {}

    /**
     * The secret is not right: it never was, was used, was replaced by a later one, was taken back or ran out; or its
     * user may not get in.
     *
     * @param reason what the one refused may learn; the audit trail has the true one
     * @param retryAt when a further attempt is judged; absent when at once
     */
    record Refused(RefusalReason reason, Optional<Instant> retryAt) implements AcceptResult {}

    /** The password breaks the rules of the host; the invitation is still open. */
    record PasswordRefused(Set<PasswordFlaw> flaws) implements AcceptResult {
        public PasswordRefused {
            flaws = Set.copyOf(flaws);
        }
    }

    /** Someone else accepted it, or it was taken back, at the same moment. */
    record NoLongerOpen() implements AcceptResult {}

    /** The host is busy hashing; the invitation is still open. */
    record Busy() implements AcceptResult {}

    @Override
    default Optional<Accepted> success() {
        return this instanceof Accepted accepted ? Optional.of(accepted) : Optional.empty();
    }
}
