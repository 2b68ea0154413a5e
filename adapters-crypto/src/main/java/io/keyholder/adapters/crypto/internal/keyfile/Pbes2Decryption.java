package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.failure.CryptoException;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Reads PBES2 (RFC 8018) as others write it: PBKDF2 with SHA-1, SHA-256 or SHA-512, or scrypt (RFC 7914), and AES-CBC.
 * What a file may ask for is bounded. Stateless.
 *
 * <p>CBC has no tag, so a wrong passphrase is told from a damaged file by how a PKCS#8 of an RSA key begins: two blocks
 * of which 20 bytes are the same in every file. Under a wrong passphrase neither comes out; damage spoils one block and
 * a bit of the next.
 */
final class Pbes2Decryption {
    static final ASN1ObjectIdentifier ID_SCRYPT = new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11");
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int MOST_SCRYPT_BYTES = 128 * 1024 * 1024;
    private static final int MOST_SCRYPT_PARALLELISM = 16;
    private static final int BLOCK_BYTES = 16;
    private static final Map<ASN1ObjectIdentifier, Integer> KEY_BYTES_BY_CIPHER = Map.of(
            NISTObjectIdentifiers.id_aes128_CBC, 16,
            NISTObjectIdentifiers.id_aes192_CBC, 24,
            NISTObjectIdentifiers.id_aes256_CBC, 32);
    /** Version 0 and the start of rsaEncryption, behind four bytes of tag and length. */
    private static final byte[] FIRST_BLOCK = {
        0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7
    };
    /** The end of rsaEncryption, null, and the start of the octet string. */
    private static final byte[] SECOND_BLOCK = {0x0d, 0x01, 0x01, 0x01, 0x05, 0x00, 0x04, (byte) 0x82};

    private Pbes2Decryption() {}

    /**
     * The content; absent when the passphrase is wrong. The caller wipes it.
     *
     * @throws InvalidValueException when the file is damaged, which the parser says in many ways, or asks for too much
     */
    static Optional<byte[]> decrypt(byte[] der, byte[] passphrase) {
        try {
            EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
            if (!PKCSObjectIdentifiers.id_PBES2.equals(
                    info.getEncryptionAlgorithm().getAlgorithm())) {
                throw new InvalidValueException("private key file", "is not encrypted with PBES2");
            }
            PBES2Parameters parameters =
                    PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
            return decrypt(parameters, info.getEncryptedData(), passphrase);
        } catch (InvalidValueException | CryptoException said) {
            throw said;
        } catch (RuntimeException malformed) {
            throw new InvalidValueException("private key file", "is not in PKCS #8 form");
        }
    }

    private static Optional<byte[]> decrypt(PBES2Parameters parameters, byte[] content, byte[] passphrase) {
        Integer keyBytes =
                KEY_BYTES_BY_CIPHER.get(parameters.getEncryptionScheme().getAlgorithm());
        byte[] iv = ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters())
                .getOctets();
        if (keyBytes == null || iv.length != BLOCK_BYTES) {
            throw new InvalidValueException("private key file", "is encrypted with another cipher than AES-CBC");
        }
        if (content.length < 2 * BLOCK_BYTES || content.length % BLOCK_BYTES != 0) {
            throw new InvalidValueException("private key file", "is cut");
        }
        byte[] key = derive(parameters.getKeyDerivationFunc(), passphrase, keyBytes);
        try {
            return unpadded(decipher(content, key, iv));
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] derive(KeyDerivationFunc function, byte[] passphrase, int keyBytes) {
        if (PKCSObjectIdentifiers.id_PBKDF2.equals(function.getAlgorithm())) {
            PBKDF2Params params = PBKDF2Params.getInstance(function.getParameters());
            PKCS5S2ParametersGenerator pbkdf2 =
                    new PKCS5S2ParametersGenerator(digest(params.getPrf().getAlgorithm()));
            int iterations = bounded(params.getIterationCount().intValueExact(), MOST_ITERATIONS);
            pbkdf2.init(passphrase, params.getSalt(), iterations);
            return ((KeyParameter) pbkdf2.generateDerivedParameters(keyBytes * Byte.SIZE)).getKey();
        }
        if (ID_SCRYPT.equals(function.getAlgorithm())) {
            return scrypt(ASN1Sequence.getInstance(function.getParameters()), passphrase, keyBytes);
        }
        throw new InvalidValueException("private key file", "asks for another work than PBKDF2 or scrypt");
    }

    /** RFC 7914 section 7: salt, cost, block size, parallelism, and perhaps the size of the key. */
    private static byte[] scrypt(ASN1Sequence params, byte[] passphrase, int keyBytes) {
        byte[] salt = ASN1OctetString.getInstance(params.getObjectAt(0)).getOctets();
        int cost = bounded(number(params, 1), MOST_SCRYPT_BYTES);
        int blockSize = bounded(number(params, 2), MOST_SCRYPT_BYTES);
        bounded(Math.multiplyExact(Math.multiplyExact(128, cost), blockSize), MOST_SCRYPT_BYTES);
        int parallelism = bounded(number(params, 3), MOST_SCRYPT_PARALLELISM);
        return SCrypt.generate(passphrase, salt, cost, blockSize, parallelism, keyBytes);
    }

    private static int number(ASN1Sequence params, int index) {
        if (index >= params.size()) {
            throw new InvalidValueException("private key file", "lacks a number of its key derivation");
        }
        return ASN1Integer.getInstance(params.getObjectAt(index)).intValueExact();
    }

    private static Digest digest(ASN1ObjectIdentifier prf) {
        if (PKCSObjectIdentifiers.id_hmacWithSHA256.equals(prf)) {
            return SHA256Digest.newInstance();
        }
        if (PKCSObjectIdentifiers.id_hmacWithSHA512.equals(prf)) {
            return new SHA512Digest();
        }
        if (PKCSObjectIdentifiers.id_hmacWithSHA1.equals(prf)) {
            return new SHA1Digest();
        }
        throw new InvalidValueException("private key file", "asks for an unknown digest");
    }

    private static int bounded(int number, int bound) {
        if (number < 1 || number > bound) {
            throw new InvalidValueException("private key file", "asks for more work than is done for a file");
        }
        return number;
    }

    private static byte[] decipher(byte[] content, byte[] key, byte[] iv) {
        try {
            Cipher cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cbc.doFinal(content);
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new CryptoException("AES-CBC failed", failed);
        }
    }

    private static Optional<byte[]> unpadded(byte[] padded) {
        try {
            if (!beginsLikeAPrivateKey(padded)) {
                return Optional.empty();
            }
            int padding = padded[padded.length - 1];
            int end = padded.length - padding;
            boolean isPadded = padding >= 1 && padding <= BLOCK_BYTES;
            for (int index = end; isPadded && index < padded.length; index++) {
                isPadded = padded[index] == padding;
            }
            if (!isPadded) {
                throw new InvalidValueException("private key file", "is damaged");
            }
            return Optional.of(Arrays.copyOf(padded, end));
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    private static boolean beginsLikeAPrivateKey(byte[] plain) {
        return differences(plain, Integer.BYTES, FIRST_BLOCK) <= 1
                || differences(plain, BLOCK_BYTES, SECOND_BLOCK) <= 1;
    }

    private static int differences(byte[] plain, int offset, byte[] expected) {
        int differences = 0;
        for (int index = 0; index < expected.length; index++) {
            if (plain[offset + index] != expected[index]) {
                differences++;
            }
        }
        return differences;
    }
}
