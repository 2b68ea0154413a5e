package io.keyholder.domain.invitation;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.internal.Check;
import java.time.Duration;
import java.time.Instant;

/**
 * An invitation to become a user: an aggregate of its own beside the user, who holds the hash of the secret that was
 * sent. Immutable; holds no secret. Without the contact in {@code toString}, because that is personal data.
 *
 * @param id its identity
 * @param user who was invited; registering until the invitation is accepted
 * @param contact where the message goes
 * @param language the language of the message, as a BCP 47 tag such as {@code nl-BE}; the host decides what it means
 * @param created when the secret that is valid now was made
 * @param expires the first moment at which that secret is no longer accepted; after {@code created}
 * @param attempts how often a message was tried to be sent, this time included; at least one
 * @param state where it is in its life
 */
public record Invitation(
        InvitationId id,
        UserId user,
        Contact contact,
        String language,
        Instant created,
        Instant expires,
        int attempts,
        InvitationState state) {
    /** How long an invitation can be accepted, 48 hours, unless the host chooses another time (FORMATS section 10). */
    public static final Duration DEFAULT_LIFE = Duration.ofDays(2);

    /** The longest language tag, in characters. */
    public static final int MAX_LANGUAGE_LENGTH = 100;

    private static final String WHAT = "invitation";

    public Invitation {
        Check.text("language of an invitation", language, MAX_LANGUAGE_LENGTH);
        Check.that(expires.isAfter(created), WHAT, "expires before it begins");
        Check.that(attempts >= 1, WHAT, "was tried fewer times than once");
    }

    /** An invitation whose message is to be sent for the first time. */
    public static Invitation pending(
            InvitationId id, UserId user, Contact contact, String language, Instant created, Instant expires) {
        return new Invitation(id, user, contact, language, created, expires, 1, new InvitationState.Pending());
    }

    /** Whether it may be accepted at {@code now}: open, and not too late. */
    public boolean isAcceptableAt(Instant now) {
        return state.isOpen() && now.isBefore(expires);
    }

    /** Whether it is open and too late, and so only waits to be called expired. */
    public boolean isOverdueAt(Instant now) {
        return state.isOpen() && !now.isBefore(expires);
    }

    /** Whether its message may be sent again: it is open, or expired. */
    public boolean isRenewable() {
        return state.isOpen() || state instanceof InvitationState.Expired;
    }

    /**
     * The same with a new secret whose message is to be sent.
     *
     * @throws InvalidValueException when it was accepted or revoked
     */
    public Invitation renewed(Contact newContact, Instant newCreated, Instant newExpires) {
        Check.that(isRenewable(), WHAT, "was accepted or revoked and cannot be sent again");
        int next = attempts == Integer.MAX_VALUE ? attempts : attempts + 1;
        return new Invitation(
                id, user, newContact, language, newCreated, newExpires, next, new InvitationState.Pending());
    }

    /**
     * The same, its message sent.
     *
     * @throws InvalidValueException when it is closed
     */
    public Invitation sentAt(Instant when) {
        return whileOpen(new InvitationState.Sent(when));
    }

    /**
     * The same, its message not sent.
     *
     * @throws InvalidValueException when it is closed
     */
    public Invitation failedAt(Instant when, SendFailure failure) {
        return whileOpen(new InvitationState.Failed(when, failure));
    }

    /**
     * The same, accepted.
     *
     * @throws InvalidValueException when it is closed
     */
    public Invitation acceptedAt(Instant when) {
        return whileOpen(new InvitationState.Accepted(when));
    }

    /**
     * The same, taken back; an expired one, too, so that it is not sent again.
     *
     * @throws InvalidValueException when it was accepted or revoked
     */
    public Invitation revokedAt(Instant when) {
        Check.that(isRenewable(), WHAT, "was accepted or revoked and cannot be taken back");
        return with(new InvitationState.Revoked(when));
    }

    /**
     * The same, expired.
     *
     * @throws InvalidValueException when it is closed, or not yet too late
     */
    public Invitation expiredAt(Instant when) {
        Check.that(isOverdueAt(when), WHAT, "is closed, or has not expired yet");
        return with(new InvitationState.Expired(when));
    }

    @Override
    public String toString() {
        return "Invitation[" + id + ", " + state + "]";
    }

    private Invitation whileOpen(InvitationState next) {
        Check.that(state.isOpen(), WHAT, "is closed and stays as it is");
        return with(next);
    }

    private Invitation with(InvitationState next) {
        return new Invitation(id, user, contact, language, created, expires, attempts, next);
    }
}
