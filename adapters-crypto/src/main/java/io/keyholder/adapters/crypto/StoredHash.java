package io.keyholder.adapters.crypto;

import java.util.OptionalInt;

/** A stored hash that was understood and may be checked. Immutable and thread-safe. */
interface StoredHash {
    /** Whether this is the hash of the password. Does the same work and compares in the same time whatever the answer. */
    boolean matches(byte[] password);

    /** Whether a new hash would have the same form and at least not a higher cost. */
    boolean isCurrent();

    /** The cost of the one bcrypt computation that {@link #matches} makes; absent when it makes none. */
    OptionalInt bcryptCost();
}
