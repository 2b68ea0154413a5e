package io.keyholder.application;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.ports.keys.PrivateKeyExporter;

/**
 * A private key on its way to its owner: handed over exactly once, in one of two forms, and kept by nobody else. Whoever loses it
 * loses the data that it opens; there is no second copy and no recovery.
 *
 * <p>A failed hand-over counts as none, so it may be repeated. Closing wipes a key that was not taken. Thread-safe: of two
 * threads one gets the key. Silent in {@code toString}.
 */
public final class PrivateKeyHandover implements AutoCloseable {
    private final EncryptionKeyPair pair;
    private final PrivateKeyExporter exporter;
    private boolean taken;

    PrivateKeyHandover(EncryptionKeyPair pair, PrivateKeyExporter exporter) {
        this.pair = pair;
        this.exporter = exporter;
    }

    /** The public half, which is registered for the data owner and no secret. */
    public EncryptionPublicKey publicKey() {
        return pair.publicKey();
    }

    /**
     * Hands the key over as the content of a file: encrypted PKCS#8 in PEM.
     *
     * @param passphrase what opens the file; not stored anywhere
     * @throws IllegalStateException when the key was handed over before or this was closed
     * @throws InvalidValueException when the passphrase is empty
     * @throws io.keyholder.ports.CryptoException when the provider fails
     */
    public synchronized byte[] encryptedPem(Password passphrase) {
        requireNotTaken();
        if (Given.required("passphrase", passphrase).isEmpty()) {
            throw new InvalidValueException("passphrase", "is empty");
        }
        byte[] pem = exporter.toEncryptedPem(pair.privateKey(), passphrase);
        close();
        return pem;
    }

    /**
     * Hands the key itself over; the caller closes it.
     *
     * @throws IllegalStateException when the key was handed over before or this was closed
     */
    public synchronized EncryptionPrivateKey takeKey() {
        requireNotTaken();
        taken = true;
        return pair.privateKey();
    }

    /** Wipes the key unless it was taken. Repeating it does nothing. */
    @Override
    public synchronized void close() {
        if (!taken) {
            taken = true;
            pair.close();
        }
    }

    @Override
    public String toString() {
        return "PrivateKeyHandover[hidden]";
    }

    private void requireNotTaken() {
        if (taken) {
            throw new IllegalStateException("the private key was handed over before, or wiped");
        }
    }
}
