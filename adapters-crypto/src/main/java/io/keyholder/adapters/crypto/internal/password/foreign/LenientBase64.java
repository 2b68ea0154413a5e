package io.keyholder.adapters.crypto.internal.password.foreign;

import java.util.Base64;
import java.util.Optional;

/**
 * Base64 as programs write it into hashes: with or without padding, of the usual or the URL alphabet, or with a dot for
 * the plus (passlib). Stateless.
 */
public final class LenientBase64 {
    private LenientBase64() {}

    /** The bytes; absent when the text is no Base64. */
    public static Optional<byte[]> decode(String text) {
        String bare = text.replaceFirst("={1,2}$", "")
                .replace('.', '+')
                .replace('-', '+')
                .replace('_', '/');
        try {
            return bare.contains("=")
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(bare));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
