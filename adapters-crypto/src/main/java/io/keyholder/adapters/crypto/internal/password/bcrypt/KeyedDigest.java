package io.keyholder.adapters.crypto.internal.password.bcrypt;

import io.keyholder.adapters.crypto.internal.digest.Hmac;
import java.util.Arrays;
import java.util.Base64;

/** HMAC-SHA-384 in 64 letters of Base64: as long as bcrypt can read, and without a zero byte. Stateless. */
final class KeyedDigest {
    private KeyedDigest() {}

    /** The digest of a password; the caller wipes it. */
    static byte[] of(byte[] key, byte[] password) {
        byte[] digest = Hmac.SHA384.of(key, password);
        byte[] letters = Base64.getEncoder().encode(digest);
        Arrays.fill(digest, (byte) 0);
        return letters;
    }
}
