package io.keyholder.domain.identity;

import java.util.Locale;
import java.util.Optional;

/**
 * The short way of {@link IdentifierKey}: the folding of what is plain ASCII, which is nearly every identifier. It is
 * its lower case, unless it could be a phone number or has a domain with more to it than letters. Stateless.
 */
final class AsciiIdentifier {
    private static final char FIRST_VISIBLE = '!';
    private static final char LAST_VISIBLE = '~';
    private static final String IN_PHONES = "0123456789+-./()";

    private AsciiIdentifier() {}

    /** The folded text; absent when only the long way can tell. */
    static Optional<String> fold(String text) {
        boolean mayBePhone = true;
        boolean isLower = true;
        for (int index = 0; index < text.length(); index++) {
            char each = text.charAt(index);
            if (each < FIRST_VISIBLE || each > LAST_VISIBLE || each == ':') {
                return Optional.empty();
            }
            mayBePhone = mayBePhone && IN_PHONES.indexOf(each) >= 0;
            isLower = isLower && !(each >= 'A' && each <= 'Z');
        }
        if (mayBePhone || !hasPlainDomain(text)) {
            return Optional.empty();
        }
        return Optional.of(isLower ? text : text.toLowerCase(Locale.ROOT));
    }

    /** Whether there is no domain, or one that folds to its lower case: no A-label, no dot at its end. */
    private static boolean hasPlainDomain(String text) {
        int at = text.lastIndexOf('@');
        if (at <= 0 || at == text.length() - 1) {
            return true;
        }
        return text.charAt(text.length() - 1) != '.' && text.indexOf("--", at) < 0;
    }
}
