package io.keyholder.adapters.crypto;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.randomness.SecretGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes bcrypt and reads what real databases hold. Passwords of up to 72 UTF-8 bytes become {@code {bcrypt}$2b$…}, longer
 * ones and those with a zero byte {@code {bcrypt-sha384}$2b$…}: see {@link BcryptScheme}. Immutable and thread-safe.
 *
 * <p>Every check makes as many bcrypt rounds as one at the current cost, whatever is stored. Only a stored hash of a higher
 * cost, up to the accepted one, takes its own longer time.
 */
final class BcryptPasswordHasher implements PasswordHasher {
    private final BcryptFormat plain;
    private final BcryptFormat preHashed;
    private final List<StoredHashFormat> readable;
    private final LevelWork levelWork;
    private final SecretGenerator salts;

    private BcryptPasswordHasher(BcryptFormat plain, BcryptFormat preHashed, LevelWork work, SecretGenerator salts) {
        this.plain = plain;
        this.preHashed = preHashed;
        this.readable = List.of(plain, preHashed, new IcureSha256Format());
        this.levelWork = work;
        this.salts = salts;
    }

    static BcryptPasswordHasher over(BcryptLimits limits, BcryptFunction bcrypt, SecretGenerator salts) {
        return new BcryptPasswordHasher(
                new BcryptFormat(BcryptScheme.PLAIN, limits, bcrypt),
                new BcryptFormat(BcryptScheme.PRE_HASHED, limits, bcrypt),
                new LevelWork(limits.cost(), bcrypt),
                salts);
    }

    @Override
    public PasswordHash hash(Password password) {
        byte[] utf8 = password.utf8();
        try {
            byte[] salt = salts.nextBytes(BcryptFunction.SALT_BYTES);
            return PasswordHash.of(formatFor(utf8).write(utf8, salt));
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    @Override
    public Verification verify(Password password, Optional<PasswordHash> stored) {
        byte[] utf8 = password.utf8();
        try {
            Optional<StoredHash> hash = stored.flatMap(this::read);
            Optional<Verification> match =
                    hash.filter(known -> known.matches(utf8)).map(BcryptPasswordHasher::matched);
            levelWork.complete(hash.map(StoredHash::bcryptCost).orElse(OptionalInt.empty()));
            return match.orElse(
                    stored.isPresent() && hash.isEmpty() ? Verification.UNREADABLE : Verification.MISMATCHED);
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private BcryptFormat formatFor(byte[] password) {
        return BcryptScheme.of(password) == BcryptScheme.PLAIN ? plain : preHashed;
    }

    private Optional<StoredHash> read(PasswordHash stored) {
        return readable.stream()
                .flatMap(format -> format.read(stored.encoded()).stream())
                .findFirst();
    }

    private static Verification matched(StoredHash hash) {
        return hash.isCurrent() ? Verification.MATCHED : Verification.MATCHED_OUTDATED;
    }
}
