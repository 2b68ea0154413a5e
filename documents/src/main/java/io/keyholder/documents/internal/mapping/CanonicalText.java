package io.keyholder.documents.internal.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Steps through JSON in UTF-8 that is spelled as this version spells it: no white space, no escapes, whole numbers as
 * {@link Long#toString} writes them. It fails at anything else, which may be JSON all the same, and stays failed: what
 * it returns afterwards means nothing. Not thread-safe.
 */
final class CanonicalText {
    private static final int MAX_NUMBER_DIGITS = 15;
    private static final int MAX_DEPTH = 50;

    private final byte[] utf8;
    private int at;
    private boolean failed;

    CanonicalText(byte[] utf8) {
        this.utf8 = utf8;
    }

    /** The bytes of JSON that {@link #next} and {@link #expect} compare with. */
    static byte[] json(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether these bytes stand here; they are stepped over if so. */
    boolean next(byte[] json) {
        boolean stands =
                at + json.length <= utf8.length && Arrays.equals(utf8, at, at + json.length, json, 0, json.length);
        at += stands ? json.length : 0;
        return stands;
    }

    /** Steps over these bytes. */
    void expect(byte[] json) {
        failed |= !next(json);
    }

    void fail() {
        failed = true;
    }

    boolean hasFailed() {
        return failed;
    }

    /** Whether all of it was stepped over, and nothing failed. */
    boolean isAtEnd() {
        return !failed && at == utf8.length;
    }

    /** The text of a string that stands here. */
    String text() {
        int start = at + 1;
        int end = start;
        int units = 0;
        if (failed || at >= utf8.length || utf8[at] != '"') {
            return failedText();
        }
        while (end < utf8.length && utf8[end] != '"') {
            byte unit = utf8[end];
            if (unit == '\\' || (unit >= 0 && unit < ' ')) {
                return failedText();
            }
            units |= unit;
            end++;
        }
        at = end + 1;
        if (at > utf8.length) {
            return failedText();
        }
        return units >= 0
                ? new String(utf8, start, end - start, StandardCharsets.ISO_8859_1)
                : beyondAscii(start, end - start);
    }

    /** Malformed UTF-8 decodes to the replacement character, which is left to the careful reader. */
    private String beyondAscii(int start, int length) {
        String text = new String(utf8, start, length, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 ? text : failedText();
    }

    private String failedText() {
        failed = true;
        return "";
    }

    /** A whole number that stands here. */
    long wholeNumber() {
        boolean isNegative = at < utf8.length && utf8[at] == '-';
        int start = isNegative ? at + 1 : at;
        int end = start;
        long number = 0;
        while (end < utf8.length && utf8[end] >= '0' && utf8[end] <= '9' && end - start < MAX_NUMBER_DIGITS) {
            number = number * 10 + (utf8[end] - '0');
            end++;
        }
        boolean isOtherwiseSpelled = end == start || (utf8[start] == '0' && (end > start + 1 || isNegative));
        failed |= isOtherwiseSpelled || end == utf8.length || (utf8[end] != ',' && utf8[end] != '}');
        at = end;
        return isNegative ? -number : number;
    }

    /** The text of the array or object that stands here. */
    String structure() {
        int depth = 0;
        boolean isInString = false;
        for (int end = at; end < utf8.length; end++) {
            byte unit = utf8[end];
            if (isInString) {
                if (unit == '\\') {
                    return failedText();
                }
                isInString = unit != '"';
            } else if (unit == '"') {
                isInString = true;
            } else if (unit == '[' || unit == '{') {
                depth++;
            } else if (unit == ']' || unit == '}') {
                depth--;
                if (depth == 0) {
                    int start = at;
                    at = end + 1;
                    return beyondAscii(start, at - start);
                }
            }
            if (depth == 0 || depth > MAX_DEPTH) {
                return failedText();
            }
        }
        return failedText();
    }
}
