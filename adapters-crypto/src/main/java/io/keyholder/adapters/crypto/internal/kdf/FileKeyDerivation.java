package io.keyholder.adapters.crypto.internal.kdf;

import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;

/**
 * How the key of a private key file comes from its passphrase (PBES2, RFC 8018 section 6.2). Implementations are
 * immutable.
 */
public interface FileKeyDerivation {
    /** The size of the key. */
    int KEY_BYTES = 32;

    /** What the file holds about it. */
    KeyDerivationFunc identifier(byte[] salt);

    /** The key; the caller wipes it. */
    byte[] derive(byte[] passphrase, byte[] salt);
}
