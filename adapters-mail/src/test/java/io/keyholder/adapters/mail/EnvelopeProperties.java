package io.keyholder.adapters.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.IDNA;
import io.keyholder.adapters.mail.ScriptedSmtpServer.Step;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.ports.invitation.InvitationMessage;
import io.keyholder.ports.invitation.SendOutcome;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A message goes to exactly the address that was meant, or nowhere. */
class EnvelopeProperties {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Map<Step, String> WITH_SMTPUTF8 =
            Map.of(Step.EHLO, "250-localhost\r\n250-8BITMIME\r\n250 SMTPUTF8");
    private static final Contact.Email PRACTICE = new Contact.Email("practice@example.org");

    @Property(tries = 300)
    void theBytesOfEveryEnvelopeDecodeToTheAddressMeantOrNothingIsSent(
            @ForAll("emails") Contact.Email from, @ForAll("emails") Contact.Email to, @ForAll boolean offersUtf8)
            throws Exception {
        try (ScriptedSmtpServer server = ScriptedSmtpServer.replying(offersUtf8 ? WITH_SMTPUTF8 : Map.of())) {
            SendOutcome outcome = send(server, from, to);
            List<String> commands = envelopeOf(server);
            if (outcome.equals(SendOutcome.sent())) {
                assertThat(commands).hasSize(2);
                assertIsMeant(commands.get(0), "MAIL FROM:<", from, offersUtf8);
                assertIsMeant(commands.get(1), "RCPT TO:<", to, offersUtf8);
            } else {
                assertThat(commands).isEmpty();
            }
        }
    }

    /** Each of these was sent to another person's mailbox by a mail library that keeps the low byte of a letter. */
    @Example
    void lettersAreNeverCutToTheirLowByte() throws Exception {
        for (String address : List.of("paweł@example.org", "ţeo@example.org", "日本@example.org", "ͷa@example.org")) {
            Contact.Email email = new Contact.Email(address);
            try (ScriptedSmtpServer server = ScriptedSmtpServer.replying(WITH_SMTPUTF8)) {
                assertThat(send(server, PRACTICE, email)).isEqualTo(SendOutcome.sent());
                assertThat(server.received()).contains("RCPT TO:<" + address + ">");
                assertThat(server.received()).contains("MAIL FROM:<practice@example.org> SMTPUTF8", "To: " + address);
            }
            try (ScriptedSmtpServer server = ScriptedSmtpServer.replying(Map.of())) {
                assertThat(send(server, PRACTICE, email)).isEqualTo(SendOutcome.notSent(SendFailure.NEEDS_SMTPUTF8));
                assertThat(send(server, email, PRACTICE)).isEqualTo(SendOutcome.notSent(SendFailure.NEEDS_SMTPUTF8));
                assertThat(envelopeOf(server)).isEmpty();
            }
        }
    }

    /** A-labels as registries publish them; the third is Unicode's own example of a deviation (UTS 46, section 7). */
    @Example
    void domainsAreSentAsALabels() throws Exception {
        Map<String, String> known = Map.of(
                "anna@example.ůrg", "anna@example.xn--rg-rua",
                "anna@bücher.example", "anna@xn--bcher-kva.example",
                "anna@faß.de", "anna@xn--fa-hia.de",
                "anna@παράδειγμα.δοκιμή", "anna@xn--hxajbheg2az3al.xn--jxalpdlp",
                "anna@例え。テスト", "anna@xn--r8jz45g.xn--zckzah",
                "anna@BÜCHER.example", "anna@xn--bcher-kva.example",
                "anna@ｅｘａｍｐｌｅ.org", "anna@example.org",
                "a@sub_domain.example", "a@sub_domain.example",
                "foo..bar@docomo.example", "\"foo..bar\"@docomo.example",
                ".a.@Example.ORG", "\".a.\"@Example.ORG");
        for (Map.Entry<String, String> address : known.entrySet()) {
            try (ScriptedSmtpServer server = ScriptedSmtpServer.replying(Map.of())) {
                assertThat(send(server, PRACTICE, new Contact.Email(address.getKey())))
                        .isEqualTo(SendOutcome.sent());
                assertThat(envelopeOf(server).get(1)).isEqualTo("RCPT TO:<" + address.getValue() + ">");
            }
        }
    }

