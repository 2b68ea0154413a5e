package io.keyholder.application.notice;

import io.keyholder.application.internal.message.Places;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.ports.invitation.InvitationMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The text of a notice in one language, with places to fill in: <code>${name}</code>, whose account it is; <code>
 * ${when}</code>, when it was changed. Filled in as in an invitation. Immutable.
 *
 * @param from where emails come from
 * @param subject of emails
 * @param text of emails for readers that show no HTML
 * @param html of emails; absent when there is none
 * @param sms of short messages
 * @param language in which the moment is written
 * @param zone in which the moment is given
 */
public record NoticeTemplate(
        Contact.Email from,
        String subject,
        String text,
        Optional<String> html,
        String sms,
        Locale language,
        ZoneId zone) {
    private static final Set<String> PLACES = Set.of("name", "when");

    /**
     * A template.
     *
     * @throws io.keyholder.domain.InvalidValueException when a text has another place
     */
    public NoticeTemplate {
        Places.require("subject of a notice", subject, PLACES);
        Places.require("text of a notice", text, PLACES);
        html.ifPresent(body -> Places.require("HTML of a notice", body, PLACES));
        Places.require("short message of a notice", sms, PLACES);
    }

    /** The message to a contact: an email or a short message. */
    public InvitationMessage message(Contact to, String name, Instant when) {
        Map<String, String> values =
                Map.of("name", Places.shortened(name), "when", Places.moment(when, language, zone));
        return to instanceof Contact.Email email
                ? new InvitationMessage.Email(
                        from,
                        email,
                        Places.inText(subject, values),
                        Places.inText(text, values),
                        html.map(body -> Places.inHtml(body, values)))
                : new InvitationMessage.Sms((Contact.MobilePhone) to, Places.inText(sms, values));
    }

    @Override
    public String toString() {
        return "NoticeTemplate[" + subject + "]";
    }
}
