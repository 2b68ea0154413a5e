package io.keyholder.domain.token;

import io.keyholder.domain.internal.Check;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A legacy token of an application that old databases hold in clear, for ever. Kept so that nothing is lost; never made
 * anew. Silent in {@code toString}; equality takes the same time wherever the difference is. Immutable.
 */
public final class ApplicationToken {
    /** The longest value accepted, in UTF-16 units. */
    public static final int MAX_LENGTH = 4_096;

    private final String value;

    private ApplicationToken(String value) {
        this.value = Check.text("application token", value, MAX_LENGTH);
    }

    /**
     * @throws io.keyholder.domain.InvalidValueException when the text is empty, longer than {@value #MAX_LENGTH} or
     *     malformed
     */
    public static ApplicationToken of(String value) {
        return new ApplicationToken(value);
    }

    /** The value in clear. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ApplicationToken that
                && MessageDigest.isEqual(
                        value.getBytes(StandardCharsets.UTF_8), that.value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "ApplicationToken[hidden]";
    }
}
