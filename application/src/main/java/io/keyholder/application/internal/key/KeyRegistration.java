package io.keyholder.application.internal.key;

import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.audit.KeyAudit;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.audit.AuditEvent.KeyChanged.KeyChange;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.util.Optional;

/**
 * How keys get into the directory. The first key that anybody vouches for is taken on the word of this library; every
 * later one needs somebody's, or the proof of an earlier one, so that a stolen password adds no key that is sealed for.
 * Thread-safe.
 */
public final class KeyRegistration {
    private final PublicKeyDirectory directory;
    private final Crypto crypto;
    private final KeyAudit audit;
    private final Now now;

    public KeyRegistration(PublicKeyDirectory directory, Crypto crypto, AuditTrail trail, Now now) {
        this.directory = directory;
        this.crypto = crypto;
        this.audit = new KeyAudit(trail, now);
        this.now = now;
    }

    /** The hand-over of a pair that was made for this owner, which is taken down when it happens. */
    public PrivateKeyHandover handover(DataOwnerId owner, EncryptionKeyPair pair) {
        Fingerprint fingerprint = pair.publicKey().fingerprint();
        return PrivateKeyHandover.of(pair, crypto, () -> audit.note(owner, fingerprint, KeyChange.HANDED_OVER));
    }

    /** Registers a key that is nobody's word yet. */
    public RegisteredKey register(DataOwnerId owner, EncryptionPublicKey publicKey) {
        return register(new RegisteredKey(owner, publicKey, now.get()));
    }

    /**
     * Registers a key, with this voucher's word when it is the first that the owner ever has with one: of several at
     * once, one is.
     */
    public RegisteredKey registerFirst(DataOwnerId owner, EncryptionPublicKey publicKey, String voucher) {
        RegisteredKey key = new RegisteredKey(owner, publicKey, now.get());
        requireRegistrable(publicKey);
        directory.registerInitial(key, new Endorsement(voucher, now.get()));
        return find(owner, publicKey).orElse(key);
    }

    /**
     * Registers a key that its client has shown to hold, for the data owner of a user.
     *
     * @throws InvalidValueException when that is another than it was shown for
     */
    public RegisteredKey registerProven(Optional<DataOwnerId> owner, ProvenKey key) {
        if (!owner.equals(Optional.of(key.owner()))) {
            throw new InvalidValueException("proven key", "was proved for another data owner");
        }
        return registerFirst(key.owner(), key.publicKey(), KeyUseCases.POSSESSION);
    }

    /** Registers a key with this voucher's word. */
    RegisteredKey registerVouched(DataOwnerId owner, EncryptionPublicKey publicKey, String voucher) {
        RegisteredKey registered = register(owner, publicKey);
        return directory
                .vouch(owner, publicKey.fingerprint(), new Endorsement(voucher, now.get()))
                .orElse(registered);
    }

    private RegisteredKey register(RegisteredKey key) {
        requireRegistrable(key.publicKey());
        directory.register(key);
        return find(key.owner(), key.publicKey()).orElse(key);
    }

    private void requireRegistrable(EncryptionPublicKey publicKey) {
        requireUsable(publicKey);
        requireOnePadding(publicKey);
    }

    private Optional<RegisteredKey> find(DataOwnerId owner, EncryptionPublicKey publicKey) {
        return directory.keysOf(owner).stream()
                .filter(known -> known.publicKey().equals(publicKey))
                .findFirst();
    }

    /** What can be encrypted to is an RSA key that is long enough. */
    private void requireUsable(EncryptionPublicKey publicKey) {
        try (ContentKey any = ContentKey.of(crypto.secretGenerator().nextBytes(ContentKey.SIZE_BYTES))) {
            crypto.contentKeyWrapper().wrap(any, publicKey);
        }
    }

    /** Whoever holds ciphertexts under two paddings of one key learns more than from either. */
    private void requireOnePadding(EncryptionPublicKey publicKey) {
        boolean isOtherwisePadded = directory.find(publicKey.fingerprint().sha256()).stream()
                .anyMatch(known -> known.publicKey().padding() != publicKey.padding());
        if (isOtherwisePadded) {
            throw new InvalidValueException("public key", "is registered for another padding; a key serves one only");
        }
    }
}
