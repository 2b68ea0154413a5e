package io.keyholder.application.internal.login;

import java.util.Locale;

/** A code as people type it: in groups, with dashes, in either case. */
public final class TypedCode {
    private TypedCode() {}

    /** What is compared and hashed: upper case, without white space and dashes. */
    public static String canonical(String typed) {
        StringBuilder canonical = new StringBuilder(typed.length());
        typed.codePoints()
                .filter(codePoint -> codePoint != '-' && !Character.isWhitespace(codePoint))
                .forEach(canonical::appendCodePoint);
        return canonical.toString().toUpperCase(Locale.ROOT);
    }
}
