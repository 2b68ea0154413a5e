package io.keyholder.ports.keys;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.OriginStatement;

/**
 * Signs where sealed properties come from, with RSASSA-PSS (RFC 8017 section 8.1): SHA-256, MGF1 with SHA-256, a salt
 * of 32 bytes. It signs statements of this one kind and nothing else. Implementations MUST be thread-safe and keep
 * nothing.
 */
public interface OriginSigner {
    /**
     * A signature of the statement's {@linkplain OriginStatement#message() message}.
     *
     * @param pair of the signer that the statement names
     * @throws io.keyholder.domain.InvalidValueException when the statement names another signer, when the halves of the
     *     pair do not belong together, or when it is not an RSA key of at least 3072 bits, or of iCure's 2048 with
     *     exponent 65537, or is not in DER
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    byte[] sign(OriginStatement statement, EncryptionKeyPair pair);

    /**
     * Whether this is the signer's signature of the statement. False, whatever the reason: the statement names another
     * signer, or the signer's is not an RSA key of at least 3072 bits, or of iCure's 2048 with exponent 65537, or is
     * not in DER.
     *
     * @throws io.keyholder.ports.failure.CryptoException when the provider fails
     */
    boolean verify(OriginStatement statement, byte[] signature, EncryptionPublicKey signer);
}
