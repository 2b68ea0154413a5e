package io.keyholder.adapters.memory.internal.audit;

import java.util.Locale;

/**
 * Text from outside, fit for one line of a log: in double quotes; what has no shape of its own, quotes, backslashes and
 * dollar signs, which some logging systems expand, as <code>&#92;u{hex}</code>; shortened to {@value #MAX_LENGTH}
 * characters.
 */
final class QuotedText {
    static final int MAX_LENGTH = 256;

    private QuotedText() {}

    static String of(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().limit(MAX_LENGTH).forEach(codePoint -> append(quoted, codePoint));
        if (text.codePoints().skip(MAX_LENGTH).findAny().isPresent()) {
            quoted.append('…');
        }
        return quoted.append('"').toString();
    }

    private static void append(StringBuilder out, int codePoint) {
        if (isPlain(codePoint)) {
            out.appendCodePoint(codePoint);
        } else {
            out.append(String.format(Locale.ROOT, "\\u{%x}", codePoint));
        }
    }

    private static boolean isPlain(int codePoint) {
        return codePoint == ' ' || ("\"\\$".indexOf(codePoint) < 0 && hasShape(codePoint));
    }

    private static boolean hasShape(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
