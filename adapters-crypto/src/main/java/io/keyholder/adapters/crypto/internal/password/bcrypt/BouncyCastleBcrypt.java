package io.keyholder.adapters.crypto.internal.password.bcrypt;

import java.util.Arrays;
import org.bouncycastle.crypto.generators.BCrypt;

/**
 * Bcrypt by Bouncy Castle's raw function, as variants 2a, 2b and 2y define it: the key is followed by one zero byte
 * where there is room. Appends it itself, because Bouncy Castle would leave its copy of the key unwiped. Thread-safe.
 */
public final class BouncyCastleBcrypt implements BcryptFunction {
    @Override
    public byte[] digest(byte[] key, byte[] salt, int cost) {
        byte[] terminated = Arrays.copyOf(key, key.length < MAX_KEY_BYTES ? key.length + 1 : key.length);
        try {
            return Arrays.copyOf(BCrypt.generate(terminated, salt, cost, false), DIGEST_BYTES);
        } finally {
            Arrays.fill(terminated, (byte) 0);
        }
    }
}
