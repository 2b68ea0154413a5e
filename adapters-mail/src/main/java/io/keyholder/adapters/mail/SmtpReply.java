package io.keyholder.adapters.mail;

import io.keyholder.domain.invitation.SendFailure;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reply of an SMTP server (RFC 5321 section 4.2), with the enhanced status code (RFC 3463) that it may hold.
 *
 * @param verb the command it is for
 * @param code three digits, or less than 1 where the server gave no reply that can be read
 * @param text all of its lines; may show addresses and is not passed on
 */
record SmtpReply(String verb, int code, String text) {
    /** The server's first lines, which are for no command. */
    static final String GREETING = "";

    private static final Set<Integer> WANT_LOGIN = Set.of(530, 534, 535, 538);
    /** Codes about the dialogue, not about the recipient: syntax, order, parameters, EHLO name. */
    private static final Set<Integer> OF_PROTOCOL = Set.of(500, 502, 503, 504, 521, 555);

    private static final int MAILBOX_UNAVAILABLE = 550;
    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -][245]\\.(\\d{1,3})\\.(\\d{1,3})\\b");

    /** What a refusal means; absent when the reply is no refusal. */
    Optional<SendFailure> refusal() {
        if (code >= 400 && code <= 499) {
            return Optional.of(SendFailure.REFUSED_FOR_NOW);
        }
        return code >= 500 && code <= 599 ? Optional.of(lastingRefusal()) : Optional.empty();
    }

    private SendFailure lastingRefusal() {
        if (verb.equals("STARTTLS")) {
            return SendFailure.NOT_SECURE;
        }
        if (verb.equals("AUTH") || WANT_LOGIN.contains(code)) {
            return SendFailure.NOT_AUTHENTICATED;
        }
        return verb.equals("RCPT") && isAboutRecipient() ? SendFailure.RECIPIENT_REFUSED : SendFailure.MESSAGE_REFUSED;
    }

    /**
     * Servers judge the host and the sender as late as here, too; their code or enhanced code then names another
     * subject.
     */
    private boolean isAboutRecipient() {
        if (OF_PROTOCOL.contains(code)) {
            return false;
        }
        Matcher enhanced = ENHANCED.matcher(text);
        return code == MAILBOX_UNAVAILABLE
                || !enhanced.find()
                || isAboutRecipient(enhanced.group(1), enhanced.group(2));
    }

    private static boolean isAboutRecipient(String subject, String detail) {
        boolean isSender = subject.equals("1") && (detail.equals("7") || detail.equals("8"));
        return !isSender && Set.of("0", "1", "2", "4").contains(subject);
    }
}
