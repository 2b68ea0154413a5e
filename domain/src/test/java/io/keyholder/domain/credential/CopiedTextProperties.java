package io.keyholder.domain.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.RecoveryKeyReading;
import io.keyholder.domain.token.TokenValue;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** However programs and keyboards decorate what a person copies, it stays the same; and what is wrong stays wrong. */
class CopiedTextProperties {
    /**
     * No-break, thin, ideographic and zero-width spaces, byte-order mark, soft hyphen, direction and variation marks,
     * line ends.
     */
    static final List<String> UNSEEN = List.of(
            " ",
            "\u00A0",
            "\u2009",
            "\u202F",
            "\u3000",
            "\u2028",
            "\t",
            "\n",
            "\r\n",
            "\u0085",
            "\u0000",
            "\u200B",
            "\u200D",
            "\u2060",
            "\uFEFF",
            "\u00AD",
            "\u200E",
            "\u202C",
            "\u2066",
            "\uFE0F",
            "\u034F",
            "\u3164",
            "\u2800",
            "\uDB40\uDC20",
            "\uDB40\uDD00",
            "\u180E");

    static final List<String> DASHES = List.of(
            "-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\uFE63", "\uFF0D", "\u058A",
            "\u2E3A", "\u30FC");

    /** Full-width, Arabic, extended Arabic, Devanagari, Thai, Bengali, mathematical bold. */
    private static final int[] ZEROS = {0xFF10, 0x660, 0x6F0, 0x966, 0xE50, 0x9E6, 0x1D7CE};

    @Property
    void aCodeIsTheSameHoweverItIsDecorated(
            @ForAll @CharRange(from = '0', to = '9') @CharRange(from = 'A', to = 'Z') @StringLength(max = 20)
                    String code,
            @ForAll Random random) {
        assertThat(CopiedText.code(decorated(code, random, true))).isEqualTo(code);
        assertThat(CopiedText.code(code)).isEqualTo(code);
    }

    @Property
    void whatIsReadOnceIsReadTheSameAgain(@ForAll String text) {
        assertThat(CopiedText.code(CopiedText.code(text))).isEqualTo(CopiedText.code(text));
        assertThat(CopiedText.unbroken(CopiedText.unbroken(text))).isEqualTo(CopiedText.unbroken(text));
    }

    @Property
    void aTokenIsTheSameHoweverItIsDecorated(@ForAll("secrets") byte[] secret, @ForAll Random random) {
        TokenValue token = TokenValue.of(new UserId("u-1"), "phone 1", secret);
        String pasted = decorated(token.reveal(), random, false);
        assertThat(TokenValue.parse(pasted)).isEqualTo(token);
        assertThat(TokenValue.looksLikeOne(pasted)).isTrue();
    }

    @Property
    void aRecoveryKeyIsTheSameHoweverItIsDecorated(@ForAll("secrets") byte[] secret, @ForAll Random random) {
        try (RecoveryKey key = RecoveryKey.of(secret)) {
            for (String text : List.of(key.reveal(), key.revealForIcure())) {
                assertThat(RecoveryKey.read(decorated(text, random, false)))
                        .isInstanceOfSatisfying(
                                RecoveryKeyReading.Read.class,
                                read -> assertThat(read.key()).isEqualTo(key));
            }
        }
    }

    @Example
    void whatIsWrongStaysWrong() {
        assertThat(CopiedText.code("12345O")).isNotEqualTo("123450");
        assertThat(CopiedText.code("12345l")).isNotEqualTo("123451");
        assertThat(CopiedText.code("12345²")).isNotEqualTo("123452");
        assertThat(CopiedText.code("123.45")).isEqualTo("123.45");
        assertThat(CopiedText.unbroken("aB_c-D")).isEqualTo("aB_c-D");
        assertThat(CopiedText.unbroken("İı")).isEqualTo("İı");
    }

    @Provide
    Arbitrary<byte[]> secrets() {
        return Arbitraries.bytes().array(byte[].class).ofSize(32);
    }

    /**
     * Marks put between the letters; other dashes for dashes, other digits for digits, and capitals as small letters.
     */
    private static String decorated(String text, Random random, boolean isCode) {
        StringBuilder decorated = new StringBuilder();
        int zero = ZEROS[random.nextInt(ZEROS.length)];
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            if (random.nextInt(4) == 0) {
                decorated.append(any(UNSEEN, random));
            }
            if (isCode && random.nextInt(6) == 0) {
                decorated.append(any(DASHES, random));
            }
            if (letter == '-') {
                decorated.append(any(DASHES, random));
            } else if (letter >= '0' && letter <= '9' && random.nextBoolean()) {
                decorated.appendCodePoint(zero + letter - '0');
            } else if (letter > ' ' && random.nextInt(4) == 0) {
                decorated.append((char) (letter + 0xFEE0));
            } else {
                decorated.append(isCode && random.nextBoolean() ? Character.toLowerCase(letter) : letter);
            }
        }
        return decorated.append(any(UNSEEN, random)).toString();
    }

    private static String any(List<String> texts, Random random) {
        return texts.get(random.nextInt(texts.size()));
    }

    @Example
    void theCharactersForReadersOfWordsKeepTheirBounds() {
        char[] spaced = CopiedText.spaced("\uFEFFAB\u00A0c\u2013\u0661\uD835\uDFD0");
        assertThat(new String(spaced)).isEqualTo("AB c-12");
        Arrays.fill(spaced, '\0');
    }
}
