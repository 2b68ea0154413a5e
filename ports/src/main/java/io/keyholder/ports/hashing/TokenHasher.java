package io.keyholder.ports.hashing;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;

/**
 * Hashes token values, which are random and long, with one fast salted hash in the form that live iCure servers verify:
 * {@code {salt}hex64} (FORMATS section 5). Implementations MUST be thread-safe, compare in constant time, and answer
 * false, never an exception, for whatever text is stored.
 */
public interface TokenHasher {
    /** The hash of a value, freshly salted. */
    PasswordHash hash(Password value);

    /** Whether the value has this hash, in the salted or the older unsalted form. */
    boolean verify(Password value, PasswordHash stored);
}
