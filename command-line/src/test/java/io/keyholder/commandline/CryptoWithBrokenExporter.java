package io.keyholder.commandline;

import io.keyholder.ports.Crypto;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.PrivateKeyExporter;
import io.keyholder.testkit.failing.ForwardingCrypto;

/** Cryptography that does everything but write private keys down. */
final class CryptoWithBrokenExporter extends ForwardingCrypto {
    CryptoWithBrokenExporter(Crypto whole) {
        super(whole);
    }

    @Override
    public PrivateKeyExporter privateKeyExporter() {
        return (key, passphrase) -> {
            throw new CryptoException("the provider is gone", new IllegalStateException());
        };
    }
}
