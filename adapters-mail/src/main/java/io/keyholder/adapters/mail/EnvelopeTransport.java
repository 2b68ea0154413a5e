package io.keyholder.adapters.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.util.Locale;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * An SMTP connection that sends no command with another address than its envelope's, and records how far the dialogue
 * came. For one message and one thread.
 */
final class EnvelopeTransport extends SMTPTransport {
    /** Commands that clean up and say nothing of what failed. */
    private static final Set<String> CLOSING = Set.of("RSET", "NOOP", "QUIT");

    private final Envelope envelope;
    private String verb = SmtpReply.GREETING;
    private boolean delivered;

    EnvelopeTransport(Session session, Envelope envelope) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.envelope = envelope;
    }

    @Override
    public synchronized void sendMessage(Message message, Address[] recipients) throws MessagingException {
        super.sendMessage(message, recipients);
        delivered = true;
    }

    /** Whether the server has accepted the message. */
    boolean hasDelivered() {
        return delivered;
    }

    /** The last reply of the server and the command it was for. */
    SmtpReply lastReply() {
        return new SmtpReply(verb, getLastReturnCode(), String.valueOf(getLastServerResponse()));
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        envelope.check(command);
        String sent = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
        if (!CLOSING.contains(sent)) {
            verb = sent;
        }
        super.sendCommand(command);
    }
}
