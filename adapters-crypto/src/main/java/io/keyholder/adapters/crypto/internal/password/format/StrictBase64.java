package io.keyholder.adapters.crypto.internal.password.format;

import java.util.Base64;
import java.util.Optional;

/** Base64 in one spelling only: whatever the usual encoder would write otherwise is refused, never an exception. */
public final class StrictBase64 {
    private StrictBase64() {}

    /** The bytes of text with padding; absent when it is no such text. */
    public static Optional<byte[]> padded(String text) {
        return decode(text, Base64.getEncoder());
    }

    /** The bytes of text without padding, as PHC strings have it; absent when it is no such text. */
    public static Optional<byte[]> unpadded(String text) {
        return decode(text, Base64.getEncoder().withoutPadding());
    }

    private static Optional<byte[]> decode(String text, Base64.Encoder spelling) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            return Optional.of(bytes)
                    .filter(decoded -> spelling.encodeToString(decoded).equals(text));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }
}
