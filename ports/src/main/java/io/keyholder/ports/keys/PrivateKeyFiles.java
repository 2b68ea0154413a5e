package io.keyholder.ports.keys;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;

/**
 * Private keys as the content of files: ours, and those of others. Implementations MUST be thread-safe and keep
 * nothing. The caller wipes what it gets. All methods throw {@link io.keyholder.ports.failure.CryptoException} when the
 * provider fails.
 */
public interface PrivateKeyFiles {
    /** The longest file that is looked at, in bytes. */
    int MAX_FILE_BYTES = 65_536;

    /**
     * The key as encrypted PKCS#8 in PEM (RFC 7468 section 11, {@code BEGIN ENCRYPTED PRIVATE KEY}), ASCII with a final
     * newline.
     *
     * @param passphrase MUST NOT be empty
     * @throws io.keyholder.domain.InvalidValueException when the passphrase is empty
     */
    byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase);

    /**
     * The key <b>in clear</b> as the content of iCure's {@code <owner>-icc-priv.2048.key}: lower-case hex of PKCS#8,
     * without newline. A reader of the result reads the data: for a client that protects it otherwise, and nothing
     * else.
     */
    byte[] toUnprotectedIcureHex(EncryptionPrivateKey key);

    /**
     * The key <b>in clear</b> as iCure's clients keep it in a browser: <code>{"publicKey": JWK, "privateKey": JWK}
     * </code> (RFC 7517), ASCII. A reader of the result reads the data: for a client that protects it otherwise, and
     * nothing else.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is no RSA key
     */
    byte[] toUnprotectedJwk(EncryptionPrivateKey key, KeyPadding padding);

    /**
     * Reads an RSA key in one of these forms, told by the content: encrypted PKCS#8 in PEM (PBES2 with PBKDF2 or scrypt
     * and AES), PKCS#8 in PEM, iCure's {@code .key} (hex of PKCS#8), a JWK, and iCure's browser form of two JWKs. Work
     * that the file asks for MUST be bounded, and a key whose numbers contradict each other MUST NOT be read.
     *
     * @param passphrase not looked at where the form has none
     */
    PrivateKeyReading read(byte[] file, Password passphrase);

    /**
     * The public half of a private key: the same bytes that were registered when the pair was made.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is no RSA key
     */
    EncryptionPublicKey publicKeyOf(EncryptionPrivateKey key, KeyPadding padding);
}
