package io.keyholder.application.internal.key;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.NewKey;
import io.keyholder.application.key.PossessionChallenge;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.key.ProvenKey;
import io.keyholder.application.key.RotationResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The public keys of data owners: making and registering them, vouching for them, revoking them. Who stands for the
 * data owner acts upon itself, everybody else upon another. Thread-safe.
 */
public final class KeyUseCases {
    /** Who vouches for the first pair of a data owner, when it was made here. */
    public static final String MAKER = "keyholder";

    /** Who vouches for the first key of a data owner, when its client showed to hold it. */
    static final String POSSESSION = "possession";

    private final PublicKeyDirectory directory;
    private final Crypto crypto;
    private final KeyRegistration registration;
    private final UserAccess access;
    private final Now now;
    private final Clock clock;

    public KeyUseCases(
            PublicKeyDirectory directory,
            Crypto crypto,
            KeyRegistration registration,
            UserAccess access,
            Now now,
            Clock clock) {
        this.directory = directory;
        this.crypto = crypto;
        this.registration = registration;
        this.access = access;
        this.now = now;
        this.clock = clock;
    }

    /**
     * Makes a key pair for a data owner. It is sealed for at once when it is the first that the owner ever had;
     * otherwise when somebody vouched for it.
     *
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails; nothing was registered then
     */
    public Answer<NewKey> create(Actor actor, DataOwnerId owner) {
        Optional<Refusal> refusal = refusalOfKey(actor, UserAction.REGISTER_KEY, owner, Optional.empty());
        if (refusal.isPresent()) {
            return new Answer.Forbidden<>(refusal.get());
        }
        EncryptionKeyPair pair = crypto.keyPairGenerator().generate();
        PrivateKeyHandover handover = registration.handover(owner, pair);
        boolean isRegistered = false;
        try {
            RegisteredKey registered = registration.registerFirst(owner, pair.publicKey(), MAKER);
            isRegistered = true;
            return new Answer.Allowed<>(new NewKey(registered, handover));
        } finally {
            if (!isRegistered) {
                handover.close();
            }
        }
    }

    /**
     * Registers a key that the owner's client made, for which nobody has vouched: nothing is sealed for it until
     * somebody does. A key that is registered already stays as it is.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is not an RSA key of at least 2048 bits, or registered
     *     for another padding
     */
    public KeyChangeResult register(Actor actor, DataOwnerId owner, EncryptionPublicKey publicKey) {
        Arguments.required("public key", publicKey);
        return refusalOfKey(actor, UserAction.REGISTER_KEY, owner, Optional.of(publicKey))
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(() -> new KeyChangeResult.Changed(registration.register(owner, publicKey)));
    }

    /**
     * Registers a key whose private half the owner's client has just shown to hold. It is sealed for at once when it is
     * the first that anybody vouches for; otherwise when somebody did.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is registered for another padding
     */
    public KeyChangeResult registerProven(Actor actor, ProvenKey key) {
        DataOwnerId owner = Arguments.required("proven key", key).owner();
        return refusalOfKey(actor, UserAction.REGISTER_KEY, owner, Optional.of(key.publicKey()))
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(() ->
                        new KeyChangeResult.Changed(registration.registerFirst(owner, key.publicKey(), POSSESSION)));
    }

    /**
     * Records that the actor has made sure that a key is its owner's: it compared the fingerprint with the owner on
     * paper or by a call. The first word counts. Nobody vouches for a key of its own: that is what a proof of an
     * earlier key is for.
     */
    public KeyChangeResult vouch(Actor actor, DataOwnerId owner, Fingerprint fingerprint) {
        Arguments.required("fingerprint", fingerprint);
        return refusal(actor, UserAction.VOUCH_FOR_KEY, owner)
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(
                        () -> changed(directory.vouch(owner, fingerprint, new Endorsement(nameOf(actor), now.get()))));
    }

    /** Has nothing sealed for a key any more. What was sealed before still opens with it. */
    public KeyChangeResult revoke(Actor actor, DataOwnerId owner, Fingerprint fingerprint) {
        Arguments.required("fingerprint", fingerprint);
        return refusal(actor, UserAction.REVOKE_KEY, owner)
                .<KeyChangeResult>map(KeyChangeResult.Forbidden::new)
                .orElseGet(() -> changed(directory.revoke(owner, fingerprint, now.get())));
    }

    /**
     * Asks whether somebody holds the private half of a key. Changes nothing, so it asks nobody who is acting.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is not an RSA key of at least 2048 bits
     */
    public PossessionChallenge challenge(DataOwnerId owner, EncryptionPublicKey publicKey) {
        return PossessionChallenge.of(
                Arguments.required("data owner id", owner), Arguments.required("public key", publicKey), crypto, clock);
    }

    /**
     * Replaces a key by another, both of which the owner's client has just shown to hold: the old one vouches for the
     * new one and is revoked. When the store fails on the way, asking again completes it, or both keys are sealed for.
     *
     * @throws io.keyholder.domain.InvalidValueException when the two are of different owners or the same, or the new
     *     one is registered for another padding
     */
    public RotationResult rotate(Actor actor, ProvenKey oldKey, ProvenKey newKey) {
        DataOwnerId owner = Arguments.required("old key", oldKey).owner();
        Fingerprint old = oldKey.publicKey().fingerprint();
        if (!Arguments.required("new key", newKey).owner().equals(owner)
                || newKey.publicKey().fingerprint().equals(old)) {
            throw new InvalidValueException("new key", "is the old one or another owner's");
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
