package io.keyholder.application.login;

import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/** What became of an attempt to log in. */
public sealed interface LogInResult extends Outcome<LogInResult.Accepted> {
    /**
     * The user is in.
     *
     * @param user as stored
     * @param strength how strongly it proved itself
     * @param scope what this login may be used for; unrestricted but for restricted tokens
     * @param until when the host should ask anew: the end of the token or of the user, whichever comes first; absent
     *     when nothing limits it
     * @param actor on whose authority the host does from now on what this user asks for; it ends with the credential
     * @param mark to be kept on the device and presented at its next login; absent unless the request asked for it and
     *     the user logged in by password
     */
    record Accepted(
            User user,
            ProofStrength strength,
            TokenScope scope,
            Optional<Instant> until,
            Actor.LoggedIn actor,
            Optional<DeviceMark> mark)
            implements LogInResult {
        /**
         * The same login after the hash of the same password was replaced.
         *
         * @param stored the user as stored with that hash
         */
        public Accepted asStored(User stored) {
            return new Accepted(stored, strength, scope, until, actor.reboundTo(stored), mark);
        }

        /**
         * The same as part of a session.
         *
         * @param session absent for a login outside of any session
         * @param since when the session began
         */
        public Accepted in(Optional<SessionId> session, Instant since) {
            return new Accepted(user, strength, scope, until, actor.inSession(user, session, since), mark);
        }
    }

    /**
     * The password was right; a code is still to come.
     *
     * @param ticket to be presented with the code
     * @param until when the ticket ends
     */
    record CodeNeeded(LoginTicket ticket, Instant until) implements LogInResult {}

    /**
     * No one is in.
     *
     * @param reason what the one refused may learn: {@link RefusalReason#WRONG_CREDENTIAL} for everything that would
     *     help a guesser; the audit trail has the true one
     * @param retryAt when a further attempt is judged, for strangers only to five minutes; absent when at once
     */
    record Refused(RefusalReason reason, Optional<Instant> retryAt) implements LogInResult {}

    /** The host is busy hashing; nothing was judged or counted. */
    record Busy() implements LogInResult {}

    /** Whether the user is in. */
    default boolean isAccepted() {
        return this instanceof Accepted;
    }

    @Override
    default Optional<Accepted> success() {
        return this instanceof Accepted accepted ? Optional.of(accepted) : Optional.empty();
    }
}
