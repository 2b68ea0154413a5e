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
 * data owner acts upon itself, everybody else upon another. Thread-safe.
 */
public interface KeyAdministration {
    /** Who vouches for the first pair of a data owner, when it was made here. */
    String MAKER = "keyholder";

    /**
     * Makes a key pair for a data owner. It is sealed for at once when it is the first that the owner ever had;
     * otherwise when somebody vouched for it.
     *
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails; nothing was registered then
     */
    Answer<NewKey> create(Actor actor, DataOwnerId owner);

    /**
     * Registers a key that the owner's client made, for which nobody has vouched: nothing is sealed for it until
     * somebody does. A key that is registered already stays as it is.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is not an RSA key of at least 2048 bits, or registered
     *     for another padding
     */
    KeyChangeResult register(Actor actor, DataOwnerId owner, EncryptionPublicKey publicKey);

    /**
     * Registers a key whose private half the owner's client has just shown to hold. It is sealed for at once when it is
     * the first that anybody vouches for; otherwise when somebody did.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is registered for another padding
     */
    KeyChangeResult registerProven(Actor actor, ProvenKey key);

    /**
     * Records that the actor has made sure that a key is its owner's: it compared the fingerprint with the owner on
     * paper or by a call. The first word counts. Nobody vouches for a key of its own: that is what a proof of an
     * earlier key is for.
     */
    KeyChangeResult vouch(Actor actor, DataOwnerId owner, Fingerprint fingerprint);

    /** Has nothing sealed for a key any more. What was sealed before still opens with it. */
    KeyChangeResult revoke(Actor actor, DataOwnerId owner, Fingerprint fingerprint);

    /**
     * Asks whether somebody holds the private half of a key. Changes nothing, so it asks nobody who is acting.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is not an RSA key of at least 2048 bits
     */
    PossessionChallenge challenge(DataOwnerId owner, EncryptionPublicKey publicKey);

    /**
     * Replaces a key by another, both of which the owner's client has just shown to hold: the old one vouches for the
     * new one and is revoked. When the store fails on the way, asking again completes it, or both keys are sealed for.
     *
     * @throws io.keyholder.domain.InvalidValueException when the two are of different owners or the same, or the new
     *     one is registered for another padding
     */
    RotationResult rotate(Actor actor, ProvenKey oldKey, ProvenKey newKey);

    /**
     * Reads a private key file of any form and checks that its key is registered for the data owner. Asks nobody who is
     * acting, as opening data does not.
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
