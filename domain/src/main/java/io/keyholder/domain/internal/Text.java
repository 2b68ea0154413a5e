package io.keyholder.domain.internal;

/** Facts about text that several value types need. */
public final class Text {
    private static final int QUOTED_LENGTH = 60;

    private Text() {}

    /** Whether every surrogate has its partner, so that the text survives UTF-8. */
    public static boolean isWellFormed(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (Character.isSurrogate(unit)) {
                boolean isPair = at + 1 < text.length() && Character.isSurrogatePair(unit, text.charAt(at + 1));
                if (!isPair) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }

    /** The text in quotes on one line: control and format characters escaped, shortened to {@value #QUOTED_LENGTH}. */
    public static String quote(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.codePoints().limit(QUOTED_LENGTH).forEach(codePoint -> appendVisible(quoted, codePoint));
        if (text.codePointCount(0, text.length()) > QUOTED_LENGTH) {
            quoted.append('…');
        }
        return quoted.append('\'').toString();
    }

    /** Whether the text is so many lower-case hexadecimal digits. */
    public static boolean isHex(String text, int digits) {
        if (text.length() != digits) {
            return false;
        }
        for (int at = 0; at < digits; at++) {
            if (!isHexDigit(text.charAt(at))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHexDigit(char each) {
        return (each >= '0' && each <= '9') || (each >= 'a' && each <= 'f');
    }

    /** Whether the code point has no shape of its own: control, format, separator, surrogate, unassigned. */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> true;
            default -> false;
        };
    }

    private static void appendVisible(StringBuilder out, int codePoint) {
        if (codePoint != ' ' && isInvisible(codePoint)) {
            out.append(String.format(java.util.Locale.ROOT, "\\u{%x}", codePoint));
        } else {
            out.appendCodePoint(codePoint);
        }
    }
}
