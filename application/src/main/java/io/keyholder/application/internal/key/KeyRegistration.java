package io.keyholder.application.internal.key;

import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.access.AssociationGuard;
import io.keyholder.application.internal.audit.ActingTrail;
import io.keyholder.application.internal.audit.KeyAudit;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.PossessionPurpose.Act;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.audit.AuditEvent.KeyChanged.KeyChange;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.util.Optional;

/**
 * How keys get into the directory. The first key that anyone vouches for is taken on the word of this library; every
 * later one needs someone's, or the proof of an earlier one, so that a stolen password adds no key that is sealed for.
 * Thread-safe.
 */
public final class KeyRegistration {
    private final PublicKeyDirectory directory;
    private final AssociationGuard associations;
    private final String host;
    private final Crypto crypto;
    private final ActingTrail trail;
    private final Now now;

    /**
     * Registers in this directory.
     *
     * @param host the name of this host in proofs of possession
     */
    public KeyRegistration(
            PublicKeyDirectory directory,
            Crypto crypto,
            AssociationGuard associations,
            ActingTrail trail,
            Now now,
            String host) {
        this.directory = directory;
        this.associations = associations;
        this.host = host;
        this.crypto = crypto;
        this.trail = trail;
        this.now = now;
    }

    /**
     * The hand-over of a pair that was made for this owner. It is audited when it happens, and vouches for the key when
     * its receipt is confirmed.
     *
     * @param claimant as in {@link #registerFirst}
     */
    public PrivateKeyHandover handover(DataOwnerId owner, EncryptionKeyPair pair, Optional<UserId> claimant) {
        EncryptionPublicKey publicKey = pair.publicKey();
        KeyAudit audit = new KeyAudit(trail.ofPresentActor(), now);
        return PrivateKeyHandover.of(
                pair,
                crypto,
                () -> audit.note(owner, publicKey.fingerprint(), KeyChange.HANDED_OVER),
                () -> confirmReceipt(owner, publicKey.fingerprint(), claimant));
    }

    /** A fresh pair. */
    public EncryptionKeyPair newPair() {
        return crypto.keyPairGenerator().generate();
    }

    /**
     * Vouches for a key of whose receipt there is a word, unless the owner has one with a word. A key that is no longer
     * registered stays so.
     *
     * @param claimant as in {@link #registerFirst}
     * @return the key as it is afterwards; absent when the owner has none of this fingerprint
     */
    public Optional<RegisteredKey> confirmReceipt(
            DataOwnerId owner, Fingerprint fingerprint, Optional<UserId> claimant) {
        return directory.keysOf(owner).stream()
                .filter(known -> known.publicKey().fingerprint().equals(fingerprint))
                .findFirst()
                .map(known -> registerFirst(owner, known.publicKey(), KeyUseCases.MAKER, claimant));
    }

    /** The key as registered; absent when it is not. */
    public Optional<RegisteredKey> registered(DataOwnerId owner, EncryptionPublicKey publicKey) {
        return find(owner, publicKey);
    }

    /** Withdraws a key that is still exactly as it was registered: without a word, and not registered anew. */
    public void withdraw(RegisteredKey key) {
        if (find(key.owner(), key.publicKey()).equals(Optional.of(key))) {
            directory.withdraw(key.owner(), key.publicKey().fingerprint());
        }
    }

    /** Registers a key that is no one's word yet. */
    public RegisteredKey register(DataOwnerId owner, EncryptionPublicKey publicKey) {
        return register(unvouched(owner, publicKey));
    }

    /** A key as it is registered now, without a word. */
    RegisteredKey unvouched(DataOwnerId owner, EncryptionPublicKey publicKey) {
        return new RegisteredKey(owner, publicKey, now.get());
    }

    /**
     * Registers a key, with this voucher's word when it is the first that the owner ever has with one: of several at
     * once, one is.
     *
     * @param claimant the user on whose own claim this is done: where another user stands for the owner, too, the key
     *     gets no word, because either may have been made to be first; absent when the host or an administrator does it
     */
    public RegisteredKey registerFirst(
            DataOwnerId owner, EncryptionPublicKey publicKey, String voucher, Optional<UserId> claimant) {
        if (claimant.filter(user -> associations.isContested(owner, user)).isPresent()) {
            return register(owner, publicKey);
        }
        RegisteredKey key = unvouched(owner, publicKey);
        requireRegistrable(publicKey);
        directory.registerInitial(key, new Endorsement(voucher, now.get()));
        return find(owner, publicKey).orElse(key);
    }

    /** The name of this host in proofs of possession. */
    String host() {
        return host;
    }

    /**
     * Requires that a key was proved for this.
     *
     * @throws InvalidValueException when it was proved for another act or at another host
     */
    void requireProvenTo(Act act, ProvenKey key) {
        if (key.purpose().act() != act) {
            throw new InvalidValueException("proven key", "was proved for another purpose");
        }
        if (!key.purpose().host().equals(host)) {
            throw new InvalidValueException("proven key", "was proved at another host");
        }
    }

    /** Registers a key with this voucher's word. */
    RegisteredKey registerVouched(DataOwnerId owner, EncryptionPublicKey publicKey, String voucher) {
        RegisteredKey registered = register(owner, publicKey);
        return directory
                .vouch(owner, publicKey.fingerprint(), new Endorsement(voucher, now.get()))
                .orElse(registered);
    }

    /** Registers a key without a word; one that is registered already stays as it is. */
    RegisteredKey register(RegisteredKey key) {
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

    /** An attacker with ciphertexts under two paddings of one key learns more than from either. */
    private void requireOnePadding(EncryptionPublicKey publicKey) {
        boolean isOtherwisePadded = directory.find(publicKey.fingerprint().sha256()).stream()
                .anyMatch(known -> known.publicKey().padding() != publicKey.padding());
        if (isOtherwisePadded) {
            throw new InvalidValueException("public key", "is registered for another padding; a key serves one only");
        }
    }
}
