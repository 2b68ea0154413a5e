package io.keyholder.testkit.arbitraries;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Arbitraries for well-formed Unicode text. */
public final class TextArbitraries {
    private static final int MAX_FRAGMENTS = 4;

    /** Pieces that broke other programs: quoting, escapes, folding, composition, direction, planes, order by UTF-16. */
    private static final List<String> FRAGMENTS = List.of(
            "a",
            "Zoë Ångström",
            "e\u0301",
            "I",
            "i",
            "\u0131",
            "\u0130",
            "straße",
            "ΟΔΥΣΣΕΥΣ",
            "ﬁ",
            "\ufdfa",
            "ᴮᴵᴳ",
            "שלום",
            "مرحبا",
            "\u202eevil\u202c",
            "\u200b",
            "\u00ad",
            "日本語",
            "👩‍⚕️",
            "𝔘𝔫𝔦",
            "\ue000",
            "\uffff",
            "\ufeff",
            "\ud800\udc00",
            "\udbff\udfff",
            " ",
            "\t\r\n",
            "\u0000",
            "\u001b[31m",
            "\u007f\u0085",
            "\u2028\u2029",
            "\"\\/",
            "'; DROP TABLE users; --",
            "%_",
            "${x}",
            "<&>",
            "+32 470 00.00-07",
            "null",
            "1e400");

    private TextArbitraries() {}

    /** Text of 0 to {@code maxLength} UTF-16 units, short for the most part. */
    public static Arbitrary<String> anyText(int maxLength) {
        return Choice.of(10, ascii(0, maxLength))
                .or(9, mixed(maxLength))
                .or(1, Arbitraries.of("", longest("\ud83d\udd11", Math.min(maxLength, 1_000))))
                .arbitrary();
    }

    /**
     * Text of 1 to {@code maxLength} UTF-16 units, short for the most part; once in a hundred times as long as may be.
     */
    public static Arbitrary<String> text(int maxLength) {
        return Choice.of(50, ascii(1, maxLength))
                .or(49, mixed(maxLength).map(text -> text.isEmpty() ? "x" : text))
                .or(1, Arbitraries.of(longest("x", maxLength), longest("\ud83d\udd11", maxLength)))
                .arbitrary();
    }

    /** Any Unicode scalar value: a code point that is no surrogate. */
    public static Arbitrary<Integer> scalarValues() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT - 0x800)
                .withoutEdgeCases()
                .map(value -> value < Character.MIN_SURROGATE ? value : value + 0x800);
    }

    /**
     * {@code unit} repeated and cut to {@code length} UTF-16 units, with an {@code x} where half a character would be.
     */
    static String longest(String unit, int length) {
        String text = unit.repeat(length / unit.length());
        return text + "x".repeat(length - text.length());
    }

    private static Arbitrary<String> ascii(int minLength, int maxLength) {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .ofMinLength(minLength)
                .ofMaxLength(Math.min(12, maxLength))
                .withoutEdgeCases();
    }

    private static Arbitrary<String> mixed(int maxLength) {
        Arbitrary<String> fragments = Choice.of(4, Arbitraries.of(FRAGMENTS))
                .or(1, scalarValues().map(Character::toString))
                .arbitrary();
        return fragments
                .list()
                .ofMaxSize(MAX_FRAGMENTS)
                .map(pieces -> cut(String.join("", pieces), maxLength))
                .withoutEdgeCases();
    }

    private static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength);
    }
}
