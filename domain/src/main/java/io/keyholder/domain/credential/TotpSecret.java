package io.keyholder.domain.credential;

import io.keyholder.domain.internal.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The shared secret of a time-based one-time password, in its stored form: bare Base32, {@code digits:base32},
 * {@code ALG:digits:base32}, or sealed text. The form is judged by the one-time-password port only. Silent in
 * {@code toString}; equality takes the same time wherever the difference is. Immutable.
 */
public final class TotpSecret {
    /** The longest stored form accepted, in UTF-16 units. */
    public static final int MAX_LENGTH = 1_024;

    private final String encoded;

    private TotpSecret(String encoded) {
        this.encoded = Check.text("second-factor secret", encoded, MAX_LENGTH);
    }

    /**
     * @throws io.keyholder.domain.InvalidValueException when the text is empty, longer than {@value #MAX_LENGTH} or
     *     malformed
     */
    public static TotpSecret of(String encoded) {
        return new TotpSecret(encoded);
    }

    /** The stored form. */
    public String encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TotpSecret that
                && MessageDigest.isEqual(
                        encoded.getBytes(StandardCharsets.UTF_8), that.encoded.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return "TotpSecret[hidden]";
    }
}
