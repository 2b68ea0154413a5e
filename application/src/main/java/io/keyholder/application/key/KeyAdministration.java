package io.keyholder.application.key;

import io.keyholder.application.access.Answer;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import java.util.List;

/**
 * The public keys of data owners: making and registering them, vouching for them, revoking them. Who stands for the
 * data owner acts upon itself, everyone else upon another. Thread-safe.
 */
public interface KeyAdministration {
    /** Who vouches for the first pair of a data owner, when it was made here. */
    String MAKER = "keyholder";

    /**
     * Makes a key pair for a data owner. Nothing is sealed for it until its owner confirmed that it has the private
     * half, by {@link PrivateKeyHandover#confirmReceipt} or {@link #confirmReceipt}, or proved it by
     * {@link #registerProven}; and that is enough only for the first key that is vouched for. Of a private half that
     * was lost on its way nothing depends: make another.
     *
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails; nothing was registered then
     */
    Answer<NewKey> create(Actor actor, DataOwnerId owner);

    /**
     * The same, but the key is sealed for at once where it is the first. Only for a host that hands the private half
     * over within the same process.
     *
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails; nothing was registered then
     */
    Answer<NewKey> createInOneStep(Actor actor, DataOwnerId owner);

    /**
     * Records that the data owner has the private half of a key that was made here, where the hand-over itself is gone:
     * for example because the owner confirms it in another process. Vouches for the key when no key of the owner was
     * vouched for before; changes nothing otherwise.
     */
    KeyChangeResult confirmReceipt(Actor actor, DataOwnerId owner, Fingerprint fingerprint);

    /**
     * Registers a key that the owner's client made, for which no one has vouched: nothing is sealed for it until
     * someone does. A key that is registered already stays as it is.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is not an RSA key of at least 3072 bits, or of iCure's
     *     2048 with exponent 65537, or registered for another padding
     */
    KeyChangeResult register(Actor actor, DataOwnerId owner, EncryptionPublicKey publicKey);

    /**
     * Registers a key whose private half the owner's client has just shown to hold. It is sealed for at once when it is
     * the first that is vouched for; otherwise when an administrator vouched for it. A user whose data owner another
     * user stands for, too, needs that word for its first key as well.
     *
     * @throws io.keyholder.domain.InvalidValueException when it was not proved to be registered, at this host, or is
     *     registered for another padding
     */
    KeyChangeResult registerProven(Actor actor, ProvenKey key);

    /**
     * Records that the actor has made sure that a key is its owner's: it compared the fingerprint with the owner on
     * paper or by a call. The first word counts. No one vouches for a key of its own: that is what a proof of an
     * earlier key is for.
     */
    KeyChangeResult vouch(Actor actor, DataOwnerId owner, Fingerprint fingerprint);

    /**
     * Has nothing sealed for a key any more, for good. What was sealed before still opens with it. Only an
     * administrator may, since standing for a data owner does not prove its key.
     */
    KeyChangeResult revoke(Actor actor, DataOwnerId owner, Fingerprint fingerprint);

    /**
     * The same for a key that its client has shown to hold: who stands for the data owner may.
     *
     * @throws io.keyholder.domain.InvalidValueException when it was not proved to be revoked, at this host
     */
    KeyChangeResult revoke(Actor actor, ProvenKey key);

    /**
     * Asks whether a client holds the private half of a key, to register it. Changes nothing, so it takes no actor.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is not an RSA key of at least 3072 bits, or of iCure's
     *     2048 with exponent 65537
     */
    PossessionChallenge challengeToRegister(DataOwnerId owner, EncryptionPublicKey publicKey);

    /**
     * Asks the same of a key, to replace it by its successor, which is proved {@linkplain #challengeToRegister to be
     * registered}.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is not an RSA key of at least 3072 bits, or of iCure's
     *     2048 with exponent 65537, or the same as its successor
     */
    PossessionChallenge challengeToReplace(
            DataOwnerId owner, EncryptionPublicKey publicKey, EncryptionPublicKey successor);

    /**
     * Asks the same of a key, to revoke it.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is not an RSA key of at least 3072 bits, or of iCure's
     *     2048 with exponent 65537
     */
    PossessionChallenge challengeToRevoke(DataOwnerId owner, EncryptionPublicKey publicKey);

    /**
     * Replaces a key by another, both of which the owner's client has just shown to hold: the old one vouches for the
     * new one and is revoked. When the store fails on the way, asking again completes it, or both keys are sealed for.
     *
     * @throws io.keyholder.domain.InvalidValueException when the old one was not proved to be replaced by the new one,
     *     or the new one not to be registered, for the same owner and this host; or the new one is registered for
     *     another padding
     */
    RotationResult rotate(Actor actor, ProvenKey oldKey, ProvenKey newKey);

    /**
     * Reads a private key file of any form and checks that its key is registered for the data owner. Asks no one who is
     * acting, as opening data does not. Works within the bound on hashing, since a file may ask for as much work as
     * many logins.
     *
     * @param passphrase not looked at where the form has none; the caller closes it
     */
    KeyImportResult importKey(DataOwnerId owner, byte[] file, Password passphrase);

    /**
     * The public keys with this fingerprint, in SHA-256 or one of iCure's two forms, in hex of either letter case. The
     * short forms may name several.
     */
    List<RegisteredKey> publicKeysWith(String fingerprint);

    /**
     * The public keys ever registered for a data owner, revoked ones included, the first first; empty when there are
     * none.
     */
    List<RegisteredKey> publicKeysOf(DataOwnerId owner);
}
