package io.keyholder.ports.audit;

import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.login.SecurityChange;
import io.keyholder.domain.login.SessionId;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Something that happened to a user or its credentials. Holds no secret and no hash; what came from outside (the
 * source, a token's name) is kept as it came, so a trail that writes it down escapes it.
 */
public sealed interface AuditEvent {
    /** When it happened, by the library's clock. */
    Instant at();

    /** Whom it happened to; absent when no known user. */
    Optional<UserId> subject();

    /** The user who did it; absent for the host itself, and for those who did not get in. */
    Optional<UserId> actor();

    /** The same, done by this user; unchanged where only its subject can have done it. */
    AuditEvent by(Optional<UserId> newActor);

    /**
     * A user proved itself and got in; or proved to be the one invited, also when the password that it wants is refused
     * then.
     *
     * @param strength how strongly it proved itself
     * @param source where the attempt came from, as the host said
     */
    record LoginAccepted(Instant at, UserId user, ProofStrength strength, Optional<String> source)
            implements AuditEvent {
        @Override
        public Optional<UserId> actor() {
            return Optional.of(user);
        }

        @Override
        public AuditEvent by(Optional<UserId> newActor) {
            return this;
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }
    }

    /**
     * A login was refused.
     *
     * @param reason the true reason, which the one refused may not learn
     * @param source where the attempt came from, as the host said
     */
    record LoginRefused(Instant at, Optional<UserId> subject, RefusalReason reason, Optional<String> source)
            implements AuditEvent {
        @Override
        public Optional<UserId> actor() {
            return Optional.empty();
        }

        @Override
        public AuditEvent by(Optional<UserId> newActor) {
            return this;
        }
    }

    /** The user's own change of its password, or an administrator's new one. */
    record PasswordSet(Instant at, UserId user, Origin origin, Optional<UserId> actor) implements AuditEvent {
        /** Done by the host itself, as far as is known here. */
        public PasswordSet(Instant at, UserId user, Origin origin) {
            this(at, user, origin, Optional.empty());
        }

        @Override
        public PasswordSet by(Optional<UserId> newActor) {
            return new PasswordSet(at, user, origin, newActor);
        }

        /** Who set it. */
        public enum Origin {
            /** The user, who knew the old one. */
            CHANGED_BY_USER,
            /** An administrator, or an accepted invitation. */
            RESET,
            /** The library: the same password under the current hash. */
            HASH_UPGRADED
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }
    }

    /** A second factor changed its state. */
    record SecondFactorChanged(Instant at, UserId user, FactorChange change, Optional<UserId> actor)
            implements AuditEvent {
        /** Done by the host itself, as far as is known here. */
        public SecondFactorChanged(Instant at, UserId user, FactorChange change) {
            this(at, user, change, Optional.empty());
        }

        @Override
        public SecondFactorChanged by(Optional<UserId> newActor) {
            return new SecondFactorChanged(at, user, change, newActor);
        }

        /** What happened to it. */
        public enum FactorChange {
            ENROLLED,
            CONFIRMED,
            REMOVED,
            RECOVERY_CODES_RENEWED,
            RECOVERY_CODE_USED,
            /** The library sealed the secret anew, under the current key. */
            SECRET_RESEALED
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }
    }

    /**
     * A token changed its state.
     *
     * @param name the token's name, never its value
     */
    record TokenChanged(Instant at, UserId user, String name, TokenChange change, Optional<UserId> actor)
            implements AuditEvent {
        /** Done by the host itself, as far as is known here. */
        public TokenChanged(Instant at, UserId user, String name, TokenChange change) {
            this(at, user, name, change, Optional.empty());
        }

        @Override
        public TokenChanged by(Optional<UserId> newActor) {
            return new TokenChanged(at, user, name, change, newActor);
        }

        /** What happened to it. */
        public enum TokenChange {
            CREATED,
            REVOKED,
            EXPIRED_REMOVED,
            /** A legacy token in clear was accepted once and is stored as a hash from now on. */
            LEGACY_CONVERTED
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }
    }

    /**
     * Logins by password were ended.
     *
     * @param session the one; absent when it was several, or all
     * @param ended how many listed ones went on until then
     */
    record SessionsEnded(Instant at, UserId user, Optional<SessionId> session, int ended, Optional<UserId> actor)
            implements AuditEvent {
        /** Done by the host itself, as far as is known here. */
        public SessionsEnded(Instant at, UserId user, Optional<SessionId> session, int ended) {
            this(at, user, session, ended, Optional.empty());
        }

        @Override
        public SessionsEnded by(Optional<UserId> newActor) {
            return new SessionsEnded(at, user, session, ended, newActor);
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }
    }

    /**
     * A user was to be informed of a change to how it logs in.
     *
     * @param failure why the notice did not leave; absent when it did
     */
    record NoticeSent(
            Instant at, UserId user, SecurityChange change, Optional<SendFailure> failure, Optional<UserId> actor)
            implements AuditEvent {
        /** Done by the host itself, as far as is known here. */
        public NoticeSent(Instant at, UserId user, SecurityChange change, Optional<SendFailure> failure) {
            this(at, user, change, failure, Optional.empty());
        }

        @Override
        public NoticeSent by(Optional<UserId> newActor) {
            return new NoticeSent(at, user, change, failure, newActor);
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }
    }

    /**
     * A user was written.
     *
     * @param kinds what changed about it
     */
    record UserChanged(Instant at, UserId user, Set<UserEvent.Kind> kinds, Optional<UserId> actor)
            implements AuditEvent {
        /** Done by the host itself, as far as is known here. */
        public UserChanged(Instant at, UserId user, Set<UserEvent.Kind> kinds) {
            this(at, user, kinds, Optional.empty());
        }

        @Override
        public UserChanged by(Optional<UserId> newActor) {
            return new UserChanged(at, user, kinds, newActor);
        }

        public UserChanged {
            kinds = Collections.unmodifiableSet(new LinkedHashSet<>(kinds));
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }
    }

    /**
     * An actor was kept from doing something to users.
     *
     * @param subject whom it would have happened to; absent when no user in particular
     * @param actor who wanted it; absent for the host itself
     */
    record ActionRefused(
            Instant at, Optional<UserId> subject, Optional<UserId> actor, UserAction action, Refusal.Reason reason)
            implements AuditEvent {
        @Override
        public ActionRefused by(Optional<UserId> newActor) {
            return new ActionRefused(at, subject, newActor, action, reason);
        }
    }

    /**
     * Users were shown, or all that is held about one.
     *
     * @param subject whose data; absent when it was many users'
     * @param action {@link UserAction#LIST} or {@link UserAction#EXPORT_PERSON}
     */
    record UsersRead(Instant at, Optional<UserId> subject, UserAction action, Optional<UserId> actor)
            implements AuditEvent {
        /** Done by the host itself, as far as is known here. */
        public UsersRead(Instant at, Optional<UserId> subject, UserAction action) {
            this(at, subject, action, Optional.empty());
        }

        @Override
        public UsersRead by(Optional<UserId> newActor) {
            return new UsersRead(at, subject, action, newActor);
        }
    }

    /**
     * Something happened to a key of a data owner. Told of changes that were made, perhaps twice when others change the
     * same key.
     *
     * @param owner whose key
     * @param fingerprint SHA-256 of its public half, by which it is known; never the key
     */
    record KeyChanged(Instant at, DataOwnerId owner, String fingerprint, KeyChange change, Optional<UserId> actor)
            implements AuditEvent {
        /** Done by the host itself, as far as is known here. */
        public KeyChanged(Instant at, DataOwnerId owner, String fingerprint, KeyChange change) {
            this(at, owner, fingerprint, change, Optional.empty());
        }

        @Override
        public KeyChanged by(Optional<UserId> newActor) {
            return new KeyChanged(at, owner, fingerprint, change, newActor);
        }

        /** What happened to it. */
        public enum KeyChange {
            REGISTERED,
            /** It is vouched for; from now on it is sealed for. */
            VOUCHED,
            REVOKED,
            /** It was taken out of the directory, because its user was not created or was erased. */
            WITHDRAWN,
            /** The private half was given to the one that asked for the pair, which was made here. */
            HANDED_OVER
        }

        /** No one: several users may stand for one data owner. */
        @Override
        public Optional<UserId> subject() {
            return Optional.empty();
        }
    }

    /**
     * Something happened to an invitation.
     *
     * @param invitation its id
     */
    record InvitationChanged(
            Instant at, UserId user, InvitationId invitation, InvitationChange change, Optional<UserId> actor)
            implements AuditEvent {
        /** Done by the host itself, as far as is known here. */
        public InvitationChanged(Instant at, UserId user, InvitationId invitation, InvitationChange change) {
            this(at, user, invitation, change, Optional.empty());
        }

        @Override
        public InvitationChanged by(Optional<UserId> newActor) {
            return new InvitationChanged(at, user, invitation, change, newActor);
        }

        /** What happened to it. */
        public enum InvitationChange {
            /** It was made, or a new secret for it. */
            CREATED,
            SENT,
            NOT_SENT,
            ACCEPTED,
            REVOKED,
            EXPIRED
        }

        @Override
        public Optional<UserId> subject() {
            return Optional.of(user);
        }
    }
}
