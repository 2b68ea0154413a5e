package io.keyholder.application.invitation;

import io.keyholder.application.internal.message.Places;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.ports.invitation.InvitationMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The text of an invitation in one language, with places to fill in: <code>${name}</code>, who is invited; <code>
 * ${token}
 * </code>, the secret, made of characters that mean nothing in HTML and in a URL; <code>${expires}</code>, until when.
 * Values are put in once and never looked at for places again; in HTML they are escaped for text and quoted attributes,
 * in a subject line breaks become spaces. Immutable.
 *
 * @param from where emails come from
 * @param subject of emails; without the secret, because subjects are logged on the way
 * @param text of emails for readers that show no HTML; with the secret
 * @param html of emails; with the secret; absent when there is none
 * @param sms of short messages; with the secret
 * @param zone in which the end is told
 */
public record InvitationTemplate(
        Contact.Email from, String subject, String text, Optional<String> html, String sms, ZoneId zone) {
    private static final String TOKEN = "token";
    private static final List<String> PLACES = List.of("name", TOKEN, "expires");

    public InvitationTemplate {
        require("subject", subject, false);
        require("text", text, true);
        html.ifPresent(body -> require("HTML", body, true));
        require("short message", sms, true);
    }

    /** Who is invited to what, filled into a template. Silent in {@code toString}: it holds the secret. */
    public record Invitee(String name, String token, Instant expires) {
        @Override
        public String toString() {
            return "Invitee[hidden]";
        }
    }

    /** The message to a contact: an email or a short message. */
    public InvitationMessage message(Contact to, Invitee invitee, Locale language) {
        Map<String, String> values = values(invitee, language);
        if (to instanceof Contact.Email email) {
            return new InvitationMessage.Email(
                    from,
                    email,
                    Places.inText(subject, values),
                    Places.inText(text, values),
                    html.map(body -> Places.inHtml(body, values)));
        }
        return new InvitationMessage.Sms((Contact.MobilePhone) to, Places.inText(sms, values));
    }

    @Override
    public String toString() {
        return "InvitationTemplate[" + subject + "]";
    }

    private Map<String, String> values(Invitee invitee, Locale language) {
        return Map.of(
                "name",
                Places.shortened(invitee.name()),
                TOKEN,
                invitee.token(),
                "expires",
                Places.moment(invitee.expires(), language, zone));
    }

    private static void require(String what, String template, boolean holdsTheSecret) {
        String text = what + " of an invitation";
        Places.require(text, template, PLACES);
        if (Places.of(template).contains(TOKEN) != holdsTheSecret) {
            throw new InvalidValueException(text, holdsTheSecret ? "lacks ${token}" : "shows ${token}");
        }
    }
}
