package io.keyholder.adapters.crypto.internal.keypair;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.KeyPairGenerator;
import java.util.concurrent.Semaphore;

/**
 * Makes a bounded number of pairs at once, on the threads of the callers, in the order in which they came: a burst of
 * new users takes no more cores than hashing does. Thread-safe.
 */
public final class BoundedKeyPairs implements KeyPairGenerator {
    private final KeyPairGenerator generator;
    private final Semaphore permits;

    public BoundedKeyPairs(KeyPairGenerator generator, int atOnce) {
        this.generator = generator;
        this.permits = new Semaphore(atOnce, true);
    }

    /**
     * As the generator behind it does, when it is the caller's turn.
     *
     * @throws CryptoException also when the caller's thread is interrupted before its turn; its interrupt flag stays
     *     set
     */
    @Override
    public EncryptionKeyPair generate() {
        try {
            permits.acquire();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CryptoException("interrupted while others were making key pairs", interrupted);
        }
        try {
            return generator.generate();
        } finally {
            permits.release();
        }
    }
}
