package io.keyholder.application.invitation;

import io.keyholder.application.notice.NoticeTexts;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.ports.invitation.InvitationSender;
import java.util.Locale;

/**
 * How messages leave the host. Immutable.
 *
 * @param sender takes the messages
 * @param texts what invitations say
 * @param contactTexts what goes to a new email or phone with the code that verifies it, in the place of the token
 * @param noticeTexts what goes to a user whose contact, password or second factor was changed
 */
public record InvitationOptions(
        InvitationSender sender, InvitationTexts texts, InvitationTexts contactTexts, NoticeTexts noticeTexts) {
    private static final Contact.Email NOBODY = new Contact.Email("nobody@localhost");

    /** No message leaves: invitations fail to be sent, and can be sent when there is a sender. */
    public static final InvitationOptions NONE = new InvitationOptions(
                    InvitationSender.NONE, InvitationTexts.plain(NOBODY))
            .withNoticeTexts(NoticeTexts.NONE);

    /** Messages to new contacts, and notices, come from where the English invitations come from, and are plain. */
    public InvitationOptions(InvitationSender sender, InvitationTexts texts) {
        this(
                sender,
                texts,
                InvitationTexts.plainForContacts(texts),
                NoticeTexts.plain(texts.in(Locale.ENGLISH).from()));
    }

    /** The same with other messages to new contacts. */
    public InvitationOptions withContactTexts(InvitationTexts newTexts) {
        return new InvitationOptions(sender, texts, newTexts, noticeTexts);
    }

    /** The same with other notices, or with none: {@link NoticeTexts#NONE}. */
    public InvitationOptions withNoticeTexts(NoticeTexts newTexts) {
        return new InvitationOptions(sender, texts, contactTexts, newTexts);
    }
}
