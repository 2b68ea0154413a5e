package io.keyholder.adapters.crypto.internal.keypair;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.KeyPairGenerator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hands out pairs that were made ahead of time, each once, and makes others in their place in the background. One that
 * is asked for while none is ready is made by its caller. Thread-safe.
 */
public final class ReadyKeyPairs implements KeyPairGenerator, AutoCloseable {
    private final KeyPairGenerator generator;
    private final int most;
    private final Executor background;
    private final Deque<EncryptionKeyPair> ready = new ArrayDeque<>();
    private boolean isRefilling;
    private boolean isClosed;

    private ReadyKeyPairs(KeyPairGenerator generator, int most, Executor background) {
        this.generator = generator;
        this.most = most;
        this.background = background;
    }

    /**
     * Begins to make pairs.
     *
     * @param most how many wait to be asked for
     * @param background where they are made, one after the other
     */
    static ReadyKeyPairs filling(KeyPairGenerator generator, int most, Executor background) {
        ReadyKeyPairs pairs = new ReadyKeyPairs(generator, most, background);
        pairs.refill();
        return pairs;
    }

    /** Begins to make pairs on one daemon thread, which lives while some are missing. */
    public static ReadyKeyPairs filling(KeyPairGenerator generator, int most) {
        return filling(generator, most, task -> {
            Thread thread = new Thread(task, "keyholder-key-pairs");
            thread.setDaemon(true);
            thread.start();
        });
    }

    @Override
    public EncryptionKeyPair generate() {
        Optional<EncryptionKeyPair> pair = take();
        refill();
        return pair.orElseGet(generator::generate);
    }

    private synchronized Optional<EncryptionKeyPair> take() {
        return Optional.ofNullable(ready.poll());
    }

    private void refill() {
        if (beginsRefill()) {
            try {
                background.execute(this::makeMissing);
            } catch (RejectedExecutionException | OutOfMemoryError noThreadNow) {
                endRefill(); // The next caller asks again.
            }
        }
    }

    private synchronized boolean beginsRefill() {
        boolean begins = !isRefilling && isMissingSome();
        isRefilling |= begins;
        return begins;
    }

    /** A provider that fails here fails the next caller too, who hears of it; then refilling is tried again. */
    private void makeMissing() {
        try {
            while (goesOn()) {
                keep(generator.generate());
            }
        } catch (CryptoException heardByTheNextCaller) {
            endRefill();
        } catch (RuntimeException | Error unexpected) {
            endRefill();
            throw unexpected;
        }
    }

    private synchronized boolean goesOn() {
        isRefilling = isMissingSome();
        return isRefilling;
    }

    private boolean isMissingSome() {
        return !isClosed && ready.size() < most;
    }

    private synchronized void endRefill() {
        isRefilling = false;
    }

    private synchronized void keep(EncryptionKeyPair pair) {
        if (isClosed) {
            pair.close();
        } else {
            ready.add(pair);
        }
    }

    /** How many are ready. */
    synchronized int size() {
        return ready.size();
    }

    /** Wipes the pairs that no one asked for, and makes no more ahead of time. Repeating it does nothing. */
    @Override
    public synchronized void close() {
        isClosed = true;
        ready.forEach(EncryptionKeyPair::close);
        ready.clear();
    }
}
