package io.keyholder.ports.keys;

import io.keyholder.domain.key.EncryptionKeyPair;

/** Makes key pairs of data owners. Implementations MUST be thread-safe and keep nothing of what they make. */
public interface KeyPairGenerator {
    /**
     * A fresh RSA pair for the padding the implementation was configured with; the caller closes it.
     *
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    EncryptionKeyPair generate();
}
