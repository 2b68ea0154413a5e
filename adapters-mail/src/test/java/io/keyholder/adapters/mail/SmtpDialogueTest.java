package io.keyholder.adapters.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.mail.ScriptedSmtpServer.Step;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.SendOutcome;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a server's reply means, at any step of the dialogue. */
class SmtpDialogueTest {
    private static final InvitationMessage.Email MESSAGE = new InvitationMessage.Email(
            new Contact.Email("practice@example.org"),
            new Contact.Email("mary@example.org"),
            "Welcome",
            "Your secret is sentinel-7f3a",
            Optional.empty());

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"QUIT"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyTemporaryRefusalIsAnOutcomeOfItsOwn(Step step) throws Exception {
        for (int code : new int[] {400, 420, 421, 432, 450, 451, 452, 454, 455, 471, 499}) {
            SendOutcome outcome = send(step, code + " 4.2.0 not now");
            assertThat(outcome).as("%s %s", step, code).isEqualTo(SendOutcome.notSent(SendFailure.REFUSED_FOR_NOW));
        }
        assertThat(SendFailure.REFUSED_FOR_NOW.isTemporary()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, 554 5.7.1 no, MESSAGE_REFUSED",
        "GREETING, 521 no mail here, MESSAGE_REFUSED",
        "EHLO, 504 need a fully qualified name, MESSAGE_REFUSED",
        "HELO, 504 need a fully qualified name, MESSAGE_REFUSED",
        "EHLO, 550 bad name, MESSAGE_REFUSED",
        "STARTTLS, 502 no, NOT_SECURE",
        "AUTH, 535 5.7.8 no, NOT_AUTHENTICATED",
        "AUTH, 500 what, NOT_AUTHENTICATED",
        "MAIL, 530 5.7.0 log in first, NOT_AUTHENTICATED",
        "MAIL, 550 no, MESSAGE_REFUSED",
        "MAIL, 552 too large, MESSAGE_REFUSED",
        "RCPT, 550 no such user, RECIPIENT_REFUSED",
        "RCPT, 550 5.1.1 no such user, RECIPIENT_REFUSED",
        "RCPT, 551 moved, RECIPIENT_REFUSED",
        "RCPT, 552 5.2.2 full for ever, RECIPIENT_REFUSED",
        "RCPT, 553 bad name, RECIPIENT_REFUSED",
        "RCPT, 554 no, RECIPIENT_REFUSED",
        "RCPT, 501 5.1.3 bad address, RECIPIENT_REFUSED",
        "RCPT, 556 5.1.10 null MX, RECIPIENT_REFUSED",
        "RCPT, 504 5.5.2 EHLO name refused, MESSAGE_REFUSED",
        "RCPT, 503 5.5.1 out of order, MESSAGE_REFUSED",
        "RCPT, 500 what, MESSAGE_REFUSED",
        "RCPT, 554 5.7.1 client host blocked, MESSAGE_REFUSED",
        "RCPT, 553 5.1.8 unknown domain of sender, MESSAGE_REFUSED",
        "RCPT, 530 log in first, NOT_AUTHENTICATED",
        "RCPT, 354 odd, MESSAGE_REFUSED",
        "DATA, 554 no valid recipients, MESSAGE_REFUSED",
        "DATA, 250 odd, MESSAGE_REFUSED",
        "CONTENT, 550 spam, MESSAGE_REFUSED",
        "CONTENT, 554 5.7.1 spam, MESSAGE_REFUSED",
        "MAIL, nonsense, UNREACHABLE",
        "GREETING, HTTP/1.1 400 Bad Request, UNREACHABLE"
    })
    void everyLastingRefusalHasItsReason(Step step, String reply, SendFailure failure) throws Exception {
        assertThat(send(step, reply)).isEqualTo(SendOutcome.notSent(failure));
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 251 will forward", "RCPT, 252 cannot verify", "QUIT, 500 what", "QUIT, 421 gone"})
    void isSentWhateverFollowsAcceptance(Step step, String reply) throws Exception {
        assertThat(send(step, reply)).isEqualTo(SendOutcome.sent());
    }

    @Test
    void introducesThisHostByTheNameItWasGiven() throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.replying(Map.of())) {
            assertThat(send(SmtpOptions.insecure("localhost", server.port()).withHeloName("mail.practice.example")))
                    .isEqualTo(SendOutcome.sent());
            assertThat(server.received()).contains("EHLO mail.practice.example");
        }
    }

    @Test
    void logsInByAnAccessToken() throws Exception {
        Map<Step, String> offering = Map.of(Step.EHLO, "250-localhost\r\n250 AUTH PLAIN XOAUTH2");
        try (ScriptedSmtpServer server = ScriptedSmtpServer.replying(offering);
                Password token = Password.of("ya29.token")) {
            assertThat(send(SmtpOptions.insecure("localhost", server.port())
                            .withLogin(SmtpLogin.withAccessToken("practice@example.org", token))))
                    .isEqualTo(SendOutcome.sent());
            String response = "user=practice@example.org\u0001auth=Bearer ya29.token\u0001\u0001";
            assertThat(server.received())
                    .contains("AUTH XOAUTH2 " + Base64.getEncoder().encodeToString(response.getBytes(UTF_8)));
        }
    }

    private static SendOutcome send(Step step, String reply) throws Exception {
        Map<Step, String> replies = new EnumMap<>(Step.class);
        if (step == Step.STARTTLS) {
            replies.put(Step.EHLO, "250-localhost\r\n250 STARTTLS");
        }
        if (step == Step.HELO) {
            replies.put(Step.EHLO, "502 unknown");
        }
        if (step == Step.EHLO) {
            replies.put(Step.HELO, reply);
        }
        replies.put(step, reply);
        try (ScriptedSmtpServer server = ScriptedSmtpServer.replying(replies);
                Password password = Password.of("sentinel-of-the-server")) {
            SmtpOptions options = step == Step.STARTTLS
                    ? SmtpOptions.startTls("localhost").withPort(server.port())
                    : SmtpOptions.insecure("localhost", server.port());
            return send(step == Step.AUTH ? options.withLogin(new SmtpLogin("practice", password)) : options);
        }
    }

    private static SendOutcome send(SmtpOptions options) {
        return SmtpInvitationSender.through(options, Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC))
                .send(MESSAGE);
    }
}
