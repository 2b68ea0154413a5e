package io.keyholder.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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
            assertThat(IdentifierKey.of(folded.value().toUpperCase(java.util.Locale.ROOT)))
                    .isEqualTo(folded);
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
}
