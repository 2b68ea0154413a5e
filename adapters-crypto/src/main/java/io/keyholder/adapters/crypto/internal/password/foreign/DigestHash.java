package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.password.format.CheckableHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.UncheckableHash;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A hash that other software made by a function of the password alone, once its salt is known. Outdated by being
 * foreign.
 */
final class DigestHash implements CheckableHash {
    private final UnaryOperator<byte[]> function;
    private final byte[] expected;
    private final long rounds;

    private DigestHash(UnaryOperator<byte[]> function, byte[] expected, long rounds) {
        this.function = function;
        this.expected = expected.clone();
        this.rounds = rounds;
    }

    /**
     * The hash; uncheckable when it has a problem.
     *
     * @param rounds the work in rounds of bcrypt
     */
    static StoredHash of(UnaryOperator<byte[]> function, byte[] expected, long rounds, Optional<String> problem) {
        return problem.isPresent()
                ? new UncheckableHash(new HashDiagnosis.TooMuchWork(problem.get()))
                : new DigestHash(function, expected, rounds);
    }

    @Override
    public boolean matches(byte[] password) {
        return MessageDigest.isEqual(function.apply(password.clone()), expected);
    }

    @Override
    public boolean isCurrent() {
        return false;
    }

    @Override
    public long rounds() {
        return rounds;
    }
}
