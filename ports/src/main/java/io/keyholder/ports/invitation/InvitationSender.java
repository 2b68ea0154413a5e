package io.keyholder.ports.invitation;

import io.keyholder.domain.invitation.SendFailure;

/**
 * Sends messages to people who are invited, or whose new contact is to be verified.
 *
 * <p>Implementations MUST be thread-safe; MUST answer {@link SendOutcome.Sent} only when another server has taken the
 * message, since it is not sent again then; MUST answer in bounded time; MUST answer what failed rather than throw it;
 * and MUST NOT log, keep or pass on the text, the address or anything that shows them, not even in the cause of an
 * error. They need not notice that they send a message twice.
 */
@FunctionalInterface
public interface InvitationSender {
    /** Sends nothing: each invitation waits to be sent again when there is a sender. */
    InvitationSender NONE = message -> SendOutcome.notSent(SendFailure.KIND_NOT_SUPPORTED);

    /** Sends one message. */
    SendOutcome send(InvitationMessage message);
}
