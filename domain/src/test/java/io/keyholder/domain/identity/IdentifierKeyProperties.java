package io.keyholder.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** The comparison key of identifiers: SECURITY cases 9 (look-alikes) and 10 (huge input). */
class IdentifierKeyProperties {
    @Example
    void isIdempotentForEveryCodePoint() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            Optional<IdentifierKey> once = keyOf(Character.toString(codePoint) + "x");
            once.ifPresent(key -> assertThat(IdentifierKey.of(key.value())).isEqualTo(key));
        }
    }

    @Property
    void isIdempotent(@ForAll @StringLength(min = 1, max = 40) String written) {
        keyOf(written)
                .ifPresent(key -> assertThat(IdentifierKey.of(key.value())).isEqualTo(key));
    }

    @Property
    void ignoresLetterCaseAndOuterWhiteSpace(@ForAll @StringLength(min = 1, max = 40) String written) {
        Optional<IdentifierKey> key = keyOf(written);
        key.ifPresent(folded -> {
            assertThat(IdentifierKey.of(" " + written + "\u00a0")).isEqualTo(folded);
            if (!folded.value().contains("@")) {
                assertThat(IdentifierKey.of(folded.value().toUpperCase(java.util.Locale.ROOT)))
                        .isEqualTo(folded);
            }
        });
    }

    @Example
    void foldsTheLookAlikesThatBrokeOthers() {
        assertThat(IdentifierKey.of("ᴮᴵᴳᴮᴵᴿᴰ")).isEqualTo(IdentifierKey.of("bigbird"));
        assertThat(IdentifierKey.of("MİKE@example.org")).isEqualTo(IdentifierKey.of("mi\u0307ke@example.org"));
        assertThat(IdentifierKey.of("MI\u0307KE@example.org")).isEqualTo(IdentifierKey.of("mike@example.org"));
        assertThat(IdentifierKey.of("mıke@example.org")).isEqualTo(IdentifierKey.of("MIKE@EXAMPLE.ORG"));
        assertThat(IdentifierKey.of("STRASSE")).isEqualTo(IdentifierKey.of("straße"));
        assertThat(IdentifierKey.of("ΟΔΥΣΣΕΥΣ")).isEqualTo(IdentifierKey.of("οδυσσευς"));
        assertThat(IdentifierKey.of("ad\u200bmin\u202e")).isEqualTo(IdentifierKey.of("admin"));
    }

    @Example
    void comparesPhonesByTheirDigitsAndTheLeadingPlus() {
        IdentifierKey phone = IdentifierKey.of("+32470000007");
        assertThat(IdentifierKey.of("+32 470 00.00-07")).isEqualTo(phone);
        assertThat(IdentifierKey.of("+32 (470) 00/00/07")).isEqualTo(phone);
        assertThat(IdentifierKey.of("32470000007")).isNotEqualTo(phone);
        assertThat(IdentifierKey.of("1-2-3")).isNotEqualTo(IdentifierKey.of("123"));
    }

    @Property
    void anInternationalNumberIsOneHoweverItIsWritten(
            @ForAll @IntRange(min = 1, max = 999) int country,
            @ForAll @CharRange(from = '0', to = '9') @StringLength(min = 5, max = 12) String subscriber,
            @ForAll Random random) {
        IdentifierKey key = IdentifierKey.of("+" + country + subscriber);
        assertThat(key.value()).isEqualTo("+" + country + subscriber);
        for (String prefix : List.of("+", "00", "tel:+", "TEL:00", " ( +", "\uff0b", "00 ", "+\u00a0", "\u200e+")) {
            StringBuilder written = new StringBuilder(prefix).append(country);
            written.append(random.nextBoolean() ? " (0) " : "");
            int zero = List.of((int) '0', 0xff10, 0x660, 0x966, 0x1D7CE).get(random.nextInt(5));
            subscriber.chars().forEach(digit -> {
                written.append(List.of("", "", " ", "-", "\u2011", "\u2013", "\u2212", ".", "/", "\u2009", ")")
                        .get(random.nextInt(11)));
                written.appendCodePoint(digit - '0' + zero);
            });
            assertThat(IdentifierKey.of(written.toString()))
                    .as(written.toString())
                    .isEqualTo(key);
        }
    }

    @Example
    void nationalNumbersStayApartFromInternationalOnes() {
        assertThat(IdentifierKey.of("0475 12 34 56").value()).isEqualTo("0475123456");
        assertThat(IdentifierKey.of("(0475) 12 34 56").value()).isEqualTo("0475123456");
        assertThat(IdentifierKey.of("(0) 475 12 34 56").value()).isEqualTo("0475123456");
        assertThat(IdentifierKey.of("0002345678").value()).isEqualTo("0002345678");
        assertThat(IdentifierKey.of("0012345").value()).isEqualTo("0012345");
        assertThat(IdentifierKey.of("tel:12345").value()).isEqualTo("tel:12345");
        assertThat(IdentifierKey.of("32+475123456").value()).isEqualTo("32+475123456");
    }

    /** A-labels as ICU makes them; the pair of ß is Unicode's own example (UTS 46, section 7). */
    @Example
    void domainsOfEmailsAreFoldedAsDomains() {
        assertSame(
                "anna@bücher.example",
                "ANNA@BÜCHER.Example",
                "anna@xn--bcher-kva.example",
                "anna@XN--BCHER-KVA.EXAMPLE");
        assertSame("anna@例え.テスト", "anna@xn--r8jz45g.xn--zckzah", "anna@例え。テスト", "anna@例え．テスト");
        assertSame("anna@παράδειγμα.δοκιμή", "anna@xn--hxajbheg2az3al.xn--jxalpdlp");
        assertSame("a@faß.de", "a@xn--fa-hia.de", "a@FAẞ.de");
        assertSame("a@example.org", "a@example.org.", "a@ｅｘａｍｐｌｅ.org", "A@EXAMPLE.ORG");
        assertThat(IdentifierKey.of("a@faß.de")).isNotEqualTo(IdentifierKey.of("a@fass.de"));
        assertThat(IdentifierKey.of("a@xn--.example").value()).isEqualTo("a@xn--.example");
        assertThat(IdentifierKey.of("a@xn--a.example").value()).isEqualTo("a@xn--a.example");
        assertThat(IdentifierKey.of("a@xn--99999999.example").value()).isEqualTo("a@xn--99999999.example");
    }

    @Property
    void isIdempotentForAddresses(
            @ForAll @StringLength(min = 1, max = 20) String local, @ForAll("domains") String domain) {
        keyOf(local + "@" + domain)
                .ifPresent(key -> assertThat(IdentifierKey.of(key.value())).isEqualTo(key));
    }

    @Provide
    Arbitrary<String> domains() {
        Arbitrary<String> punycode = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars('-')
                .ofMaxLength(12)
                .map(text -> "xn--" + text);
        return Arbitraries.oneOf(Arbitraries.strings().ofMinLength(1).ofMaxLength(20), punycode);
    }

    private static void assertSame(String first, String... others) {
        for (String other : others) {
            assertThat(IdentifierKey.of(other)).as(other).isEqualTo(IdentifierKey.of(first));
        }
    }

    @Example
    void refusesHugeInputBeforeNormalisingIt() {
        String huge = "\ufdfa".repeat(10_000_000);
        assertThatThrownBy(() -> IdentifierKey.of(huge))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("login identifier has 10000000 characters, more than the 320 allowed");
    }

    @Example
    void refusesTheInvisibleAndTheMalformed() {
        assertThatThrownBy(() -> IdentifierKey.of("\u200b")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> IdentifierKey.of("")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> IdentifierKey.of("a\ud800")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new IdentifierKey("Bob")).isInstanceOf(InvalidValueException.class);
    }

    private static Optional<IdentifierKey> keyOf(String written) {
        try {
            return Optional.of(IdentifierKey.of(written));
        } catch (InvalidValueException refused) {
            return Optional.empty();
        }
    }

    /** The short way for ASCII and the long way for everything fold alike. */
    @Property(tries = 20_000)
    void bothWaysFoldAlike(@ForAll("asciiIdentifiers") String text) {
        AsciiIdentifier.fold(text).ifPresent(folded -> assertThat(folded).isEqualTo(IdentifierKey.foldAnyText(text)));
    }

    /** And the short way is taken where it is meant to be. */
    @Example
    void plainIdentifiersTakeTheShortWay() {
        assertThat(List.of("mary", "Mary.Jones", "Mary@Example.org", "m_j+news@mail.example.co"))
                .allMatch(text -> AsciiIdentifier.fold(text).isPresent());
    }

    @Provide
    Arbitrary<String> asciiIdentifiers() {
        Arbitrary<String> texts = Arbitraries.strings().ascii().ofMaxLength(12);
        Arbitrary<String> pieces = Arbitraries.of(
                        "@", ".", "-", "xn--", "XN--", "n3h", "tel:", "TEL:", "00", "+32", "(0)", "4 7", "a", "B", "é",
                        " ")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        return Arbitraries.oneOf(texts, pieces);
    }
}
