package io.keyholder.adapters.crypto.internal.password.bcrypt;

import io.keyholder.domain.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The text that Devise puts behind every password before bcrypt. Immutable; shows nothing of it. */
public final class DevisePepper {
    private static final byte[] NO_KEY = {};

    private final byte[] utf8;

    /**
     * Takes the pepper of the application's configuration.
     *
     * @throws InvalidValueException when it is empty or holds a zero character, at which bcrypt would end
     */
    public DevisePepper(String pepper) {
        if (pepper.isEmpty() || pepper.indexOf('\0') >= 0) {
            throw new InvalidValueException("Devise pepper", "is empty or holds a zero character");
        }
        utf8 = pepper.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The bytes that bcrypt reads of a password with the pepper behind it; empty for a password that bcrypt would not
     * read to its end.
     */
    byte[] behind(byte[] password) {
        if (!BcryptScheme.PLAIN.takes(password)) {
            return NO_KEY;
        }
        byte[] key = Arrays.copyOf(password, Math.min(password.length + utf8.length, BcryptFunction.MAX_KEY_BYTES));
        System.arraycopy(utf8, 0, key, password.length, key.length - password.length);
        return key;
    }

    @Override
    public String toString() {
        return "DevisePepper[hidden]";
    }
}
