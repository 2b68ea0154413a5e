package io.keyholder.application.key;

import io.keyholder.application.result.Outcome;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.Fingerprint;
import java.util.Optional;

/** What became of a private key file. */
public sealed interface KeyImportResult extends Outcome<KeyImportResult.Imported> {
    /**
     * The file holds the private half of a key that is registered for the data owner, revoked or not.
     *
     * @param pair with the padding it was registered for; the caller closes it
     */
    record Imported(EncryptionKeyPair pair) implements KeyImportResult {}

    /** The passphrase does not open the file. */
    record WrongPassphrase() implements KeyImportResult {}

    /**
     * The file holds a whole key that is not registered for this data owner.
     *
     * @param fingerprint of its public half
     */
    record WrongOwner(Fingerprint fingerprint) implements KeyImportResult {}

    /**
     * The file is not a private key, or not a whole one.
     *
     * @param problem what is wrong with it
     */
    record Damaged(String problem) implements KeyImportResult {}

    @Override
    default Optional<Imported> success() {
        return this instanceof Imported imported ? Optional.of(imported) : Optional.empty();
    }
}
