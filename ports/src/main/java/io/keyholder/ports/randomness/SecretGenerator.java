package io.keyholder.ports.randomness;

/** A source of unpredictable bytes. Implementations MUST be thread-safe and fit for keys and tokens. */
public interface SecretGenerator {
    /**
     * Fresh bytes; the caller wipes them where they are secret.
     *
     * @param count at least 1
     * @throws IllegalArgumentException when {@code count} is under 1
     */
    byte[] nextBytes(int count);
}
