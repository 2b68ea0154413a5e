package io.keyholder.adapters.crypto.internal.password;

import io.keyholder.adapters.crypto.internal.password.bcrypt.WorkEqualizer;
import io.keyholder.adapters.crypto.internal.password.format.CheckableHash;
import io.keyholder.adapters.crypto.password.HashDiagnosis;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.randomness.SecretGenerator;
import java.util.Arrays;
import java.util.Optional;

/**
 * Writes the forms that the host chose and reads what real databases hold: see {@link StoredHashFormats}. Immutable and
 * thread-safe.
 *
 * <p>Every check makes as many bcrypt rounds as one at the current cost, whatever is stored, less what another function
 * already took. Only a stored hash that asks for more, up to the accepted limits, takes its own longer time.
 */
public final class BouncyCastlePasswordHasher implements PasswordHasher {
    private final StoredHashFormats formats;
    private final WorkEqualizer levelWork;
    private final SecretGenerator salts;
    private final int lanes;

    /**
     * With these formats.
     *
     * @param lanes how many hashes the bcrypt function computes together
     */
    public BouncyCastlePasswordHasher(
            StoredHashFormats formats, WorkEqualizer levelWork, SecretGenerator salts, int lanes) {
        this.lanes = lanes;
        this.formats = formats;
        this.levelWork = levelWork;
        this.salts = salts;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public PasswordHash hash(Password password) {
        byte[] utf8 = password.utf8();
        try {
            return PasswordHash.of(formats.writtenFor(utf8).write(utf8, salts));
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    @Override
    public Verification verify(Password password, Optional<PasswordHash> stored) {
        byte[] utf8 = password.utf8();
        try {
            Optional<CheckableHash> hash = stored.flatMap(formats::checkable);
            boolean right = hash.filter(known -> known.matches(utf8)).isPresent();
            levelWork.complete(hash.map(CheckableHash::rounds).orElse(0L));
            if (right) {
                return formats.isCurrent(stored.orElseThrow()) ? Verification.MATCHED : Verification.MATCHED_OUTDATED;
            }
            return stored.isPresent() && hash.isEmpty() ? Verification.UNREADABLE : Verification.MISMATCHED;
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    /** What a stored hash is; judges its text only and computes nothing. */
    @Override
    public boolean isReadable(PasswordHash stored) {
        HashDiagnosis diagnosis = diagnose(stored);
        return diagnosis instanceof HashDiagnosis.Current || diagnosis instanceof HashDiagnosis.Outdated;
    }

    public HashDiagnosis diagnose(PasswordHash stored) {
        return formats.diagnose(stored);
    }
}
