package io.keyholder.domain.key;

import io.keyholder.domain.identity.DataOwnerId;
import java.time.Instant;
import java.util.Optional;

/**
 * A public key as a directory holds it, with its history. Immutable.
 *
 * @param owner whose data it protects
 * @param publicKey the key
 * @param registered when it was registered
 * @param vouch whose word there is that the key is the owner's; absent when there is none
 * @param revoked since when nothing is to be sealed for it any more; what was sealed before still opens
 */
public record RegisteredKey(
        DataOwnerId owner,
        EncryptionPublicKey publicKey,
        Instant registered,
        Optional<Endorsement> vouch,
        Optional<Instant> revoked) {
    /** A key that is not vouched for yet. */
    public RegisteredKey(DataOwnerId owner, EncryptionPublicKey publicKey, Instant registered) {
        this(owner, publicKey, registered, Optional.empty(), Optional.empty());
    }

    /** Whether data may be sealed for it: it is vouched for and not revoked. */
    public boolean isTrusted() {
        return vouch.isPresent() && revoked.isEmpty();
    }

    /** The same with a word, unless there is one already: the first counts. */
    public RegisteredKey vouchedFor(Endorsement word) {
        return new RegisteredKey(owner, publicKey, registered, vouch.or(() -> Optional.of(word)), revoked);
    }

    /** The same, revoked; the first revocation counts. */
    public RegisteredKey revokedAt(Instant moment) {
        return new RegisteredKey(owner, publicKey, registered, vouch, revoked.or(() -> Optional.of(moment)));
    }
}
