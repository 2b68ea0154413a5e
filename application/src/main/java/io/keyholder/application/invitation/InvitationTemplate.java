package io.keyholder.application.invitation;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.ports.invitation.InvitationMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** More of a name than this is not put into a message. */
    private static final int MAX_NAME_CODE_POINTS = 100;

    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
    private static final String TOKEN = "token";

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
                    filled(subject, values, InvitationTemplate::onOneLine),
                    filled(text, values, InvitationTemplate::onOneLine),
                    html.map(body -> filled(body, values, InvitationTemplate::escaped)));
        }
        return new InvitationMessage.Sms((Contact.MobilePhone) to, filled(sms, values, InvitationTemplate::onOneLine));
    }

    @Override
    public String toString() {
        return "InvitationTemplate[" + subject + "]";
    }

    private Map<String, String> values(Invitee invitee, Locale language) {
        String expires = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(language)
                .withZone(zone)
                .format(invitee.expires());
        return Map.of("name", shortened(invitee.name()), TOKEN, invitee.token(), "expires", expires);
    }

    private static String filled(String template, Map<String, String> values, UnaryOperator<String> form) {
        Matcher places = PLACE.matcher(template);
        return places.replaceAll(place -> Matcher.quoteReplacement(form.apply(values.get(place.group(1)))));
    }

    private static String onOneLine(String value) {
        StringBuilder line = new StringBuilder(value.length());
        value.codePoints().map(InvitationTemplate::orSpace).forEach(line::appendCodePoint);
        return line.toString();
    }

    private static int orSpace(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            default -> codePoint;
        };
    }

    private static String escaped(String value) {
        StringBuilder html = new StringBuilder(value.length());
        onOneLine(value).codePoints().forEach(codePoint -> {
            switch (codePoint) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(codePoint);
            }
        });
        return html.toString();
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= MAX_NAME_CODE_POINTS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_NAME_CODE_POINTS)) + "…";
    }

    private static void require(String what, String template, boolean holdsTheSecret) {
        Matcher places = PLACE.matcher(template);
        boolean found = false;
        while (places.find()) {
            String place = places.group(1);
            if (!place.equals("name") && !place.equals(TOKEN) && !place.equals("expires")) {
                throw new InvalidValueException(
                        what + " of an invitation", "has a place that is neither ${name}, ${token} nor ${expires}");
            }
            found |= place.equals(TOKEN);
        }
        if (found != holdsTheSecret) {
            throw new InvalidValueException(
                    what + " of an invitation", holdsTheSecret ? "lacks ${token}" : "shows ${token}");
        }
    }
}