    @Example
    void whatNoDomainCanBeIsRefusedBeforeConnecting() throws Exception {
        List<String> unsendable = List.of(
                "a@example.org.",
                "a@example..org",
                "a@.example.org",
                "a@evil＠example.org",
                "a@℀.example",
                "a@exa!mple.org",
                "a@" + "x".repeat(64) + ".org",
                "a@ا1b.example",
                "a@" + "ü".repeat(60) + ".example");
        for (String address : unsendable) {
            Contact.Email email = new Contact.Email(address);
            try (ScriptedSmtpServer server = ScriptedSmtpServer.replying(WITH_SMTPUTF8)) {
                assertThat(send(server, PRACTICE, email))
                        .as(address)
                        .isEqualTo(SendOutcome.notSent(SendFailure.RECIPIENT_UNSENDABLE));
                assertThat(send(server, email, PRACTICE)).isEqualTo(SendOutcome.notSent(SendFailure.SENDER_UNSENDABLE));
                assertThat(server.raw()).isEmpty();
            }
        }
    }

    @Provide
    Arbitrary<Contact.Email> emails() {
        Arbitrary<Integer> letters = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between('a', 'z')),
                Tuple.of(3, Arbitraries.integers().between(0x21, 0x7E)),
                Tuple.of(2, Arbitraries.of((int) '.', (int) '-', (int) '_', 0xDF, 0x3C2, 0x3002, 0xFF20)),
                Tuple.of(3, Arbitraries.integers().between(0xA1, 0x24F)),
                Tuple.of(2, Arbitraries.integers().between(0x370, 0xFFFD)),
                Tuple.of(1, Arbitraries.integers().between(0x10000, 0x1FFFF)));
        Arbitrary<String> words = letters.list().ofMinSize(1).ofMaxSize(8).map(EnvelopeProperties::textOf);
        Arbitrary<String> domains = Arbitraries.oneOf(
                words,
                words.map(word -> word + ".org"),
                Arbitraries.of("example.org", "例え.テスト", "xn--bcher-kva.example"));
        return Combinators.combine(words, domains)
                .as((local, domain) -> local + '@' + domain)
                .filter(10_000, EnvelopeProperties::isEmail)
                .map(Contact.Email::new);
    }

    private static SendOutcome send(ScriptedSmtpServer server, Contact.Email from, Contact.Email to) {
        return SmtpInvitationSender.through(SmtpOptions.insecure("localhost", server.port()), CLOCK)
                .send(new InvitationMessage.Email(
                        from, to, "Welcome", "Your secret is sentinel-7f3a", Optional.empty()));
    }

    private static List<String> envelopeOf(ScriptedSmtpServer server) {
        return server.raw().stream()
                .filter(line -> line.startsWith("MAIL") || line.startsWith("RCPT"))
                .toList();
    }

    /**
     * What a strict server understands, with a decoder that shares nothing with the sender but the tables of Unicode.
     */
    private static void assertIsMeant(String command, String verb, Contact.Email meant, boolean offersUtf8)
            throws CharacterCodingException {
        assertThat(command).startsWith(verb).contains(">");
        String path = UTF_8.newDecoder()
                .decode(ByteBuffer.wrap(
                        command.substring(verb.length(), command.indexOf('>')).getBytes(ISO_8859_1)))
                .toString();
        assertThat(offersUtf8 || path.chars().allMatch(unit -> unit < 0x80)).isTrue();
        int at = path.lastIndexOf('@');
        String local = path.substring(0, at);
        String unquoted = local.startsWith("\"") ? local.substring(1, local.length() - 1) : local;
        int meantAt = meant.value().lastIndexOf('@');
        assertThat(unquoted).isEqualTo(meant.value().substring(0, meantAt));
        assertThat(unicode(path.substring(at + 1)))
                .isEqualTo(unicode(meant.value().substring(meantAt + 1)));
        assertThat(path.substring(at + 1)).matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    }

    private static String unicode(String domain) {
        IDNA.Info info = new IDNA.Info();
        return IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_UNICODE)
                .nameToUnicode(domain, new StringBuilder(), info)
                .toString();
    }

    private static String textOf(List<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }

    private static boolean isEmail(String value) {
        try {
            new Contact.Email(value);
            return true;
        } catch (InvalidValueException refused) {
            return false;
        }
    }
}
