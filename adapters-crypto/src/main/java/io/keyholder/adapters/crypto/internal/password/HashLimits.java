package io.keyholder.adapters.crypto.internal.password;

import io.keyholder.adapters.crypto.internal.password.bcrypt.BcryptLimits;
import io.keyholder.adapters.crypto.password.ForeignHashLimits;

/**
 * How much work hashing a password may be.
 *
 * @param bcrypt for our own function
 * @param foreign for those of other software
 */
public record HashLimits(BcryptLimits bcrypt, ForeignHashLimits foreign) {
    public HashLimits withBcrypt(BcryptLimits limits) {
        return new HashLimits(limits, foreign);
    }

    public HashLimits withForeign(ForeignHashLimits limits) {
        return new HashLimits(bcrypt, limits);
    }
}
