package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.adapters.crypto.internal.Lazy;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.key.EncryptionPrivateKey;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.keys.PrivateKeyFiles;
import io.keyholder.ports.keys.PrivateKeyReading;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Reads and writes private keys in every form. Thread-safe; wipes the byte arrays it makes. */
public final class RsaKeyFiles implements PrivateKeyFiles {
    private final Lazy<EncryptedPem> encryptedPem;

    /** Encrypts what it writes like this, which is asked for when it first writes. */
    public RsaKeyFiles(Supplier<Pbes2Encryption> encryption) {
        this.encryptedPem = new Lazy<>(() -> new EncryptedPem(encryption.get()));
    }

    @Override
    public byte[] toEncryptedPem(EncryptionPrivateKey key, Password passphrase) {
        return encryptedPem.get().of(key, passphrase);
    }

    @Override
    public PrivateKeyReading read(byte[] file, Password passphrase) {
        if (file.length > MAX_FILE_BYTES) {
            return new PrivateKeyReading.Damaged("private key file has more than " + MAX_FILE_BYTES + " bytes");
        }
        try {
            return new KeyFileReader(passphrase).read(file.clone());
        } catch (InvalidValueException damaged) {
            return new PrivateKeyReading.Damaged(String.valueOf(damaged.getMessage()));
        }
    }

    @Override
    public EncryptionPublicKey publicKeyOf(EncryptionPrivateKey key, KeyPadding padding) {
        return EncryptionPublicKey.ofSpki(numbersOf(key).spki(), padding);
    }

    @Override
    public byte[] toUnprotectedIcureHex(EncryptionPrivateKey key) {
        byte[] pkcs8 = key.pkcs8();
        try {
            return HexFormat.of().formatHex(pkcs8).getBytes(StandardCharsets.US_ASCII);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    @Override
    public byte[] toUnprotectedJwk(EncryptionPrivateKey key, KeyPadding padding) {
        return Jwk.pair(numbersOf(key), padding);
    }

    private static RsaNumbers numbersOf(EncryptionPrivateKey key) {
        byte[] pkcs8 = key.pkcs8();
        try {
            return RsaNumbers.ofPkcs8(pkcs8);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }
}
