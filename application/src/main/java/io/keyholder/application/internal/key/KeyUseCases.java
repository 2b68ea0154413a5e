package io.keyholder.application.internal.key;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.login.PasswordHashing;
import io.keyholder.application.key.KeyAdministration;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.KeyImportResult;
import io.keyholder.application.key.NewKey;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.key.RotationResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.PossessionPurpose;
import io.keyholder.domain.key.PossessionPurpose.Act;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The use cases behind {@link KeyAdministration}. Thread-safe. */
public final class KeyUseCases implements KeyAdministration {
    /** Who vouches for the first key of a data owner, when its client showed to hold it. */
    static final String POSSESSION = "possession";

    private final PublicKeyDirectory directory;
    private final PrivateKeyImport imports;
    private final Crypto crypto;
    private final KeyRegistration registration;
    private final UserAccess access;
    private final PasswordHashing hashing;
    private final Now now;
    private final Clock clock;

    public KeyUseCases(
            PublicKeyDirectory directory,
            Crypto crypto,
            KeyRegistration registration,
            UserAccess access,
            PasswordHashing hashing,
            Now now,
            Clock clock) {
        this.hashing = hashing;
        this.directory = directory;
        this.imports = new PrivateKeyImport(directory, crypto.privateKeyFiles());
        this.crypto = crypto;
        this.registration = registration;
        this.access = access;
        this.now = now;
        this.clock = clock;
    }

    @Override
    public Answer<NewKey> create(Actor actor, DataOwnerId owner) {
        return create(actor, owner, publicKey -> registration.register(owner, publicKey));
    }

    @Override
    public Answer<NewKey> createInOneStep(Actor actor, DataOwnerId owner) {
        return create(
                actor, owner, publicKey -> registration.registerFirst(owner, publicKey, MAKER, claimant(actor, owner)));
    }

    /** Making a key takes time, in which the actor may lose the right: it is judged again beside the write. */
    private Answer<NewKey> create(
            Actor actor, DataOwnerId owner, Function<EncryptionPublicKey, RegisteredKey> registering) {
        Optional<Refusal> early = refusalOfKey(actor, UserAction.REGISTER_KEY, owner, Optional.empty());
        if (early.isPresent()) {
            return new Answer.Forbidden<>(early.get());
        }
        EncryptionKeyPair pair = registration.newPair();
        PrivateKeyHandover handover = registration.handover(owner, pair, claimant(actor, owner));
        boolean isRegistered = false;
        try {
            Optional<Refusal> refusal = refusalOfKey(actor, UserAction.REGISTER_KEY, owner, Optional.empty());
            if (refusal.isPresent()) {
                return new Answer.Forbidden<>(refusal.get());
            }
            RegisteredKey registered = registering.apply(pair.publicKey());
            isRegistered = true;
            return new Answer.Allowed<>(new NewKey(registered, handover));
        } finally {
            if (!isRegistered) {
                handover.close();
            }
        }
    }

    @Override
    public KeyChangeResult confirmReceipt(Actor actor, DataOwnerId owner, Fingerprint fingerprint) {
        Arguments.required("fingerprint", fingerprint);
        return refusal(actor, UserAction.REGISTER_KEY, owner)
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(() -> changed(registration.confirmReceipt(owner, fingerprint, claimant(actor, owner))));
    }

    @Override
    public KeyChangeResult register(Actor actor, DataOwnerId owner, EncryptionPublicKey publicKey) {
        Arguments.required("public key", publicKey);
        return refusalOfKey(actor, UserAction.REGISTER_KEY, owner, Optional.of(publicKey))
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(() -> new KeyChangeResult.Changed(registration.register(owner, publicKey)));
    }

    @Override
    public KeyChangeResult registerProven(Actor actor, ProvenKey key) {
        DataOwnerId owner = Arguments.required("proven key", key).owner();
        registration.requireProvenTo(Act.REGISTER, key);
        return refusalOfKey(actor, UserAction.REGISTER_KEY, owner, Optional.of(key.publicKey()))
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(() -> new KeyChangeResult.Changed(
                        registration.registerFirst(owner, key.publicKey(), POSSESSION, claimant(actor, owner))));
    }

    @Override
    public KeyChangeResult vouch(Actor actor, DataOwnerId owner, Fingerprint fingerprint) {
        Arguments.required("fingerprint", fingerprint);
        return refusal(actor, UserAction.VOUCH_FOR_KEY, owner)
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(
                        () -> changed(directory.vouch(owner, fingerprint, new Endorsement(nameOf(actor), now.get()))));
    }

    @Override
    public KeyChangeResult revoke(Actor actor, DataOwnerId owner, Fingerprint fingerprint) {
        Arguments.required("fingerprint", fingerprint);
        return refusal(actor, UserAction.REVOKE_KEY, owner)
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(() -> changed(directory.revoke(owner, fingerprint, now.get())));
    }

