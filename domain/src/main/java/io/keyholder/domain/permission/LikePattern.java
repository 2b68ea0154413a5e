package io.keyholder.domain.permission;

/**
 * Matches a whole text against a pattern of {@code %} (any text), {@code _} (one character) and {@code \} (the next one
 * literally). Greedy with a single point of return, so the time is bounded by the product of both lengths: a stored
 * pattern cannot exhaust the host the way a regular expression can.
 */
final class LikePattern {
    private LikePattern() {}

    static boolean matches(String pattern, String text) {
        int[] p = pattern.codePoints().toArray();
        int[] t = text.codePoints().toArray();
        int inPattern = 0;
        int inText = 0;
        int afterWildcard = -1;
        int resumeAt = -1;
        while (inText < t.length) {
            int width = literalWidth(p, inPattern, t[inText]);
            if (width > 0) {
                inPattern += width;
                inText++;
            } else if (inPattern < p.length && p[inPattern] == '%') {
                afterWildcard = ++inPattern;
                resumeAt = inText;
            } else if (afterWildcard >= 0) {
                inPattern = afterWildcard;
                inText = ++resumeAt;
            } else {
                return false;
            }
        }
        while (inPattern < p.length && p[inPattern] == '%') {
            inPattern++;
        }
        return inPattern == p.length;
    }

    /** How many pattern characters match this one character; 0 when none does. */
    private static int literalWidth(int[] pattern, int at, int character) {
        if (at >= pattern.length || pattern[at] == '%') {
            return 0;
        }
        if (pattern[at] == '\\' && at + 1 < pattern.length) {
            return pattern[at + 1] == character ? 2 : 0;
        }
        return pattern[at] == '_' || pattern[at] == character ? 1 : 0;
    }
}
