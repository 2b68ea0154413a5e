package io.keyholder.adapters.crypto.internal.secret;

import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.ports.sealing.UnsealableSecretException;

/**
 * Without sealing keys: secrets stored in clear, as iCure has them, are read. New ones are stored in clear where the
 * host chose so by name, and are refused where it chose nothing. Immutable and thread-safe.
 */
public enum ClearSecrets implements SecretSealer {
    /** The host wants secrets stored in clear. */
    CHOSEN {
        @Override
        public TotpSecret seal(TotpSecret plain, UserId user) {
            return plain;
        }
    },
    /** The host has not said how secrets are to be stored. */
    NOTHING_CHOSEN {
        @Override
        public TotpSecret seal(TotpSecret plain, UserId user) {
            throw new IllegalStateException("no sealing keys were given, and storing secrets in clear was not chosen:"
                    + " see CryptoOptions.withSealingKeys and CryptoOptions.withSecretsInClear");
        }
    };

    @Override
    public TotpSecret open(TotpSecret stored, UserId user) {
        if (SealedText.isSealed(stored)) {
            throw new UnsealableSecretException("a secret is sealed, and no sealing keys were given", null);
        }
        return stored;
    }

    @Override
    public boolean isOutdated(TotpSecret stored) {
        return false;
    }
}
