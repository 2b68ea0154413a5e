package io.keyholder.ports.invitation;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.invitation.Contact;
import java.util.Optional;

/**
 * A message to a person who is invited, or whose new contact is to be verified. Its text holds the secret that the
 * reader proves it by: it is sent and forgotten, never logged or stored. Silent in {@code toString}. Immutable.
 */
public sealed interface InvitationMessage {
    /** The longest subject, in UTF-16 units. */
    int MAX_SUBJECT_LENGTH = 500;

    /** The longest text, in UTF-16 units. */
    int MAX_TEXT_LENGTH = 100_000;

    /** Whom it goes to. */
    Contact to();

    /**
     * An email.
     *
     * @param from the address that it comes from
     * @param to whom it goes to
     * @param subject one line: no control character, line or paragraph separator, so that it cannot become another
     *     header
     * @param text the body for readers that show no HTML
     * @param html the body in HTML, in which everything that came from outside is escaped; absent when there is none
     */
    record Email(Contact.Email from, Contact.Email to, String subject, String text, Optional<String> html)
            implements InvitationMessage {
        public Email {
            requireLength("subject of a message", subject, MAX_SUBJECT_LENGTH);
            if (subject.codePoints().anyMatch(InvitationMessage::endsALine)) {
                throw new InvalidValueException(
                        "subject of a message", "holds a line break or another control character");
            }
            requireLength("text of a message", text, MAX_TEXT_LENGTH);
            html.ifPresent(body -> requireLength("HTML of a message", body, MAX_TEXT_LENGTH));
        }

        @Override
        public String toString() {
            return "Email[hidden]";
        }
    }

    /**
     * A short message to a phone.
     *
     * @param to whom it goes to
     * @param text what it reads
     */
    record Sms(Contact.MobilePhone to, String text) implements InvitationMessage {
        public Sms {
            requireLength("text of a message", text, MAX_TEXT_LENGTH);
        }

        @Override
        public String toString() {
            return "Sms[hidden]";
        }
    }

    private static void requireLength(String what, String text, int max) {
        if (text.isEmpty() || text.length() > max) {
            throw new InvalidValueException(what, "has " + text.length() + " characters, not 1 to " + max);
        }
    }

    private static boolean endsALine(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
