package io.keyholder.documents.internal.json;

/** What is well-formed Unicode text, and how to show text that may be anything. */
final class Unicode {
    private Unicode() {}

    /** Whether every surrogate has its partner, so that the text survives UTF-8. */
    static boolean isWellFormed(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (Character.isSurrogate(unit)) {
                if (Character.isLowSurrogate(unit)
                        || at + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(at + 1))) {
                    return false;
                }
                at++;
            }
        }
        return true;
    }

    /** How many bytes well-formed text takes in UTF-8. */
    static long utf8Length(String text) {
        long length = text.length();
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit > 0x7F) {
                length += unit > 0x7FF && !Character.isSurrogate(unit) ? 2 : 1;
            }
        }
        return length;
    }

    /** The text in printable ASCII on one line, its first {@code limit} characters. */
    static String printable(String text, int limit) {
        StringBuilder shown = new StringBuilder();
        text.chars().limit(limit).forEach(unit -> append(shown, unit));
        return text.length() > limit ? shown.append("...").toString() : shown.toString();
    }

    private static void append(StringBuilder shown, int unit) {
        if (unit >= ' ' && unit <= '~') {
            shown.append((char) unit);
        } else {
            shown.append("\\u").append(Integer.toHexString(0x10000 | unit), 1, 5);
        }
    }
}
