package io.keyholder.adapters.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.InvitationSender;
import io.keyholder.ports.invitation.SendOutcome;
import io.keyholder.testkit.contract.invitation.InvitationSenderContract;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What arrives at a real server; the contract of senders runs against it, too. */
class SmtpDeliveryTest implements InvitationSenderContract {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Override
    public InvitationSender sender() {
        return SmtpInvitationSender.through(options(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    public InvitationMessage message(String text) {
        return email(text, Optional.empty());
    }

    @Override
    public List<String> arrived() {
        return List.of(server.getReceivedMessages()).stream()
                .map(SmtpDeliveryTest::textOf)
                .toList();
    }

    @Test
    void deliversBothBodiesInUtf8() throws Exception {
        assertThat(sender().send(email("Grüße, 日本 1 < 2", Optional.of("<p>Grüße, 日本 1 &lt; 2</p>"))))
                .isEqualTo(SendOutcome.sent());
        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo("Einladung für 日本");
        assertThat(message.getFrom()).containsExactly(new InternetAddress("practice@example.org"));
        assertThat(message.getRecipients(Message.RecipientType.TO))
                .containsExactly(new InternetAddress("mary@example.org"));
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getSentDate()).isEqualTo(Date.from(NOW));
        Multipart bodies = (Multipart) message.getContent();
        assertThat(bodies.getContentType()).startsWith("multipart/alternative");
        assertThat(bodies.getBodyPart(0).getContent().toString().strip()).isEqualTo("Grüße, 日本 1 < 2");
        assertThat(bodies.getBodyPart(1).getContent().toString().strip()).isEqualTo("<p>Grüße, 日本 1 &lt; 2</p>");
        assertThat(bodies.getBodyPart(1).getContentType()).startsWith("text/html");
    }

    @Test
    void keepsALongSubjectOneHeader() throws Exception {
        String subject = "word ".repeat(99) + "end";
        assertThat(sender().send(new InvitationMessage.Email(
                        new Contact.Email("practice@example.org"),
                        new Contact.Email("mary@example.org"),
                        subject,
                        "text",
                        Optional.empty())))
                .isEqualTo(SendOutcome.sent());
        assertThat(server.getReceivedMessages()[0].getSubject()).isEqualTo(subject);
    }

    @Test
    void logsInWhereTheServerAsks() {
        server.setUser("practice@example.org", "practice", "open sesame");
        try (Password password = Password.of("open sesame")) {
            assertThat(SmtpInvitationSender.through(
                                    options().withLogin(new SmtpLogin("practice", password)),
                                    Clock.fixed(NOW, ZoneOffset.UTC))
                            .send(message("hello")))
                    .isEqualTo(SendOutcome.sent());
        }
        assertThat(arrived()).containsExactly("hello");
    }

    @Test
    void namesTheSender() throws Exception {
        SmtpOptions named = options().withSenderName("Praxis Dr. Müller, \"Köln\"");
        assertThat(SmtpInvitationSender.through(named, Clock.fixed(NOW, ZoneOffset.UTC))
                        .send(message("hello")))
                .isEqualTo(SendOutcome.sent());
        assertThat(((InternetAddress) server.getReceivedMessages()[0].getFrom()[0]).getPersonal())
                .isEqualTo("Praxis Dr. Müller, \"Köln\"");
    }

    private SmtpOptions options() {
        return SmtpOptions.insecure("127.0.0.1", server.getSmtp().getPort());
    }

    private static InvitationMessage.Email email(String text, Optional<String> html) {
        return new InvitationMessage.Email(
                new Contact.Email("practice@example.org"),
                new Contact.Email("mary@example.org"),
                "Einladung für 日本",
                text,
                html);
    }

    private static String textOf(MimeMessage message) {
        try {
            return message.getContent().toString().strip();
        } catch (Exception unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
