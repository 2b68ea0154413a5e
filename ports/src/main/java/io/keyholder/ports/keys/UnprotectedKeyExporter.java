package io.keyholder.ports.keys;

import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.KeyPadding;

/**
 * Writes private keys in the clear forms of iCure's clients: a reader of the result reads the data. For a client that
 * protects it otherwise, and nothing else; {@link PrivateKeyExporter} is for files. Implementations MUST be thread-safe
 * and keep nothing. The caller wipes what it gets.
 */
public interface UnprotectedKeyExporter {
    /** The content of iCure's {@code <owner>-icc-priv.2048.key}: lower-case hex of PKCS#8, without newline. */
    byte[] toIcureHex(EncryptionPrivateKey key);

    /**
     * What iCure's clients keep in a browser: <code>{"publicKey": JWK, "privateKey": JWK}</code> (RFC 7517), ASCII.
     *
     * @throws io.keyholder.domain.InvalidValueException when it is no RSA key
     */
    byte[] toJwk(EncryptionPrivateKey key, KeyPadding padding);
}
