package io.keyholder.adapters.crypto.internal.keypair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.testkit.contract.crypto.KeyPairGeneratorContract;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BoundedKeyPairsTest implements KeyPairGeneratorContract {
    private static final int AT_ONCE = 3;
    private static final int CALLERS = 16;

    @Override
    public KeyPairGenerator newGenerator() {
        return BouncyCastleCrypto.create(
                        CryptoOptions.defaults().icureCompatible().withHashingCores(1))
                .keyPairGenerator();
    }

    @Test
    void makesNoMoreAtOnceThanItMay() throws Exception {
        EncryptionKeyPair pair = newGenerator().generate();
        Semaphore mayEnd = new Semaphore(0);
        Semaphore begun = new Semaphore(0);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        KeyPairGenerator bounded = new BoundedKeyPairs(
                () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    begun.release();
                    mayEnd.acquireUninterruptibly();
                    running.decrementAndGet();
                    return pair;
                },
                AT_ONCE);
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            List<Future<EncryptionKeyPair>> results = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                results.add(callers.submit(bounded::generate));
            }
            begun.acquire(AT_ONCE);
            mayEnd.release(CALLERS);
            for (Future<EncryptionKeyPair> result : results) {
                assertThat(result.get()).isSameAs(pair);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(most.get()).isEqualTo(AT_ONCE);
    }

    @Test
    void aFailureGivesTheTurnBack() {
        KeyPairGenerator bounded = new BoundedKeyPairs(
                () -> {
                    throw new OutOfMemoryError("on purpose");
                },
                1);
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(bounded::generate).isInstanceOf(OutOfMemoryError.class);
        }
    }

    @Test
    void anInterruptedCallerIsToldSoAndStaysInterrupted() {
        KeyPairGenerator bounded = newGenerator();
        Thread.currentThread().interrupt();

        assertThatThrownBy(bounded::generate)
                .isInstanceOf(CryptoException.class)
                .hasMessage("interrupted while others were making key pairs");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(bounded.generate()).isNotNull();
    }
}
