package io.keyholder.adapters.crypto.internal.password.bcrypt;

import io.keyholder.adapters.crypto.internal.hostkey.HostKey;
import java.util.Arrays;

/**
 * Mixes passwords of any length with a key of the host: HMAC-SHA-384 of the password under that key, in 64 letters of
 * Base64. The key's id stands before the hash.
 */
public record PepperedKeying(HostKey pepper) implements BcryptKeying {
    /** What every id of this kind starts with. */
    static final String ID_PREFIX = "{bcrypt-pepper:";

    @Override
    public String id() {
        return ID_PREFIX + pepper.id() + "}";
    }

    /** Always. */
    @Override
    public boolean takes(byte[] password) {
        return true;
    }

    @Override
    public byte[] key(byte[] password, byte[] salt) {
        byte[] bytes = pepper.bytes();
        try {
            return KeyedDigest.of(bytes, password);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
