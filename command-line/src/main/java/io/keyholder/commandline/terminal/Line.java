package io.keyholder.commandline.terminal;

import java.util.HexFormat;

/** Makes text from outside fit for one line of output: nothing in it can end the line, move the cursor or hide. */
public final class Line {
    private Line() {}

    /** The text with everything invisible but the space written as {@code \}{@code u{…}}. */
    public static String of(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> append(line, codePoint));
        return line.toString();
    }

    private static void append(StringBuilder line, int codePoint) {
        if (isSafe(codePoint)) {
            line.appendCodePoint(codePoint);
        } else {
            line.append("\\u{").append(HexFormat.of().toHexDigits(codePoint, 6)).append('}');
        }
    }

    /** Whether a terminal may be sent this code point. */
    static boolean isSafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
