package io.keyholder.web.view;

import io.keyholder.domain.InvalidValueException;
import java.util.Base64;

/** Bytes as Base64, which is how browsers send them. Stateless. */
public final class Encoded {
    private Encoded() {}

    /**
     * The bytes.
     *
     * @throws InvalidValueException when the text is not in Base64
     */
    public static byte[] bytes(String what, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidValueException(what, "is not in Base64");
        }
    }

    /** The text. */
    public static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
