package io.keyholder.adapters.crypto.internal.secret;

import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.ports.sealing.UnsealableSecretException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a sealed secret: {@code sealed1:<key id>:<base64url>}, the last without padding and with unused bits
 * zero. Immutable, as long as no code changes the box, which is not copied.
 */
final class SealedText {
    private static final String PREFIX = "sealed1:";
    private static final Pattern ANY_VERSION = Pattern.compile("sealed[0-9]*:.*", Pattern.DOTALL);
    private static final Pattern SHAPE = Pattern.compile(PREFIX + "([0-9a-f]{16}):([A-Za-z0-9_-]+)");

    private final String keyId;
    private final byte[] box;

    SealedText(String keyId, byte[] box) {
        this.keyId = keyId;
        this.box = box;
    }

    /** Whether a text claims to be sealed, in this form or one of a later version. */
    static boolean isSealed(TotpSecret stored) {
        return ANY_VERSION.matcher(stored.encoded()).matches();
    }

    static SealedText parse(TotpSecret sealed) {
        Matcher parts = SHAPE.matcher(sealed.encoded());
        if (!parts.matches()) {
            throw new UnsealableSecretException("a sealed secret is damaged, or in the form of a later version", null);
        }
        SealedText text = new SealedText(parts.group(1), decoded(parts.group(2)));
        if (!text.toSecret().equals(sealed)) {
            throw new UnsealableSecretException("a sealed secret is damaged", null);
        }
        return text;
    }

    /** Which key sealed it. */
    String keyId() {
        return keyId;
    }

    /** What was sealed. */
    byte[] box() {
        return box;
    }

    TotpSecret toSecret() {
        return TotpSecret.of(
                header(keyId) + Base64.getUrlEncoder().withoutPadding().encodeToString(box));
    }

    /** All that stands before the box. */
    static String header(String keyId) {
        return PREFIX + keyId + ":";
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getUrlDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            throw new UnsealableSecretException("a sealed secret is damaged", null);
        }
    }
}
