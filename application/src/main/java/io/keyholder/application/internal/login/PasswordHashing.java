package io.keyholder.application.internal.login;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import java.util.Optional;

/** Hashes new passwords within the one bound on hashing that a host has. Thread-safe. */
public final class PasswordHashing {
    private final PasswordHasher hasher;
    private final HashingQueue queue;

    public PasswordHashing(PasswordHasher hasher, HashingQueue queue) {
        this.hasher = hasher;
        this.queue = queue;
    }

    /** A new hash; absent when too many wait already, the wait took too long or the waiting thread was interrupted. */
    public Optional<PasswordHash> hash(Password password) {
        return queue.run("new passwords", () -> hasher.hash(password));
    }
}
