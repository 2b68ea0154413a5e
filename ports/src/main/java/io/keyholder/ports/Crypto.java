package io.keyholder.ports;

import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.ports.keys.PrivateKeyExporter;
import io.keyholder.ports.randomness.SecretGenerator;

/** One provider of all the cryptographic ports a host needs. Implementations MUST be thread-safe. */
public interface Crypto {
    /** Password hashing; the same object each time. */
    PasswordHasher passwordHasher();

    /** Randomness; the same object each time. */
    SecretGenerator secretGenerator();

    /** Key pairs; the same object each time. */
    KeyPairGenerator keyPairGenerator();

    /** Private key files; the same object each time. */
    PrivateKeyExporter privateKeyExporter();
}
