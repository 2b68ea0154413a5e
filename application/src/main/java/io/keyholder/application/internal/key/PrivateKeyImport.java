package io.keyholder.application.internal.key;

import io.keyholder.application.key.KeyImportResult;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.util.Optional;

/** Reads private key files and checks whether they belong to a data owner. Thread-safe. */
public final class PrivateKeyImport {
    private final PublicKeyDirectory directory;
    private final PrivateKeyFiles importer;

    /** Looks owners up in this directory. */
    public PrivateKeyImport(PublicKeyDirectory directory, PrivateKeyFiles importer) {
        this.directory = directory;
        this.importer = importer;
    }

    /**
     * Reads a file of any form and checks that its key is registered for the data owner, revoked or not.
     *
     * @param passphrase not looked at where the form has none; the caller closes it
     */
    public KeyImportResult read(DataOwnerId owner, byte[] file, Password passphrase) {
        PrivateKeyReading reading = importer.read(file, passphrase);
        if (reading instanceof PrivateKeyReading.Read read) {
            return belonging(owner, read.key());
        }
        return reading instanceof PrivateKeyReading.Damaged damaged
                ? new KeyImportResult.Damaged(damaged.problem())
                : new KeyImportResult.WrongPassphrase();
    }

    /** The fingerprint does not depend on the padding, which the file may not know. */
    private KeyImportResult belonging(DataOwnerId owner, EncryptionPrivateKey key) {
        Fingerprint fingerprint =
                importer.publicKeyOf(key, KeyPadding.OAEP_SHA256).fingerprint();
        Optional<RegisteredKey> registered = directory.keysOf(owner).stream()
                .filter(candidate -> candidate.publicKey().fingerprint().equals(fingerprint))
                .findFirst();
        if (registered.isEmpty()) {
            key.close();
            return new KeyImportResult.WrongOwner(fingerprint);
        }
        return new KeyImportResult.Imported(
                new EncryptionKeyPair(registered.get().publicKey(), key));
    }
}
