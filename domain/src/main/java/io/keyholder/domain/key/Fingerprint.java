package io.keyholder.domain.key;

import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Digests;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Short names of one public key. Only {@link #sha256} identifies a key against an attacker; the two of iCure are parts
 * of the encoding, kept for looking keys up there. Immutable.
 *
 * @param sha256 SHA-256 of the SubjectPublicKeyInfo, 64 lower-case hex digits
 * @param v1 iCure's first form: the last 32 hex digits of the encoding
 * @param v2 iCure's second form: hex digits [-32, -10) of the encoding
 */
public record Fingerprint(String sha256, String v1, String v2) {
    private static final int V1_DIGITS = 32;
    private static final int V2_OMITTED_DIGITS = 10;

    public Fingerprint {
        Check.that(sha256.matches("[0-9a-f]{64}"), "fingerprint", "is not 64 lower-case hex digits");
        Check.that(v1.matches("[0-9a-f]{32}"), "fingerprint v1", "is not 32 lower-case hex digits");
        Check.that(v2.matches("[0-9a-f]{22}"), "fingerprint v2", "is not 22 lower-case hex digits");
    }

    /** Whether a text is one of the three forms, in either letter case. */
    public boolean matches(String text) {
        String digits = text.toLowerCase(Locale.ROOT);
        return digits.equals(sha256) || digits.equals(v1) || digits.equals(v2);
    }

    static Fingerprint ofSpki(byte[] spki) {
        String hex = HexFormat.of().formatHex(spki);
        String v1 = hex.substring(hex.length() - V1_DIGITS);
        return new Fingerprint(Digests.sha256Hex(spki), v1, v1.substring(0, V1_DIGITS - V2_OMITTED_DIGITS));
    }
}
