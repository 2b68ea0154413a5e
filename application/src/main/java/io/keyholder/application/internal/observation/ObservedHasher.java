package io.keyholder.application.internal.observation;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observation.HashWork;
import java.util.Optional;
import java.util.function.Supplier;

/** A hasher whose work is timed. Thread-safe. */
public final class ObservedHasher implements PasswordHasher {
    private final PasswordHasher hasher;
    private final Observing observing;

    private ObservedHasher(PasswordHasher hasher, Observing observing) {
        this.hasher = hasher;
        this.observing = observing;
    }

    /** The same hasher, when the host observes nothing. */
    public static PasswordHasher of(PasswordHasher hasher, Observing observing) {
        return observing.isOn() ? new ObservedHasher(hasher, observing) : hasher;
    }

    @Override
    public PasswordHash hash(Password password) {
        return timed(HashWork.HASH, () -> hasher.hash(password));
    }

    @Override
    public Verification verify(Password password, Optional<PasswordHash> stored) {
        return timed(HashWork.VERIFY, () -> hasher.verify(password, stored));
    }

    @Override
    public int lanes() {
        return hasher.lanes();
    }

    @Override
    public boolean isReadable(PasswordHash stored) {
        return hasher.isReadable(stored);
    }

    private <T> T timed(HashWork work, Supplier<T> hashing) {
        long start = Observing.start();
        T result = hashing.get();
        observing.give(new Observation.PasswordHashed(work, Observing.since(start)));
        return result;
    }
}
