package io.keyholder.application.key;

import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.PossessionProof;
import io.keyholder.domain.key.PossessionPurpose;
import io.keyholder.ports.Crypto;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A question that only the holder of a private key can answer: a random secret, encrypted for its public half. Good for
 * one answer within {@link #LIFE}. The host keeps it in the session of who is asked. Thread-safe; silent in
 * {@code toString}.
 */
public final class PossessionChallenge implements AutoCloseable {
    /** How long an answer is awaited. */
    public static final Duration LIFE = Duration.ofMinutes(5);

    private final PossessionPurpose purpose;
    private final byte[] encrypted;
    private final PossessionProof expected;
    private final Instant end;
    private final Clock clock;
    private boolean over;

    private PossessionChallenge(PossessionPurpose purpose, byte[] encrypted, PossessionProof expected, Clock clock) {
        this.purpose = purpose;
        this.encrypted = encrypted;
        this.expected = expected;
        this.clock = clock;
        this.end = clock.instant().plus(LIFE);
    }

    /**
     * A fresh question about a key, for one purpose.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is not an RSA key of at least 3072 bits, or of iCure's
     *     2048 with exponent 65537
     */
    public static PossessionChallenge of(PossessionPurpose purpose, Crypto crypto, Clock clock) {
        try (ContentKey secret = ContentKey.of(crypto.secretGenerator().nextBytes(ContentKey.SIZE_BYTES))) {
            return new PossessionChallenge(
                    purpose,
                    crypto.contentKeyWrapper().wrap(secret, purpose.publicKey()),
                    PossessionProof.of(secret, purpose),
                    clock);
        }
    }

    /** What is asked for. The client computes its answer over what it agrees to itself, not over what it is sent. */
    public PossessionPurpose purpose() {
        return purpose;
    }

    /**
     * What goes to the client, which unwraps it with the key's own padding and answers with {@link PossessionProof#of}.
     */
    public byte[] encrypted() {
        return encrypted.clone();
    }

    /** The key, when the proof is right, in time and the first one given; whatever it is, there is no second. */
    public synchronized Optional<ProvenKey> prove(PossessionProof proof) {
        boolean isRight = !over && clock.instant().isBefore(end) && expected.equals(proof);
        over = true;
        return isRight ? Optional.of(new ProvenKey(purpose)) : Optional.empty();
    }

    /** Awaits no answer any more. */
    @Override
    public synchronized void close() {
        over = true;
    }

    @Override
    public String toString() {
        return "PossessionChallenge[hidden]";
    }
}
