package io.keyholder.adapters.crypto.internal.password.foreign;

import io.keyholder.adapters.crypto.internal.kdf.KeyDerivation;
import io.keyholder.adapters.crypto.internal.password.format.CheckableHash;
import io.keyholder.adapters.crypto.internal.password.format.StoredHash;
import io.keyholder.adapters.crypto.internal.password.format.UncheckableHash;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A key that other software derived from a password, by one of these functions: where a text does not say by which, all
 * are tried. Outdated by being foreign.
 */
final class DerivedKeyHash implements CheckableHash {
    private final List<KeyDerivation> candidates;
    private final byte[] key;

    private DerivedKeyHash(List<KeyDerivation> candidates, byte[] key) {
        this.candidates = candidates;
        this.key = key;
    }

    /** The hash; uncheckable when any of the functions has a problem with the limits. */
    static StoredHash of(ForeignHashLimits limits, byte[] key, KeyDerivation... candidates) {
        Optional<String> problem = Stream.of(candidates)
                .flatMap(candidate -> candidate.problem(limits).stream())
                .findFirst();
        return problem.isPresent()
                ? new UncheckableHash(new HashDiagnosis.TooMuchWork(problem.get()))
                : new DerivedKeyHash(List.of(candidates), key.clone());
    }

    @Override
    public boolean matches(byte[] password) {
        boolean matches = false;
        for (KeyDerivation candidate : candidates) {
            boolean same = MessageDigest.isEqual(candidate.derive(password, key.length), key);
            matches |= same && candidate.tells(password);
        }
        return matches;
    }

    @Override
    public boolean isCurrent() {
        return false;
    }

    @Override
    public long rounds() {
        return candidates.stream()
                .mapToLong(candidate -> candidate.rounds(key.length))
                .sum();
    }
}
