package io.keyholder.commandline;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.testkit.failing.ForwardingCrypto;
import io.keyholder.testkit.failing.ForwardingKeyFiles;

/** Cryptography that does everything but write private keys down. */
final class CryptoWithBrokenKeyFiles extends ForwardingCrypto {
    CryptoWithBrokenKeyFiles(Crypto whole) {
        super(whole);
    }

    @Override
    public PrivateKeyFiles privateKeyFiles() {
        return new ForwardingKeyFiles(super.privateKeyFiles()) {
            @Override
            public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
                throw new CryptoException("the provider is gone", new IllegalStateException());
            }
        };
    }
}
