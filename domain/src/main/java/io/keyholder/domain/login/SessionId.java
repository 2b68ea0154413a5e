package io.keyholder.domain.login;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.internal.Check;
import io.keyholder.domain.internal.Text;

/**
 * Names a session of a user. It is random and no secret: it lets no user in. Immutable.
 *
 * @param value {@value #DIGITS} lower-case hexadecimal digits
 */
public record SessionId(String value) {
    /** The hexadecimal digits of an id: 128 bits. */
    public static final int DIGITS = 32;

    /**
     * The id of this text.
     *
     * @throws InvalidValueException when the text has another form
     */
    public SessionId {
        Check.that(
                Text.isHex(value, DIGITS), "session id", "does not have " + DIGITS + " lower-case hexadecimal digits");
    }

    @Override
    public String toString() {
        return value;
    }
}
