package io.keyholder.ports.hashing;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import java.util.Optional;

/**
 * Hashes passwords and checks them against stored hashes.
 *
 * <p>Implementations MUST be thread-safe, MUST NOT keep, log or show a password or a hash, and MUST treat passwords
 * that differ in any byte of their UTF-8 form as different, whatever their length. A stored hash is foreign input:
 * whatever its text, the answer MUST be a value of {@link Verification}, never an exception, never class loading, and
 * never more work than the implementation's configured bound.
 */
public interface PasswordHasher {
    /**
     * The hash of a password in the current format, freshly salted: two hashes of one password differ.
     *
     * @return MUST be accepted by {@link #verify} of this and every later version
     */
    PasswordHash hash(Password password);

    /**
     * Checks a password. Every call MUST cost about as much as checking a hash in the current format, whether
     * {@code stored} is absent, foreign, cheap or unreadable, so that the time shows nothing of the user.
     *
     * @param stored the hash; absent (the user is unknown or has no password) is {@link Verification#MISMATCHED}
     */
    Verification verify(Password password, Optional<PasswordHash> stored);

    /**
     * How many hashes a core computes together, when so many callers ask at once: about in the time that one takes, or
     * a little more. A host lets so many callers in for each core. The default is 1.
     */
    default int lanes() {
        return 1;
    }

    /**
     * Whether {@link #verify} could match any password with this hash. MUST compute no hash. For reports; the default
     * is true, which reports nothing.
     */
    default boolean isReadable(PasswordHash stored) {
        return true;
    }
}
