package io.keyholder.adapters.crypto.internal.token;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The {@code otpauth://totp/} URI that authenticator programs scan. Issuer and account are only for display: whatever
 * they hold, they cannot add a parameter, nor move the border between them, which is a colon. Stateless.
 */
final class OtpauthUri {
    /** How much of an issuer or account is shown, in code points, so that the picture of the URI stays readable. */
    static final int MAX_SHOWN = 64;

    private static final String UNRESERVED_MARKS = "-._~";

    private OtpauthUri() {}

    static String of(TotpKey key, int periodSeconds, String issuer, String account) {
        String shownIssuer = percentEncoded(shown(issuer));
        String shownAccount = percentEncoded(shown(account));
        String label = shownIssuer.isEmpty() ? shownAccount : shownIssuer + ":" + shownAccount;
        String issuerParameter = shownIssuer.isEmpty() ? "" : "&issuer=" + shownIssuer;
        return "otpauth://totp/" + label + "?secret=" + key.base32() + issuerParameter + "&algorithm=" + key.algorithm()
                + "&digits=" + key.digits() + "&period=" + periodSeconds;
    }

    /** The text without what would break it or hide in it: colons and invisible characters become spaces. */
    private static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints()
                .limit(MAX_SHOWN)
                .forEach(each -> shown.appendCodePoint(each == ':' || isInvisible(each) ? ' ' : each));
        return shown.toString().strip();
    }

    private static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    /** All but the unreserved characters of RFC 3986 as escaped UTF-8 bytes. */
    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(each)) {
                encoded.append((char) each);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", each));
            }
        }
        return encoded.toString();
    }

    private static boolean isUnreserved(byte each) {
        return (each >= 'A' && each <= 'Z')
                || (each >= 'a' && each <= 'z')
                || (each >= '0' && each <= '9')
                || UNRESERVED_MARKS.indexOf(each) >= 0;
    }
}
