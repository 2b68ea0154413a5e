package io.keyholder.adapters.crypto;

import io.keyholder.adapters.crypto.internal.secret.AesGcmSecretSealer;
import io.keyholder.adapters.crypto.internal.secret.SecureRandomSecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import java.security.SecureRandom;

/** Sealers for tests. */
public final class Sealers {
    private Sealers() {}

    public static SecretSealer under(SealingKeys keys) {
        return new AesGcmSecretSealer(keys.keys(), new SecureRandomSecretGenerator(new SecureRandom()));
    }
}
