package io.keyholder.adapters.mail;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends invitations by email through an SMTP server, one connection a message. Takes emails only; answers
 * {@link SendFailure#KIND_NOT_SUPPORTED} for short messages. Thread-safe; logs nothing.
 *
 * <p>Sent means that the server took the message, not that it arrived. When the connection breaks between the two, the
 * answer is a failure and the message may arrive nevertheless.
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
        try (Deadline deadline = Deadline.after(options.timeout())) {
            return send(email, deadline);
        }
    }

    private SendOutcome send(InvitationMessage.Email email, Deadline deadline) {
        Session session = Session.getInstance(properties(email, deadline));
        boolean taken = false;
        try (SMTPTransport transport = new SMTPTransport(session, new URLName("smtp", null, -1, null, null, null))) {
            MimeMessage message = message(session, email);
            connect(transport);
            transport.sendMessage(message, message.getAllRecipients());
            taken = true;
            return SendOutcome.sent();
        } catch (MessagingException error) {
            return taken
                    ? SendOutcome.sent()
                    : SendOutcome.notSent(deadline.hasPassed() ? SendFailure.TIMED_OUT : SmtpFailures.of(error));
        }
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

    private Properties properties(InvitationMessage.Email email, Deadline deadline) {
        Properties properties = new Properties();
        String millis = Long.toString(options.timeout().toMillis());
        properties.put("mail.smtp.connectiontimeout", millis);
        properties.put("mail.smtp.timeout", millis);
        properties.put("mail.smtp.writetimeout", millis);
        properties.put("mail.smtp.auth", Boolean.toString(options.login().isPresent()));
        properties.put("mail.smtp.quitwait", "false");
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.mime.allowutf8", "false");
        properties.put("mail.from", email.from().value());
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

    private MimeMessage message(Session session, InvitationMessage.Email email) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(email.from().value(), true));
        message.setRecipient(
                Message.RecipientType.TO, new InternetAddress(email.to().value(), true));
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

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }

    /** As text, because Jakarta Mail takes nothing else. */
    private static String text(Password password) {
        byte[] utf8 = password.utf8();
        String text = new String(utf8, StandardCharsets.UTF_8);
        Arrays.fill(utf8, (byte) 0);
        return text;
    }
}
