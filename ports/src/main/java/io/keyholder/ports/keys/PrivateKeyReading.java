package io.keyholder.ports.keys;

import io.keyholder.domain.key.EncryptionPrivateKey;

/** What became of reading a private key file. */
public sealed interface PrivateKeyReading {
    /**
     * The file holds a whole key; the caller closes it. Whose it is, is not known yet.
     *
     * @param key whose numbers fit each other
     */
    record Read(EncryptionPrivateKey key) implements PrivateKeyReading {}

    /** The file is encrypted under another passphrase, or what its passphrase is mixed with was damaged. */
    record WrongPassphrase() implements PrivateKeyReading {}

    /**
     * The file is not a private key, or not a whole one.
     *
     * @param problem what is wrong with it, without a part of it
     */
    record Damaged(String problem) implements PrivateKeyReading {}
}
