package io.keyholder.application.internal.login;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import java.util.Optional;

/**
 * Hashes passwords in Unicode's composed form, and accepts a password in either form (ADR 51). A password that is right
 * as it is typed costs one hash; any other one costs a second hash when it has another form, for every user.
 * Thread-safe.
 */
public final class EquivalentPasswords implements PasswordHasher {
    private final PasswordHasher hasher;

    private EquivalentPasswords(PasswordHasher hasher) {
        this.hasher = hasher;
    }

    /** The same hasher for texts rather than bytes. */
    public static PasswordHasher over(PasswordHasher hasher) {
        return hasher instanceof EquivalentPasswords ? hasher : new EquivalentPasswords(hasher);
    }

    @Override
    public int lanes() {
        return hasher.lanes();
    }

    @Override
    public PasswordHash hash(Password password) {
        try (Password composed = password.composed()) {
            return hasher.hash(composed);
        }
    }

    @Override
    public boolean isReadable(PasswordHash stored) {
        return hasher.isReadable(stored);
    }

    @Override
    public Verification verify(Password password, Optional<PasswordHash> stored) {
        Verification asTyped = hasher.verify(password, stored);
        if (asTyped.isMatch()) {
            return asTyped;
        }
        Optional<Password> other = password.equivalent();
        if (other.isEmpty()) {
            return asTyped;
        }
        try (Password equivalent = other.get()) {
            Verification verification = hasher.verify(equivalent, stored);
            return verification.isMatch() ? verification : asTyped;
        }
    }
}