    @Override
    public KeyChangeResult revoke(Actor actor, ProvenKey key) {
        DataOwnerId owner = Arguments.required("proven key", key).owner();
        registration.requireProvenTo(Act.REVOKE, key);
        return refusal(actor, UserAction.REVOKE_PROVEN_KEY, owner)
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(() -> changed(directory.revoke(owner, key.publicKey().fingerprint(), now.get())));
    }

    /** The user who acts on the keys of the data owner that it stands for; absent for host and administrators. */
    private Optional<UserId> claimant(Actor actor, DataOwnerId owner) {
        return access.standingFor(actor, owner).map(User::id);
    }

    @Override
    public PossessionChallenge challengeToRegister(DataOwnerId owner, EncryptionPublicKey publicKey) {
        return challenge(PossessionPurpose.toRegister(
                Arguments.required("data owner id", owner),
                Arguments.required("public key", publicKey),
                registration.host()));
    }

    @Override
    public PossessionChallenge challengeToReplace(
            DataOwnerId owner, EncryptionPublicKey publicKey, EncryptionPublicKey successor) {
        return challenge(PossessionPurpose.toReplace(
                Arguments.required("data owner id", owner),
                Arguments.required("public key", publicKey),
                Arguments.required("successor", successor),
                registration.host()));
    }

    @Override
    public PossessionChallenge challengeToRevoke(DataOwnerId owner, EncryptionPublicKey publicKey) {
        return challenge(PossessionPurpose.toRevoke(
                Arguments.required("data owner id", owner),
                Arguments.required("public key", publicKey),
                registration.host()));
    }

    private PossessionChallenge challenge(PossessionPurpose purpose) {
        return PossessionChallenge.of(purpose, crypto, clock);
    }

    @Override
    public RotationResult rotate(Actor actor, ProvenKey oldKey, ProvenKey newKey) {
        DataOwnerId owner = Arguments.required("old key", oldKey).owner();
        Fingerprint old = oldKey.publicKey().fingerprint();
        registration.requireProvenTo(Act.REPLACE, oldKey);
        registration.requireProvenTo(Act.REGISTER, Arguments.required("new key", newKey));
        if (!newKey.owner().equals(owner)
                || newKey.publicKey().fingerprint().equals(old)
                || !oldKey.purpose().successor().equals(Optional.of(newKey.publicKey()))) {
            throw new InvalidValueException("new key", "is not the one that the old one was proved to be replaced by");
        }
        Optional<Refusal> refusal = refusalOfKey(actor, UserAction.ROTATE_KEY, owner, Optional.of(newKey.publicKey()));
        if (refusal.isPresent()) {
            return new RotationResult.Forbidden(refusal.get());
        }
        boolean isTrusted = directory.keysOf(owner).stream()
                .anyMatch(key -> key.isTrusted() && key.publicKey().equals(oldKey.publicKey()));
        if (!isTrusted) {
            return new RotationResult.OldKeyNotTrusted();
        }
        RegisteredKey rotated = registration.registerVouched(owner, newKey.publicKey(), "key:" + old.sha256());
        directory.revoke(owner, old, now.get());
        return new RotationResult.Rotated(rotated);
    }

    /** A key that is registered already adds none. */
    private Optional<Refusal> refusalOfKey(
            Actor actor, UserAction action, DataOwnerId owner, Optional<EncryptionPublicKey> publicKey) {
        List<RegisteredKey> registered = directory.keysOf(Arguments.required("data owner id", owner));
        boolean isKnown = registered.stream().anyMatch(known -> publicKey.equals(Optional.of(known.publicKey())));
        return isKnown
                ? refusal(actor, action, owner)
                : access.refusalOfKey(Arguments.required("actor", actor), action, owner, registered.size());
    }

    @Override
    public KeyImportResult importKey(DataOwnerId owner, byte[] file, Password passphrase) {
        Arguments.required("data owner id", owner);
        Arguments.required("key file", file);
        Arguments.required("passphrase", passphrase);
        return hashing.run(() -> imports.read(owner, file, passphrase)).orElseGet(KeyImportResult.Busy::new);
    }

    @Override
    public List<RegisteredKey> publicKeysWith(String fingerprint) {
        return directory.find(Arguments.required("fingerprint", fingerprint));
    }

    @Override
    public List<RegisteredKey> publicKeysOf(DataOwnerId owner) {
        return directory.keysOf(Arguments.required("data owner id", owner));
    }

    private Optional<Refusal> refusal(Actor actor, UserAction action, DataOwnerId owner) {
        return access.refusalAbout(
                Arguments.required("actor", actor), action, Arguments.required("data owner id", owner));
    }

    private static KeyChangeResult changed(Optional<RegisteredKey> key) {
        return key.<KeyChangeResult>map(KeyChangeResult.Changed::new).orElseGet(KeyChangeResult.NotRegistered::new);
    }

    private static String nameOf(Actor actor) {
        return actor.userId().map(user -> "user:" + user.value()).orElse("host");
    }
}
