package io.keyholder.ports.keys;

import io.keyholder.domain.key.ContentKey;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;

/**
 * Encrypts content keys for data owners with RSA-OAEP alone, as iCure does for each delegate. It hides the key; it does
 * not say who wrapped it. Implementations MUST be thread-safe, MUST use each key with its own padding and no other (the
 * digest and that of MGF1 being the same, without label), and keep nothing.
 */
public interface ContentKeyWrapper {
    /**
     * The key for one data owner.
     *
     * @throws io.keyholder.domain.InvalidValueException when the recipient's is not an RSA key of at least 3072 bits,
     *     or of iCure's 2048 with exponent 65537, or is not in DER
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    byte[] wrap(ContentKey key, EncryptionPublicKey recipient);

    /**
     * The key; the caller closes it.
     *
     * @throws UnopenableDataException whatever the reason
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    ContentKey unwrap(byte[] wrapped, EncryptionKeyPair pair);
}
