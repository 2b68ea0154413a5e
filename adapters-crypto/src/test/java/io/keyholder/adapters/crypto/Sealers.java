package io.keyholder.adapters.crypto;

import io.keyholder.ports.sealing.SecretSealer;
import java.security.SecureRandom;

/** Sealers for tests. */
final class Sealers {
    private Sealers() {}

    static SecretSealer under(SealingKeys keys) {
        return new AesGcmSecretSealer(keys, new SecureRandomSecretGenerator(new SecureRandom()));
    }
}
