package io.keyholder.adapters.crypto.internal.password.format;

/** A stored hash that may be checked. */
public non-sealed interface CheckableHash extends StoredHash {
    /**
     * Whether this is the hash of the password. Does the same work and compares in the same time whatever the answer.
     */
    boolean matches(byte[] password);

    /** Whether its form's own writer would write the same form at no higher cost. */
    boolean isCurrent();

    /** The work of {@link #matches} in rounds of bcrypt: exact for bcrypt, about the same time for other functions. */
    long rounds();
}
