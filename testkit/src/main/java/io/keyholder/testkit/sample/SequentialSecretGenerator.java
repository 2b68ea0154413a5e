package io.keyholder.testkit.sample;

import io.keyholder.ports.randomness.SecretGenerator;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A generator whose bytes a test can foretell: the n-th call gives the number n, big-endian, filled up with zeros in
 * front. Never gives the same 8 bytes or more twice. Thread-safe; for tests only.
 */
public final class SequentialSecretGenerator implements SecretGenerator {
    private final AtomicLong calls = new AtomicLong();

    /** A generator that begins with 1. */
    public SequentialSecretGenerator() {}

    @Override
    public byte[] nextBytes(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", under 1");
        }
        return numbered(calls.incrementAndGet(), count);
    }

    /** How often bytes were asked for. */
    public long calls() {
        return calls.get();
    }

    private static byte[] numbered(long number, int count) {
        byte[] full = ByteBuffer.allocate(Math.max(count, Long.BYTES))
                .putLong(Math.max(count, Long.BYTES) - Long.BYTES, number)
                .array();
        return Arrays.copyOfRange(full, full.length - count, full.length);
    }
}
