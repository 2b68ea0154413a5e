package io.keyholder.adapters.crypto.internal.password.bcrypt;

/** The bcrypt function itself, apart from texts and salts. Implementations are thread-safe. */
@FunctionalInterface
public interface BcryptFunction {
    /** The most bytes that bcrypt reads; all others do without it. */
    int MAX_KEY_BYTES = 72;
    /** The size of a salt. */
    int SALT_BYTES = 16;
    /** The size of a digest as it is stored: the last byte of three blocks is dropped by convention. */
    int DIGEST_BYTES = 23;

    /**
     * The digest of a key.
     *
     * @param key up to {@value #MAX_KEY_BYTES} bytes without a zero byte, else keys collide
     * @param salt {@value #SALT_BYTES} bytes
     * @param cost base-2 logarithm of the rounds, 4 to 31
     * @return {@value #DIGEST_BYTES} bytes
     */
    byte[] digest(byte[] key, byte[] salt, int cost);
}
