package io.keyholder.adapters.crypto.internal.password.bcrypt;

import io.keyholder.adapters.crypto.internal.hostkey.HostKeys;
import io.keyholder.adapters.crypto.internal.password.BouncyCastlePasswordHasher;
import io.keyholder.adapters.crypto.internal.password.HashLimits;
import io.keyholder.adapters.crypto.internal.password.StoredHashFormats;
import io.keyholder.adapters.crypto.internal.secret.SecureRandomSecretGenerator;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.randomness.SecretGenerator;
import java.security.SecureRandom;
import java.util.Optional;

/** Hashers for tests, and short words for asking them. */
public final class Hashers {
    private Hashers() {}

    /** The cheapest hasher, which accepts what the default accepts. */
    public static PasswordHasher cheap() {
        return over(new BcryptLimits(BcryptLimits.LEAST, 14), new BouncyCastleBcrypt());
    }

    public static PasswordHasher over(BcryptLimits limits, BcryptFunction bcrypt) {
        return over(limits, bcrypt, new SecureRandomSecretGenerator(new SecureRandom()));
    }

    static PasswordHasher over(BcryptLimits limits, BcryptFunction bcrypt, SecretGenerator salts) {
        return new BouncyCastlePasswordHasher(
                StoredHashFormats.bcrypt(
                        new HashLimits(limits, ForeignHashLimits.STANDARD), bcrypt, HostKeys.NONE, Optional.empty()),
                new WorkEqualizer(limits.cost(), bcrypt),
                salts,
                1);
    }

    public static String hash(PasswordHasher hasher, String password) {
        return hasher.hash(Password.of(password)).encoded();
    }

    public static Verification verify(PasswordHasher hasher, String password, String stored) {
        return hasher.verify(Password.of(password), Optional.of(PasswordHash.of(stored)));
    }
}
