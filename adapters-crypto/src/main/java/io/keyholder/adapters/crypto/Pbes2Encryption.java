package io.keyholder.adapters.crypto;

import io.keyholder.ports.CryptoException;
import io.keyholder.ports.randomness.SecretGenerator;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PKCS7Padding;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * PBES2 of RFC 8018 with PBKDF2-HMAC-SHA256 and AES-256-CBC. The passphrase enters as UTF-8. Thread-safe.
 */
final class Pbes2Encryption {
    private static final int KEY_BITS = 256;
    private static final int SALT_BYTES = 16;
    private static final int IV_BYTES = 16;

    private final int iterations;
    private final SecretGenerator random;

    Pbes2Encryption(int iterations, SecretGenerator random) {
        this.iterations = iterations;
        this.random = random;
    }

    /** The content under a fresh salt and a fresh initialisation vector. */
    EncryptedPrivateKeyInfo encrypt(byte[] content, byte[] passphrase) {
        byte[] salt = random.nextBytes(SALT_BYTES);
        byte[] iv = random.nextBytes(IV_BYTES);
        KeyParameter key = derive(passphrase, salt);
        try {
            return new EncryptedPrivateKeyInfo(identifier(salt, iv), encipher(content, new ParametersWithIV(key, iv)));
        } finally {
            Arrays.fill(key.getKey(), (byte) 0);
        }
    }

    private KeyParameter derive(byte[] passphrase, byte[] salt) {
        PKCS5S2ParametersGenerator pbkdf2 = new PKCS5S2ParametersGenerator(SHA256Digest.newInstance());
        pbkdf2.init(passphrase, salt, iterations);
        return (KeyParameter) pbkdf2.generateDerivedParameters(KEY_BITS);
    }

    private AlgorithmIdentifier identifier(byte[] salt, byte[] iv) {
        AlgorithmIdentifier hmacSha256 =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
        ASN1Encodable pbkdf2 = new PBKDF2Params(salt, iterations, KEY_BITS / 8, hmacSha256);
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                new PBES2Parameters(
                        new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, pbkdf2),
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
