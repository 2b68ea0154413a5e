package io.keyholder.ports.keys;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;

/**
 * The private keys of users on their own device, sealed by a passphrase: for clients, never beside the data. A user may
 * have several keys, since old ones open old data. Implementations MUST be thread-safe, MUST keep no passphrase and no
 * key in clear, MUST keep users apart whatever their ids look like, and MUST have what they answered on the disk where
 * they use one. All methods throw {@link KeyFileException} when the device fails.
 */
public interface PrivateKeyStore {
    /** What became of a change. In every case but {@link #SAVED} nothing was changed. */
    enum Saving {
        /** It is kept. */
        SAVED,
        /** The keys that are there are sealed by another passphrase. */
        WRONG_PASSPHRASE,
        /** What is there cannot be read any more, and is left for a person to look at. */
        DAMAGED,
        /** There is nothing that could be changed. */
        MISSING
    }

    /**
     * Adds a pair to those of the user, or starts with it. A pair that is there already, told by its fingerprint and
     * padding, is not added again.
     *
     * @param pair stays open
     * @param passphrase that of the keys which are there, if there are any; not empty
     * @throws io.keyholder.domain.InvalidValueException when the passphrase is empty
     */
    Saving save(UserId user, EncryptionKeyPair pair, Password passphrase);

    /** All pairs of the user, the first saved first. */
    PrivateKeyLoading load(UserId user, Password passphrase);

    /**
     * Seals the keys of the user by another passphrase.
     *
     * @throws io.keyholder.domain.InvalidValueException when the new one is empty
     */
    Saving changePassphrase(UserId user, Password passphrase, Password newPassphrase);

    /**
     * Forgets the keys of the user, for good: a user without another copy loses the data.
     *
     * @return whether there was anything, damaged or not
     */
    boolean remove(UserId user);
}
