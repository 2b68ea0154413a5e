package io.keyholder.adapters.crypto;

import java.util.Arrays;
import java.util.Base64;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * How a password becomes the key of bcrypt. Every password belongs to exactly one scheme, so that none verifies against a
 * hash of the other, and no two passwords of a scheme share a key.
 */
enum BcryptScheme {
    /** The UTF-8 bytes themselves, where bcrypt reads all of them and none ends the key early. */
    PLAIN("{bcrypt}") {
        @Override
        byte[] key(byte[] password, byte[] salt) {
            return password.clone();
        }
    },
    /**
     * For longer passwords and those with a zero byte: Base64 of HMAC-SHA-384 over the UTF-8 bytes, 64 letters. Keyed with
     * the hash's salt, so that digests of passwords leaked elsewhere cannot stand for passwords here.
     */
    PRE_HASHED("{bcrypt-sha384}") {
        @Override
        byte[] key(byte[] password, byte[] salt) {
            HMac hmac = new HMac(new SHA384Digest());
            hmac.init(new KeyParameter(salt));
            hmac.update(password, 0, password.length);
            byte[] digest = new byte[hmac.getMacSize()];
            hmac.doFinal(digest, 0);
            byte[] key = Base64.getEncoder().encode(digest);
            Arrays.fill(digest, (byte) 0);
            return key;
        }
    };

    private final String id;

    BcryptScheme(String id) {
        this.id = id;
    }

    /** The scheme that a password belongs to. */
    static BcryptScheme of(byte[] password) {
        return password.length <= BcryptFunction.MAX_KEY_BYTES && !containsZero(password) ? PLAIN : PRE_HASHED;
    }

    /** What stands before the hash in storage, braces included. */
    String id() {
        return id;
    }

    /** The key of bcrypt; the caller wipes it. */
    abstract byte[] key(byte[] password, byte[] salt);

    private static boolean containsZero(byte[] password) {
        for (byte each : password) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }
}
