package io.keyholder.ports.keys;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;

/** Writes private keys in a form fit for a file. Implementations MUST be thread-safe and keep nothing. */
public interface PrivateKeyExporter {
    /**
     * The key as encrypted PKCS#8 in PEM (RFC 7468 section 11, {@code BEGIN ENCRYPTED PRIVATE KEY}), ASCII with a final
     * newline.
     *
     * @param passphrase MUST NOT be empty
     * @throws io.keyholder.domain.InvalidValueException when the passphrase is empty
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase);
}
