package io.keyholder.testkit.failing;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;

/**
 * Key files as another object reads and writes them; a subclass changes what a test needs changed. Thread-safe as that.
 */
public class ForwardingKeyFiles implements PrivateKeyFiles {
    private final PrivateKeyFiles whole;

    public ForwardingKeyFiles(PrivateKeyFiles whole) {
        this.whole = whole;
    }

    @Override
    public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
        return whole.toEncryptedPem(key, passphrase);
    }

    @Override
    public byte[] toUnprotectedIcureHex(EncryptionPrivateKey key) {
        return whole.toUnprotectedIcureHex(key);
    }

    @Override
    public byte[] toUnprotectedJwk(EncryptionPrivateKey key, KeyPadding padding) {
        return whole.toUnprotectedJwk(key, padding);
    }

    @Override
    public PrivateKeyReading read(byte[] file, Password passphrase) {
        return whole.read(file, passphrase);
    }

    @Override
    public EncryptionPublicKey publicKeyOf(EncryptionPrivateKey key, KeyPadding padding) {
        return whole.publicKeyOf(key, padding);
    }
}
