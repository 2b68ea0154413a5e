package io.keyholder.verification.crypto;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.testkit.failing.ForwardingCrypto;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Real cryptography at its lowest costs, but for key pairs: two that are there already, in turn, because making one
 * takes a second.
 */
public final class CryptoWithReadyKeys extends ForwardingCrypto {
    private final AtomicInteger taken = new AtomicInteger();

    public CryptoWithReadyKeys() {
        super(BouncyCastleCrypto.create(CryptoOptions.defaults()
                .withBcryptCost(4)
                .withPbkdf2Iterations(1_000)
                .withSecretsInClear()));
    }

    @Override
    public KeyPairGenerator keyPairGenerator() {
        return () -> taken.getAndIncrement() % 2 == 0 ? TestKeyPairs.mary() : TestKeyPairs.john();
    }
}
