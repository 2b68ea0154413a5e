package io.keyholder.application.invitation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.invitation.InvitationTemplate.Invitee;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.ports.invitation.InvitationMessage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That nothing in a message can be more than text. */
class InvitationTemplateTest {
    private static final Contact.Email PRACTICE = new Contact.Email("practice@example.org");
    private static final Contact MARY = Contact.email("mary@example.org");
    private static final Instant END = Instant.parse("2026-01-02T15:00:00Z");
    private static final InvitationTemplate TEMPLATE = new InvitationTemplate(
            PRACTICE,
            "Welcome ${name}",
            "Dear ${name}, ${token}, ${expires}",
            Optional.of(
                    "<style>p {color: red}</style><p title=\"${name}\">${name} <a href='https://a/#${token}'>${expires}</a>"),
            "${token}",
            ZoneOffset.UTC);

    @Test
    void escapesWhatComesFromOutsideInHtml() {
        String html = email("<b>\"M&'y\"</b>").html().orElseThrow();
        assertThat(html)
                .contains("title=\"&lt;b&gt;&quot;M&amp;&#39;y&quot;&lt;/b&gt;\"")
                .contains("p {color: red}")
                .contains("https://a/#kht1.secret");
    }

    @Test
    void keepsASubjectOneLine() {
        InvitationMessage.Email email = email("Mary\r\nBcc: eve@example.org\u2028\u0085x\u202E");
        assertThat(email.subject()).isEqualTo("Welcome Mary  Bcc: eve@example.org  x ");
        assertThat(email.text()).doesNotContain("\r", "\n", "\u2028");
    }

    @Test
    void looksAtAValueOnceOnly() {
        assertThat(email("${token} $1 \\ ${name}").subject()).isEqualTo("Welcome ${token} $1 \\ ${name}");
    }

    @Test
    void shortensANameThatWouldBeTheMessage() {
        assertThat(email("🔑".repeat(10_000)).subject()).isEqualTo("Welcome " + "🔑".repeat(100) + "…");
    }

    @Test
    void tellsTheEndInLanguageAndZone() {
        InvitationTemplate there = new InvitationTemplate(
                PRACTICE, "s", "${token} ${expires}", Optional.empty(), "${token}", ZoneId.of("Europe/Brussels"));
        Invitee mary = new Invitee("Mary", "kht1.secret", END);
        assertThat(((InvitationMessage.Email) there.message(MARY, mary, Locale.GERMAN)).text())
                .contains("2. Januar 2026")
                .contains("16:00");
        assertThat(mary.toString()).doesNotContain("kht1");
    }

    @Test
    void writesShortMessagesToPhones() {
        InvitationMessage message = TEMPLATE.message(
                Contact.mobilePhone("123456"), new Invitee("Mary", "kht1.secret", END), Locale.ENGLISH);
        assertThat(((InvitationMessage.Sms) message).text()).isEqualTo("kht1.secret");
    }

    @Test
    void refusesATemplateThatCannotWork() {
        assertThatThrownBy(() -> template("${token}", "${token}", "${token}"))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> template("s", "no secret", "${token}")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> template("s", "${token}", "no secret")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> template("${nmae}", "${token}", "${token}")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new InvitationTemplate(
                        PRACTICE, "s", "${token}", Optional.of("<p>"), "${token}", ZoneOffset.UTC))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void hasPlainTextsToBeginWith() {
        InvitationMessage message = InvitationTexts.plain(PRACTICE)
                .in(Locale.ENGLISH)
                .message(MARY, new Invitee("Mary", "kht1.secret", END), Locale.ENGLISH);
        assertThat(((InvitationMessage.Email) message).text()).contains("Mary", "kht1.secret", "2026");
    }

    private static InvitationMessage.Email email(String name) {
        return (InvitationMessage.Email) TEMPLATE.message(MARY, new Invitee(name, "kht1.secret", END), Locale.ENGLISH);
    }

    private static InvitationTemplate template(String subject, String text, String sms) {
        return new InvitationTemplate(PRACTICE, subject, text, Optional.empty(), sms, ZoneOffset.UTC);
    }
}
