package io.keyholder.adapters.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** An SMTP connection that sends no command with another address than its envelope's. */
final class EnvelopeTransport extends SMTPTransport {
    private final Envelope envelope;

    EnvelopeTransport(Session session, Envelope envelope) {
        super(session, new URLName("smtp", null, -1, null, null, null));
        this.envelope = envelope;
    }

    @Override
    protected void sendCommand(String command) throws MessagingException {
        envelope.check(command);
        super.sendCommand(command);
    }
}
