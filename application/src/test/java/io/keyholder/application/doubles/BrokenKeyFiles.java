package io.keyholder.application.doubles;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;

/** Key files of a provider that is gone: every method fails. */
public final class BrokenKeyFiles implements PrivateKeyFiles {
    @Override
    public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
        throw gone();
    }

    @Override
    public byte[] toUnprotectedIcureHex(EncryptionPrivateKey key) {
        throw gone();
    }

    @Override
    public byte[] toUnprotectedJwk(EncryptionPrivateKey key, KeyPadding padding) {
        throw gone();
    }

    @Override
    public PrivateKeyReading read(byte[] file, Password passphrase) {
        throw gone();
    }

    @Override
    public EncryptionPublicKey publicKeyOf(EncryptionPrivateKey key, KeyPadding padding) {
        throw gone();
    }

    private static CryptoException gone() {
        return new CryptoException("no provider", new IllegalStateException());
    }
}
