package io.keyholder.adapters.crypto;

/**
 * How much work hashing a password may be.
 *
 * @param bcrypt for our own function
 * @param foreign for those of other software
 */
record HashLimits(BcryptLimits bcrypt, ForeignHashLimits foreign) {
    HashLimits withBcrypt(BcryptLimits limits) {
        return new HashLimits(limits, foreign);
    }

    HashLimits withForeign(ForeignHashLimits limits) {
        return new HashLimits(bcrypt, limits);
    }
}
