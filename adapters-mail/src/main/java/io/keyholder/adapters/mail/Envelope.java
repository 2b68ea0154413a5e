package io.keyholder.adapters.mail;

import jakarta.mail.MessagingException;

/**
 * Sender and recipient of one message as the commands of SMTP name them. Immutable.
 *
 * @param from the sender
 * @param to the recipient
 */
record Envelope(EnvelopeAddress from, EnvelopeAddress to) {
    private static final String MAIL = "MAIL FROM:";
    private static final String RCPT = "RCPT TO:";

    /** Whether only a server that offers SMTPUTF8 can accept the message. */
    boolean needsUtf8() {
        return from.needsUtf8() || to.needsUtf8();
    }

    /** Throws when a command names another address than the envelope does. Other commands pass. */
    void check(String command) throws MessagingException {
        boolean other = (command.startsWith(MAIL) && !names(command, MAIL, from))
                || (command.startsWith(RCPT) && !names(command, RCPT, to));
        if (other) {
            throw new MessagingException("the command names another address than the envelope");
        }
    }

    private static boolean names(String command, String verb, EnvelopeAddress address) {
        String expected = verb + '<' + address.text() + '>';
        return command.equals(expected) || command.startsWith(expected + ' ');
    }
}
