package io.keyholder.adapters.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.mail.ScriptedSmtpServer.Behaviour;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.SendOutcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is answered when a server refuses, is slow, breaks off or cannot be trusted. */
class SmtpRefusalsTest {
    private static final InvitationMessage.Email MESSAGE = new InvitationMessage.Email(
            new Contact.Email("practice@example.org"),
            new Contact.Email("mary@example.org"),
            "Welcome",
            "Your secret is sentinel-7f3a",
            Optional.empty());

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "REFUSES_LOGIN, NOT_AUTHENTICATED",
        "REFUSES_SENDER, MESSAGE_REFUSED",
        "REFUSES_RECIPIENT, RECIPIENT_REFUSED",
        "REFUSES_DATA, MESSAGE_REFUSED",
        "DROPS_AT_GREETING, UNREACHABLE",
        "DROPS_AT_DATA, UNREACHABLE",
        "DROPS_AFTER_TAKING, UNREACHABLE",
        "STALLS, TIMED_OUT",
        "DRIPS, TIMED_OUT"
    })
    void saysWhatFailed(Behaviour behaviour, SendFailure failure) throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.that(behaviour);
                Password password = Password.of("sentinel-of-the-server")) {
            UnaryOperator<SmtpOptions> login = options -> behaviour == Behaviour.REFUSES_LOGIN
                    ? options.withLogin(new SmtpLogin("practice", password))
                    : options;
            SendOutcome outcome = send(login.apply(insecure(server.port())));
            assertThat(outcome).isEqualTo(SendOutcome.notSent(failure));
        }
    }

    @Test
    void isSentWhenTheServerTookItWhateverFollows() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.that(Behaviour.TAKES_EVERYTHING)) {
            assertThat(send(insecure(server.port()))).isEqualTo(SendOutcome.sent());
            assertThat(server.received()).contains("Subject: Welcome", "Your secret is sentinel-7f3a", ".");
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(send(insecure(port))).isEqualTo(SendOutcome.notSent(SendFailure.UNREACHABLE));
    }

    @Test
    void sendsNothingToAServerWithoutStartTls() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.that(Behaviour.TAKES_EVERYTHING)) {
            assertThat(send(SmtpOptions.startTls("localhost").withPort(server.port())))
                    .isEqualTo(SendOutcome.notSent(SendFailure.NOT_SECURE));
            assertThat(server.received()).noneMatch(line -> line.startsWith("MAIL") || line.contains("sentinel"));
        }
    }

    @Test
    void sendsOverTlsToAServerThatIsTrusted() throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "localhost");
        try (ScriptedSmtpServer server = ScriptedSmtpServer.that(Behaviour.TAKES_EVERYTHING, certificate.server())) {
            assertThat(send(SmtpOptions.tls("localhost").withPort(server.port()).withTrust(certificate.trust())))
                    .isEqualTo(SendOutcome.sent());
            assertThat(server.received()).contains("Your secret is sentinel-7f3a");
        }
    }

    @Test
    void sendsNothingToAServerWhoseCertificateNobodyTrusts() throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "localhost");
        try (ScriptedSmtpServer server = ScriptedSmtpServer.that(Behaviour.TAKES_EVERYTHING, certificate.server())) {
            assertThat(send(SmtpOptions.tls("localhost").withPort(server.port())))
                    .isEqualTo(SendOutcome.notSent(SendFailure.NOT_SECURE));
            assertThat(server.received()).noneMatch(line -> line.startsWith("EHLO"));
        }
    }

    @Test
    void sendsNothingToAServerWhoseCertificateNamesAnother() throws Exception {
        TestCertificate certificate = TestCertificate.of(directory, "mail.example.org");
        try (ScriptedSmtpServer server = ScriptedSmtpServer.that(Behaviour.TAKES_EVERYTHING, certificate.server())) {
            assertThat(send(SmtpOptions.tls("localhost").withPort(server.port()).withTrust(certificate.trust())))
                    .isEqualTo(SendOutcome.notSent(SendFailure.NOT_SECURE));
        }
    }

    @Test
    void givesUpOnAServerThatStallsBeforeTls() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.that(Behaviour.STALLS)) {
            assertThat(send(SmtpOptions.tls("localhost").withPort(server.port())))
                    .isEqualTo(SendOutcome.notSent(SendFailure.TIMED_OUT));
        }
    }

    @Test
    void sendsNoShortMessages() {
        assertThat(SmtpInvitationSender.through(insecure(1), Clock.systemUTC())
                        .send(new InvitationMessage.Sms(new Contact.MobilePhone("123456"), "hello")))
                .isEqualTo(SendOutcome.notSent(SendFailure.KIND_NOT_SUPPORTED));
    }

    @Test
    void refusesOptionsThatCannotWork() {
        assertThatThrownBy(() -> SmtpOptions.tls(" ")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> SmtpOptions.tls("a").withPort(0)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> SmtpOptions.tls("a").withPort(65_536)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> SmtpOptions.tls("a").withTimeout(Duration.ZERO))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> SmtpOptions.tls("a").withTimeout(Duration.ofDays(1)))
                .isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "mail.example.org\r\nMAIL", "müller.example", "[", "[x]", "-a"})
    void refusesEhloNamesThatCannotBeSent(String name) {
        assertThatThrownBy(() -> SmtpOptions.tls("a").withHeloName(name)).isInstanceOf(InvalidValueException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Practice\r\nBcc: x@example.org", "a\u0000b"})
    void refusesSenderNamesThatCannotBeShown(String name) {
        assertThatThrownBy(() -> SmtpOptions.tls("a").withSenderName(name)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void speaksTlsUnlessToldOtherwise() {
        assertThat(SmtpOptions.tls("a").port()).isEqualTo(465);
        assertThat(SmtpOptions.startTls("a").port()).isEqualTo(587);
        assertThat(SmtpOptions.tls("a").encryption()).isEqualTo(SmtpEncryption.TLS);
    }

    @Test
    void showsNoSecretInText() {
        try (Password password = Password.of("sentinel-of-the-server")) {
            SmtpOptions options = SmtpOptions.tls("a").withLogin(new SmtpLogin("practice", password));
            assertThat(options.toString()).doesNotContain("sentinel");
            assertThatThrownBy(() -> new SmtpLogin("", password)).isInstanceOf(InvalidValueException.class);
        }
    }

    private static SmtpOptions insecure(int port) {
        return SmtpOptions.insecure("localhost", port);
    }

    private static SendOutcome send(SmtpOptions options) {
        return SmtpInvitationSender.through(
                        options.withTimeout(Duration.ofSeconds(1)),
                        Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC))
                .send(MESSAGE);
    }
}
