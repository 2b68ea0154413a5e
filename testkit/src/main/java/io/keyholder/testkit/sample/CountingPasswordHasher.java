package io.keyholder.testkit.sample;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A hasher that counts what another one is asked to do, so that a test sees whether an unknown user costs as much work
 * as a known one. Thread-safe.
 */
public final class CountingPasswordHasher implements PasswordHasher {
    private final PasswordHasher hasher;
    private final AtomicInteger hashes = new AtomicInteger();
    private final AtomicInteger verifications = new AtomicInteger();

    private CountingPasswordHasher(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /** Counts in front of this hasher. */
    public static CountingPasswordHasher counting(PasswordHasher hasher) {
        return new CountingPasswordHasher(hasher);
    }

    /** How often {@link #hash} was called. */
    public int hashes() {
        return hashes.get();
    }

    /** How often {@link #verify} was called. */
    public int verifications() {
        return verifications.get();
    }

    /** How often either was called: each costs about the same. */
    public int calls() {
        return hashes() + verifications();
    }

    @Override
    public PasswordHash hash(Password password) {
        hashes.incrementAndGet();
        return hasher.hash(password);
    }

    @Override
    public Verification verify(Password password, Optional<PasswordHash> stored) {
        verifications.incrementAndGet();
        return hasher.verify(password, stored);
    }
}
