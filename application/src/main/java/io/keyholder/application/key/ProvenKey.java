package io.keyholder.application.key;

import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.user.DataOwnerId;

/** A public key whose private half somebody has just shown to hold. Made by {@link PossessionChallenge#prove} alone. Immutable. */
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
