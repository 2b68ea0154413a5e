package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.adapters.crypto.internal.kdf.FileKeyDerivation;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.randomness.SecretGenerator;
import java.util.Arrays;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** PBES2 of RFC 8018 with AES-256-CBC. The passphrase enters as UTF-8. Thread-safe. */
public final class Pbes2Encryption {
    private static final int SALT_BYTES = 16;
    private static final int IV_BYTES = 16;

    private final FileKeyDerivation derivation;
    private final SecretGenerator random;

    public Pbes2Encryption(FileKeyDerivation derivation, SecretGenerator random) {
        this.derivation = derivation;
        this.random = random;
    }

    /** The content under a fresh salt and a fresh initialisation vector. */
    EncryptedPrivateKeyInfo encrypt(byte[] content, byte[] passphrase) {
        byte[] salt = random.nextBytes(SALT_BYTES);
        byte[] iv = random.nextBytes(IV_BYTES);
        byte[] key = derivation.derive(passphrase, salt);
        try {
            ParametersWithIV keyAndIv = new ParametersWithIV(new KeyParameter(key), iv);
            return new EncryptedPrivateKeyInfo(identifier(salt, iv), encipher(content, keyAndIv));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private AlgorithmIdentifier identifier(byte[] salt, byte[] iv) {
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                new PBES2Parameters(
                        derivation.identifier(salt),
                        new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv))));
    }

    private static byte[] encipher(byte[] content, CipherParameters keyAndIv) {
        PaddedBufferedBlockCipher cipher =
                new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(AESEngine.newInstance()), new PKCS7Padding());
        cipher.init(true, keyAndIv);
        byte[] enciphered = new byte[cipher.getOutputSize(content.length)];
        int written = cipher.processBytes(content, 0, content.length, enciphered, 0);
        finish(cipher, enciphered, written);
        return enciphered;
    }

    private static void finish(PaddedBufferedBlockCipher cipher, byte[] enciphered, int written) {
        try {
            cipher.doFinal(enciphered, written);
        } catch (InvalidCipherTextException failed) {
            throw new CryptoException("the private key could not be encrypted", failed);
        }
    }
}
