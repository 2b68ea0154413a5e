package io.keyholder.application.internal.login;

import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What became of the secret of an invitation. In every case but {@link Redeemed} the user is as it was. */
public sealed interface RedemptionResult {
    /**
     * The user is active and has its password.
     *
     * @param user as stored
     * @param invitation the id of the invitation that the secret was of
     */
    record Redeemed(User user, String invitation) implements RedemptionResult {}

    /**
     * The secret is not right, or its user may not get in.
     *
     * @param reason what the one refused may learn
     * @param retryAt when a further attempt is judged; absent when at once
     */
    record Refused(RefusalReason reason, Optional<Instant> retryAt) implements RedemptionResult {}

    /** The password breaks the rules of the host; the invitation is still open. */
    record PasswordRefused(Set<PasswordFlaw> flaws) implements RedemptionResult {
        public PasswordRefused {
            flaws = Set.copyOf(flaws);
        }
    }

    /** Someone else accepted the invitation, or it was taken back, between the look and the write. */
    record NoLongerOpen() implements RedemptionResult {}

    /** The host is busy hashing; the invitation is still open. */
    record Busy() implements RedemptionResult {}
}
