package io.keyholder.domain.access;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * On whose authority something is done to users. Immutable. A host passes what a login gave for everything that a user
 * asked for, and {@link #host} only for what it does of its own accord.
 */
public sealed interface Actor {
    /**
     * The host application itself: may do everything, so it never stands for a user's wish. Made by {@link Actor#host}
     * or {@link Actor#hostEvenWithoutAdministrator}.
     *
     * @param lastAdministrator what happens when no administrator would be left
     */
    record Host(LastAdministrator lastAdministrator) implements Actor {}

    /**
     * A user who logged in, by what the login said of it. What the user may do is read anew for each act, so what was
     * revoked since then counts. A host that keeps sessions keeps this value in them.
     *
     * @param user who
     * @param strength how strongly it proved itself
     * @param scope what its login may be used for
     * @param until when its proof ends; absent when nothing limits it
     * @param credential the credential it logged in with; the actor ends with it
     */
    record LoggedIn(
            UserId user, ProofStrength strength, TokenScope scope, Optional<Instant> until, CredentialSeal credential)
            implements Actor {
        private static final String NO_SEAL = "0".repeat(CredentialSeal.SEAL_LENGTH);

        /**
         * A user who logged in just now, outside of any session.
         *
         * @param stored the user, with the credential as stored
         * @param token the name of the token that it logged in with; absent for a password
         * @throws InvalidValueException when the user has no such credential
         */
        public static LoggedIn by(
                User stored,
                ProofStrength strength,
                TokenScope scope,
                Optional<Instant> until,
                Optional<String> token,
                Instant now) {
            return by(stored, strength, scope, until, token, Optional.empty(), now);
        }

        /** The same as part of a session; absent for a login outside of any session. */
        public static LoggedIn by(
                User stored,
                ProofStrength strength,
                TokenScope scope,
                Optional<Instant> until,
                Optional<String> token,
                Optional<SessionId> session,
                Instant now) {
            CredentialSeal unsealed = new CredentialSeal(token, session, now, NO_SEAL);
            return new LoggedIn(stored.id(), strength, scope, until, unsealed).sealed(stored);
        }

        /**
         * The same login as part of a session.
         *
         * @param stored the user, with the credential as stored
         * @param since when the session began
         * @throws InvalidValueException when the user has no such credential
         */
        public LoggedIn inSession(User stored, Optional<SessionId> session, Instant since) {
            return by(stored, strength, scope, until, credential.token(), session, since);
        }

        private LoggedIn sealed(User stored) {
            String seal = CredentialSeal.sealOf(stored, this)
                    .orElseThrow(() -> new InvalidValueException("login", "names a credential that the user lacks"));
            return new LoggedIn(
                    user,
                    strength,
                    scope,
                    until,
                    new CredentialSeal(credential.token(), credential.session(), credential.loggedIn(), seal));
        }

        /**
         * Whether the credential that this user logged in with is still stored and usable.
         *
         * @param stored the user as stored now
         */
        public boolean isBoundTo(User stored, Instant now) {
            return isCredentialUsable(stored, now) && isSealedBy(stored);
        }

        /** The part of {@link #isBoundTo} that a moment decides: whether a token has neither ended nor been revoked. */
        public boolean isCredentialUsable(User stored, Instant now) {
            return credential.isUsable(stored, now);
        }

        /**
         * The part of {@link #isBoundTo} that no moment decides: whether this is what such a login of that very user
         * is. It costs an HMAC, and is the same for the same two objects for ever.
         */
        public boolean isSealedBy(User stored) {
            return credential.isSealOf(stored, this);
        }

        /** The same login after the user itself replaced its password. Unchanged for a login by token. */
        public LoggedIn reboundTo(User stored) {
            return credential.token().isPresent() ? this : sealed(stored);
        }

        /**
         * A text to keep in a session, of at most 16,384 characters. It holds no secret, lets no user in where the
         * credential ended, and cannot be changed without being refused.
         */
        public String encode() {
            return ActorText.encode(this);
        }

        /**
         * The actor that {@link #encode} wrote. Whether it still holds is judged at each act.
         *
         * @throws InvalidValueException when the text is none of an actor
         */
        public static LoggedIn decode(String text) {
            return ActorText.decode(text);
        }
    }

    /** What becomes of an act that would leave no administrator. */
    enum LastAdministrator {
        /** It is refused. */
        KEPT,
        /** It is done, knowingly. */
        MAY_GO
    }

    /** The host's own authority, said explicitly. */
    static Actor host() {
        return new Host(LastAdministrator.KEPT);
    }

    /** The host's own authority for an act that may leave no administrator. */
    static Actor hostEvenWithoutAdministrator() {
        return new Host(LastAdministrator.MAY_GO);
    }

    /** The user, absent for the host. */
    default Optional<UserId> userId() {
        return this instanceof LoggedIn loggedIn ? Optional.of(loggedIn.user()) : Optional.empty();
    }
}
