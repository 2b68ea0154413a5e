package io.keyholder.ports.keys;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;

/** Reads private keys from files, ours and those of others. Implementations MUST be thread-safe and keep nothing. */
public interface PrivateKeyImporter {
    /** The longest file that is looked at, in bytes. */
    int MAX_FILE_BYTES = 65_536;

    /**
     * Reads an RSA key in one of these forms, told by the content: encrypted PKCS#8 in PEM (PBES2 with PBKDF2 or scrypt
     * and AES), PKCS#8 in PEM, iCure's {@code .key} (hex of PKCS#8), a JWK, and iCure's browser form of two JWKs. Work
     * that the file asks for MUST be bounded, and a key whose numbers contradict each other MUST NOT be read.
     *
     * @param passphrase not looked at where the form has none
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    PrivateKeyReading read(byte[] file, Password passphrase);

    /**
     * The public half of a private key: the same bytes that were registered when the pair was made.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is no RSA key
     */
    EncryptionPublicKey publicKeyOf(EncryptionPrivateKey key, KeyPadding padding);
}
