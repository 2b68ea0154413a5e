package io.keyholder.application;

import io.keyholder.application.invitation.InvitationTexts;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.ports.invitation.InvitationSender;

/**
 * How invitations leave the host. Immutable.
 *
 * @param sender takes the messages
 * @param texts what they say
 */
public record InvitationOptions(InvitationSender sender, InvitationTexts texts) {
    /** No message leaves: invitations fail to be sent, and can be sent when there is a sender. */
    public static final InvitationOptions NONE =
            new InvitationOptions(InvitationSender.NONE, InvitationTexts.plain(new Contact.Email("nobody@localhost")));
}
