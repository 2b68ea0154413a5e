package io.keyholder.adapters.crypto.internal.secret;

import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.randomness.SecretGenerator;
import java.security.ProviderException;
import java.security.SecureRandom;

/** Unpredictable bytes from the host's {@link SecureRandom}, by default the platform's. As thread-safe as that is. */
public final class SecureRandomSecretGenerator implements SecretGenerator {
    private final SecureRandom random;

    public SecureRandomSecretGenerator(SecureRandom random) {
        this.random = random;
    }

    @Override
    public byte[] nextBytes(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count of random bytes is " + count + ", under 1");
        }
        try {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return bytes;
        } catch (ProviderException failed) {
            throw new CryptoException("the source of randomness failed", failed);
        }
    }
}
