package io.keyholder.adapters.crypto.internal.kdf;

import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import java.util.Optional;

/**
 * A slow function of other software with its salt and parameters, which turns a password into a key of any size.
 * Immutable and thread-safe.
 */
public interface KeyDerivation {
    /** The key; must not be asked of one that has a problem. */
    byte[] derive(byte[] password, int sizeBytes);

    /** Whether the function distinguishes the password from those that differ in zero bytes at its end only. */
    boolean tells(byte[] password);

    /** What it asks for beyond the limits; absent when it may be computed. */
    Optional<String> problem(ForeignHashLimits limits);

    /** The work of deriving a key of this size, in rounds of bcrypt that take about the same time. */
    long rounds(int sizeBytes);

    /**
     * The functions that take an HMAC of the password fill its key up with zero bytes, so that passwords would match
     * that only differ in those.
     */
    static boolean endsInZero(byte[] password) {
        return password.length > 0 && password[password.length - 1] == 0;
    }
}
