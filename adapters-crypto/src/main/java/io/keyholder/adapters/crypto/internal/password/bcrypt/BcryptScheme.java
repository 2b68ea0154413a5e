package io.keyholder.adapters.crypto.internal.password.bcrypt;

/**
 * The keyings that need no secret. Every password belongs to exactly one of them, so that none verifies against a hash
 * of the other.
 */
public enum BcryptScheme implements BcryptKeying {
    /** The UTF-8 bytes themselves, where bcrypt reads all of them and none ends the key early. */
    PLAIN("{bcrypt}") {
        @Override
        public boolean takes(byte[] password) {
            return password.length <= BcryptFunction.MAX_KEY_BYTES && !containsZero(password);
        }

        @Override
        public byte[] key(byte[] password, byte[] salt) {
            return password.clone();
        }
    },
    /**
     * For longer passwords and those with a zero byte: Base64 of HMAC-SHA-384 over the UTF-8 bytes, 64 letters. Keyed
     * with the hash's salt, so that digests of passwords leaked elsewhere cannot stand for passwords here.
     */
    PRE_HASHED("{bcrypt-sha384}") {
        @Override
        public boolean takes(byte[] password) {
            return !PLAIN.takes(password);
        }

        @Override
        public byte[] key(byte[] password, byte[] salt) {
            return KeyedDigest.of(salt, password);
        }
    };

    private final String id;

    BcryptScheme(String id) {
        this.id = id;
    }

    @Override
    public String id() {
        return id;
    }

    private static boolean containsZero(byte[] password) {
        for (byte each : password) {
            if (each == 0) {
                return true;
            }
        }
        return false;
    }
}
