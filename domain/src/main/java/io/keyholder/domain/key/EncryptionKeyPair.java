package io.keyholder.domain.key;

/**
 * Both halves of a key pair. Closing it wipes the private one.
 *
 * @param publicKey may be shown to everyone
 * @param privateKey to be handed to its owner and forgotten
 */
public record EncryptionKeyPair(EncryptionPublicKey publicKey, EncryptionPrivateKey privateKey)
        implements AutoCloseable {
    @Override
    public void close() {
        privateKey.close();
    }
}
