package io.keyholder.adapters.crypto.internal.password.bcrypt;

/**
 * How a password becomes the key of bcrypt. No two passwords of one keying share a key, and every key is of up to 72
 * bytes without a zero byte. Implementations are thread-safe.
 */
interface BcryptKeying {
    /** What stands before the hash in storage, braces included. */
    String id();

    /** Whether this keying is for such passwords; none verifies against a hash of a keying that is not for it. */
    boolean takes(byte[] password);

    /** The key of a password that this is for; the caller wipes it. */
    byte[] key(byte[] password, byte[] salt);
}
