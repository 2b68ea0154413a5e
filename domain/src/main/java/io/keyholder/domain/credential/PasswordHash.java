package io.keyholder.domain.credential;

import io.keyholder.domain.internal.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A stored password or token hash in its textual form, whatever its format: the format is judged by the hashing port
 * only. Silent in {@code toString}; equality takes the same time wherever the difference is. Immutable.
 */
public final class PasswordHash {
    /** The longest stored form accepted, in UTF-16 units. */
    public static final int MAX_LENGTH = 1_024;

    private final String encoded;

    private PasswordHash(String encoded) {
        this.encoded = Check.text("password hash", encoded, MAX_LENGTH);
    }

    /**
     * @throws io.keyholder.domain.InvalidValueException when the text is empty, longer than {@value #MAX_LENGTH} or
     *     malformed
     */
    public static PasswordHash of(String encoded) {
        return new PasswordHash(encoded);
    }

    /** The stored form. */
    public String encoded() {
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PasswordHash that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    @Override
    public int hashCode() {
        return encoded.hashCode();
    }

    @Override
    public String toString() {
        return "PasswordHash[hidden]";
    }

    private byte[] bytes() {
        return encoded.getBytes(StandardCharsets.UTF_8);
    }
}
