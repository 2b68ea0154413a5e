package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.ports.failure.CryptoException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes private keys as encrypted PKCS#8 in PEM: what {@code openssl pkey} and the JDK read. Thread-safe; keeps
 * nothing and wipes its copies.
 */
final class EncryptedPem {
    private static final Base64.Encoder LINES_OF_64 = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private final Pbes2Encryption encryption;

    EncryptedPem(Pbes2Encryption encryption) {
        this.encryption = encryption;
    }

    byte[] of(EncryptionPrivateKey key, Password passphrase) {
        if (passphrase.isEmpty()) {
            throw new InvalidValueException("passphrase", "is empty");
        }
        byte[] pkcs8 = key.pkcs8();
        byte[] utf8 = composedBytes(passphrase);
        try {
            return pem(encryption.encrypt(pkcs8, utf8).getEncoded());
        } catch (IOException failed) {
            throw new CryptoException("the encrypted private key could not be encoded", failed);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
            Arrays.fill(utf8, (byte) 0);
        }
    }

    private static byte[] composedBytes(Password passphrase) {
        try (Password composed = passphrase.composed()) {
            return composed.utf8();
        }
    }

    private static byte[] pem(byte[] der) {
        String text = "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                + LINES_OF_64.encodeToString(der)
                + "\n-----END ENCRYPTED PRIVATE KEY-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
