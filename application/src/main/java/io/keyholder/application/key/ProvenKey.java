package io.keyholder.application.key;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.PossessionPurpose;

/**
 * A public key whose client has just shown, for one purpose, that it holds the private half. Made by
 * {@link PossessionChallenge#prove} alone. Immutable.
 */
public final class ProvenKey {
    private final PossessionPurpose purpose;

    ProvenKey(PossessionPurpose purpose) {
        this.purpose = purpose;
    }

    /** What it was shown for. */
    public PossessionPurpose purpose() {
        return purpose;
    }

    /** For whom it was shown. */
    public DataOwnerId owner() {
        return purpose.owner();
    }

    /** The key. */
    public EncryptionPublicKey publicKey() {
        return purpose.publicKey();
    }
}
