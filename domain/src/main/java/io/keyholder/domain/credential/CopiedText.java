package io.keyholder.domain.credential;

import java.util.Arrays;

/**
 * The one rule for what a person types, dictates or pastes: codes, tokens, recovery keys, letters to compare.
 * Full-width letters and digits of any script count as their ASCII forms, any dash as a hyphen, any white space as a
 * space, and what cannot be seen is dropped. Everything else stays, so that a wrong letter stays wrong. Passwords are
 * never read by this rule. Stateless.
 */
public final class CopiedText {
    private static final int NONE = -1;
    private static final int FIRST_FULL_WIDTH = 0xFF01;
    private static final int LAST_FULL_WIDTH = 0xFF5E;
    private static final int WIDTH_SHIFT = FIRST_FULL_WIDTH - '!';
    private static final int BRAILLE_BLANK = 0x2800;
    /** Dashes that Unicode counts as mathematical, modifying or other signs. */
    private static final String OTHER_DASHES = "\u2212\u207B\u208B\u02D7\u2043\u30FC\uFF70";
    /** Letters and marks without a shape (Default_Ignorable_Code_Point), apart from format characters. */
    private static final String SHAPELESS = "\u034F\u115F\u1160\u17B4\u17B5\u180B\u180C\u180D\u180F\u3164\uFFA0";

    private CopiedText() {}

    /** A code in its one spelling: ASCII letters as capitals, without white space and dashes. */
    public static String code(CharSequence typed) {
        StringBuilder code = new StringBuilder(typed.length());
        typed.codePoints().map(CopiedText::fold).forEach(codePoint -> {
            if (codePoint != NONE && codePoint != ' ' && codePoint != '-') {
                code.appendCodePoint(capital(codePoint));
            }
        });
        return code.toString();
    }

    /** A text without white space in its one spelling: the case of letters and the places of dashes matter. */
    public static String unbroken(CharSequence pasted) {
        StringBuilder text = new StringBuilder(pasted.length());
        pasted.codePoints().map(CopiedText::fold).forEach(codePoint -> {
            if (codePoint != NONE && codePoint != ' ') {
                text.appendCodePoint(codePoint);
            }
        });
        return text.toString();
    }

    /** The characters with spaces and hyphens at their places, for readers of words; the caller wipes them. */
    public static char[] spaced(CharSequence pasted) {
        char[] text = new char[2 * pasted.length()];
        int length = 0;
        for (int index = 0; index < pasted.length(); ) {
            int codePoint = Character.codePointAt(pasted, index);
            index += Character.charCount(codePoint);
            int folded = fold(codePoint);
            if (folded != NONE) {
                length += Character.toChars(folded, text, length);
            }
        }
        char[] exact = Arrays.copyOf(text, length);
        Arrays.fill(text, '\0');
        return exact;
    }

    private static int capital(int codePoint) {
        return codePoint >= 'a' && codePoint <= 'z' ? codePoint - 'a' + 'A' : codePoint;
    }

    /** The ASCII form, a hyphen, a space, {@link #NONE} or the code point itself. */
    private static int fold(int codePoint) {
        if (isDash(codePoint)) {
            return '-';
        }
        if (isBlank(codePoint)) {
            return ' ';
        }
        if (isUnseen(codePoint)) {
            return NONE;
        }
        if (Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER) {
            return '0' + Character.digit(codePoint, 10);
        }
        return codePoint >= FIRST_FULL_WIDTH && codePoint <= LAST_FULL_WIDTH ? codePoint - WIDTH_SHIFT : codePoint;
    }

    private static boolean isDash(int codePoint) {
        return Character.getType(codePoint) == Character.DASH_PUNCTUATION || OTHER_DASHES.indexOf(codePoint) >= 0;
    }

    private static boolean isBlank(int codePoint) {
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || codePoint == BRAILLE_BLANK;
    }

    private static boolean isUnseen(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || Character.isISOControl(codePoint)
                || SHAPELESS.indexOf(codePoint) >= 0
                || isVariationSelector(codePoint);
    }

    private static boolean isVariationSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }
}
