package io.keyholder.application.invitation;

import io.keyholder.application.access.Answer;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.StoreException;
import java.time.Duration;
import java.util.List;

/**
 * Invitations: sending, sending again, taking back, accepting, listing.
 *
 * <p>The user is made first, registering and holding the hash of the secret; then the invitation is kept, the message
 * is sent and what became of it is noted. Whatever dies on the way, asking for the same again completes it, from any
 * host over the same store: the contact finds the user, and a new secret replaces one that may be lost. At worst
 * someone gets two messages, of which the later one works: after a crash, or from two hosts at once, which cannot be
 * told from a crash. Within one host a second request for the same waits meanwhile. The user decides what an invitation
 * is: where the two disagree after a crash, the invitation follows. Thread-safe.
 */
public interface Invitations {
    /**
     * Invites someone, or completes an invitation that was begun and not sent. Asked again for the same data owner by
     * the same contact, it continues with the user that is there; roles and profile stay as they were first asked for.
     *
     * @throws StoreException when the store failed; asking for the same again completes what was begun
     */
    InviteResult invite(Actor actor, NewInvitation wanted);

    /**
     * Sends a new message with a new secret to someone who has not accepted yet; the secret of an earlier message ends.
     * Also when the invitation expired.
     */
    InviteResult resend(Actor actor, UserId id);

    /**
     * Takes an invitation back: no one can accept it any more. The user stays, registering, and can be invited again.
     */
    RevokeInvitationResult revoke(Actor actor, UserId id);

    /**
     * Accepts an invitation: the user gets its password and becomes active, once. One that stands for a data owner gets
     * a first key pair, as when a user is created: the public half is registered, the private half is in the result and
     * nowhere else. No actor is asked for: the secret is all that the one who accepts has.
     *
     * @throws InvalidValueException when a public key is given and no one to register it for
     * @throws StoreException when the store failed and it is not known whether the user is active. Accepting again
     *     shows: when the secret is refused, it is, with its password; a key made here was lost with the failure then
     */
    AcceptResult accept(InvitationAcceptance acceptance);

    /** The open invitations, a page at a time, in ascending order of id. */
    Answer<List<Invitation>> open(Actor actor, InvitationPageRequest request);

    /** The invitations of a user, open and closed, in ascending order of id. */
    Answer<List<Invitation>> of(Actor actor, UserId id);

    /**
     * Brings open invitations into line with their users, calls those expired that are too late, and forgets those that
     * were closed longer than this ago. For the host, now and then.
     */
    Answer<InvitationSweep> sweep(Actor actor, Duration keepClosed);
}
