package io.keyholder.application.doubles;

import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.ports.sealing.UnsealableSecretException;

/** Sealing that tests see through: a sealed secret is {@code sealed:}, the user and the secret. */
final class LabelledSecrets implements SecretSealer {
    private static final String LABEL = "sealed:";

    @Override
    public TotpSecret seal(TotpSecret plain, UserId user) {
        return TotpSecret.of(labelOf(user) + plain.encoded());
    }

    @Override
    public TotpSecret open(TotpSecret stored, UserId user) {
        if (isOutdated(stored)) {
            return stored;
        }
        if (!stored.encoded().startsWith(labelOf(user))) {
            throw new UnsealableSecretException("a secret is sealed for another user", null);
        }
        return TotpSecret.of(stored.encoded().substring(labelOf(user).length()));
    }

    @Override
    public boolean isOutdated(TotpSecret stored) {
        return !stored.encoded().startsWith(LABEL);
    }

    private static String labelOf(UserId user) {
        return LABEL + user.value() + ":";
    }
}
