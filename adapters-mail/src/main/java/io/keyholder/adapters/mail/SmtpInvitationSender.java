package io.keyholder.adapters.mail;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends invitations by email through an SMTP server, one connection a message. Sends emails only; returns
 * {@link SendFailure#KIND_NOT_SUPPORTED} for short messages. Thread-safe; logs nothing.
 *
 * <p>A message goes to exactly the address meant, or is not sent. Domains beyond ASCII are sent as A-labels (UTS 46).
 * Names beyond ASCII are sent over SMTPUTF8 (RFC 6531) where the server offers it.
 *
 * <p>Sent means that the server accepted the message, not that it arrived. When the connection breaks before the
 * server's last reply, the outcome is a failure, and the message may arrive nevertheless.
 */
public final class SmtpInvitationSender implements InvitationSender {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final SmtpOptions options;
    private final Clock clock;

    private SmtpInvitationSender(SmtpOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /**
     * Sends through this server.
     *
     * @param clock dates the messages
     */
    public static SmtpInvitationSender through(SmtpOptions options, Clock clock) {
        return new SmtpInvitationSender(options, clock);
    }

    @Override
    public SendOutcome send(InvitationMessage message) {
        return message instanceof InvitationMessage.Email email
                ? send(email)
                : SendOutcome.notSent(SendFailure.KIND_NOT_SUPPORTED);
    }

    private SendOutcome send(InvitationMessage.Email email) {
        Optional<EnvelopeAddress> from = EnvelopeAddress.of(email.from());
        Optional<EnvelopeAddress> to = EnvelopeAddress.of(email.to());
        if (from.isEmpty()) {
            return SendOutcome.notSent(SendFailure.SENDER_UNSENDABLE);
        }
        if (to.isEmpty()) {
            return SendOutcome.notSent(SendFailure.RECIPIENT_UNSENDABLE);
        }
        try (Deadline deadline = Deadline.after(options.timeout())) {
            return send(email, new Envelope(from.get(), to.get()), deadline);
        }
    }

    private SendOutcome send(InvitationMessage.Email email, Envelope envelope, Deadline deadline) {
        Session session = Session.getInstance(properties(envelope, deadline));
        EnvelopeTransport transport = new EnvelopeTransport(session, envelope);
        try (transport) {
            MimeMessage message = message(session, email, envelope);
            connect(transport);
            if (envelope.needsUtf8() && !transport.supportsExtension("SMTPUTF8")) {
                return SendOutcome.notSent(SendFailure.NEEDS_SMTPUTF8);
            }
            transport.sendMessage(message, new Address[] {address(envelope.to())});
            return SendOutcome.sent();
        } catch (MessagingException error) {
            return transport.hasDelivered()
                    ? SendOutcome.sent()
                    : SendOutcome.notSent(failure(error, transport, deadline));
        }
    }

    private static SendFailure failure(MessagingException error, EnvelopeTransport transport, Deadline deadline) {
        return deadline.hasPassed() ? SendFailure.TIMED_OUT : SmtpFailures.of(error, transport.lastReply());
    }

    private void connect(SMTPTransport transport) throws MessagingException {
        Optional<SmtpLogin> login = options.login();
        if (login.isEmpty()) {
            transport.connect(options.host(), options.port(), null, null);
        } else {
            transport.connect(
                    options.host(),
                    options.port(),
                    login.get().name(),
                    text(login.get().password()));
        }
    }

    private Properties properties(Envelope envelope, Deadline deadline) {
        Properties properties = new Properties();
        String millis = Long.toString(options.timeout().toMillis());
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(options.login().isPresent()));
        options.login()
                .filter(login -> login.mechanism() == SmtpMechanism.ACCESS_TOKEN)
                .ifPresent(login -> properties.put("mail.smtp.auth.mechanisms", "XOAUTH2"));
        options.heloName().ifPresent(name -> properties.put("mail.smtp.localhost", name));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.mime.allowutf8", Boolean.toString(envelope.needsUtf8()));
        properties.put("mail.smtp.from", envelope.from().text());
        properties.put("mail.from", envelope.from().text()); // whose domain ends the Message-ID
        properties.put("mail.smtp.socketFactory", new WatchedSocketFactory(deadline));
        properties.put("mail.smtp.socketFactory.fallback", "false");
        switch (options.encryption()) {
            case TLS -> properties.put("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.put("mail.smtp.starttls.enable", "true");
                properties.put("mail.smtp.starttls.required", "true");
            }
            case INSECURE -> properties.put("mail.smtp.starttls.enable", "false");
        }
        properties.put("mail.smtp.ssl.socketFactory", new WatchedTlsSocketFactory(options.trust(), deadline));
        return properties;
    }

    private MimeMessage message(Session session, InvitationMessage.Email email, Envelope envelope)
            throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(sender(envelope.from()));
        message.setRecipient(Message.RecipientType.TO, address(envelope.to()));
        message.setSubject(email.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        if (email.html().isPresent()) {
            message.setContent(new MimeMultipart(
                    "alternative",
                    part(email.text(), "plain"),
                    part(email.html().get(), "html")));
        } else {
            message.setText(email.text(), UTF_8);
        }
        message.saveChanges();
        return message;
    }

    /** Set and not parsed: the library's parser refuses addresses that servers accept. */
    private static InternetAddress address(EnvelopeAddress envelopeAddress) {
        InternetAddress address = new InternetAddress();
        address.setAddress(envelopeAddress.text());
        return address;
    }

    private InternetAddress sender(EnvelopeAddress from) throws MessagingException {
        InternetAddress sender = address(from);
        try {
            sender.setPersonal(options.senderName().orElse(null), UTF_8);
        } catch (UnsupportedEncodingException impossible) {
            throw new MessagingException("this platform has no UTF-8", impossible);
        }
        return sender;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    /** As text, because Jakarta Mail accepts nothing else. */
    private static String text(Password password) {
        byte[] utf8 = password.utf8();
        String text = new String(utf8, StandardCharsets.UTF_8);
        Arrays.fill(utf8, (byte) 0);
        return text;
    }
}
