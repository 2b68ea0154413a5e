package io.keyholder.application.key;

import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;

/**
 * A public key whose private half somebody has just shown to hold. Made by {@link PossessionChallenge#prove} alone.
 * Immutable.
 */
public final class ProvenKey {
    private final DataOwnerId owner;
    private final EncryptionPublicKey publicKey;

    ProvenKey(DataOwnerId owner, EncryptionPublicKey publicKey) {
        this.owner = owner;
        this.publicKey = publicKey;
    }

    /** For whom it was shown. */
    public DataOwnerId owner() {
        return owner;
    }

    /** The key. */
    public EncryptionPublicKey publicKey() {
        return publicKey;
    }
}
