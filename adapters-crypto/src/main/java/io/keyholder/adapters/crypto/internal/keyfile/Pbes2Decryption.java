package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.failure.CryptoException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Reads PBES2 (RFC 8018) as others write it: PBKDF2 with SHA-1 or any SHA-2, or scrypt (RFC 7914), and AES-CBC or
 * 3DES-CBC. Older encryption is left to {@link Pbes1Decryption}. What a file may ask for is bounded. Stateless.
 *
 * <p>CBC has no tag, so the right passphrase is the one that brings out a whole PKCS #8, and a wrong one is told from a
 * damaged file by how a PKCS #8 of an RSA key begins: two blocks of which 20 bytes are the same in every file. Under a
 * wrong passphrase neither comes out; damage spoils one block and a bit of the next.
 */
public final class Pbes2Decryption {
    static final ASN1ObjectIdentifier ID_SCRYPT = new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11");
    private static final int MOST_ITERATIONS = 3_000_000;
    private static final int MOST_SCRYPT_BYTES = 64 * 1024 * 1024;
    private static final int MOST_SCRYPT_PARALLELISM = 16;
    private static final int MOST_SCRYPT_WORK_BYTES = 256 * 1024 * 1024;
    private static final int BLOCK_BYTES = 16;
    private static final String REMEDY = "; openssl pkcs8 -topk8 -v2 aes256 -in FILE makes it readable";
    private static final Map<ASN1ObjectIdentifier, BlockMode> BLOCK_MODES = Map.of(
            NISTObjectIdentifiers.id_aes128_CBC, new BlockMode("AES", 16, BLOCK_BYTES),
            NISTObjectIdentifiers.id_aes192_CBC, new BlockMode("AES", 24, BLOCK_BYTES),
            NISTObjectIdentifiers.id_aes256_CBC, new BlockMode("AES", 32, BLOCK_BYTES),
            PKCSObjectIdentifiers.des_EDE3_CBC, new BlockMode("DESede", 24, 8));
    private static final Map<ASN1ObjectIdentifier, Supplier<Digest>> DIGESTS = Map.of(
            PKCSObjectIdentifiers.id_hmacWithSHA1, SHA1Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA224, SHA224Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA256, SHA256Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA384, SHA384Digest::new,
            PKCSObjectIdentifiers.id_hmacWithSHA512, SHA512Digest::new);

    /** Version 0 and the start of rsaEncryption, behind four bytes of tag and length. */
    private static final byte[] FIRST_BLOCK = {
        0x02, 0x01, 0x00, 0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7
    };
    /** The end of rsaEncryption, null, and the start of the octet string. */
    private static final byte[] SECOND_BLOCK = {0x0d, 0x01, 0x01, 0x01, 0x05, 0x00, 0x04, (byte) 0x82};

    private record BlockMode(String cipher, int keyBytes, int blockBytes) {}

    private Pbes2Decryption() {}

    /**
     * The content; absent when the passphrase is wrong. The caller wipes it.
     *
     * @throws InvalidValueException when the file is damaged, which the parser reports in many ways, or asks for too
     *     much
     */
    public static Optional<byte[]> decrypt(byte[] der, byte[] passphrase) {
        try {
            EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(der);
            if (!PKCSObjectIdentifiers.id_PBES2.equals(
                    info.getEncryptionAlgorithm().getAlgorithm())) {
                return Pbes1Decryption.decrypt(info, passphrase);
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
        BlockMode mode = BLOCK_MODES.get(parameters.getEncryptionScheme().getAlgorithm());
        if (mode == null) {
            throw KeyFileReader.refusal("is encrypted with another cipher than AES-CBC and 3DES-CBC" + REMEDY);
        }
        byte[] iv = ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters())
                .getOctets();
        if (iv.length != mode.blockBytes()
                || content.length < 2 * BLOCK_BYTES
                || content.length % mode.blockBytes() != 0) {
            throw KeyFileReader.refusal("is cut");
        }
        byte[] key = derive(parameters.getKeyDerivationFunc(), passphrase, mode.keyBytes());
        try {
            return unpadded(decipher(content, mode, key, iv), mode.blockBytes());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] derive(KeyDerivationFunc function, byte[] passphrase, int keyBytes) {
        if (PKCSObjectIdentifiers.id_PBKDF2.equals(function.getAlgorithm())) {
            PBKDF2Params params = PBKDF2Params.getInstance(function.getParameters());
            PKCS5S2ParametersGenerator pbkdf2 =
                    new PKCS5S2ParametersGenerator(digest(params.getPrf().getAlgorithm()));
            int iterations = boundedIterations(params.getIterationCount());
            pbkdf2.init(passphrase, params.getSalt(), iterations);
            return ((KeyParameter) pbkdf2.generateDerivedParameters(keyBytes * Byte.SIZE)).getKey();
        }
        if (ID_SCRYPT.equals(function.getAlgorithm())) {
            return scrypt(ASN1Sequence.getInstance(function.getParameters()), passphrase, keyBytes);
        }
        throw new InvalidValueException("private key file", "asks for another work than PBKDF2 or scrypt" + REMEDY);
    }

    /** RFC 7914 section 7: salt, cost, block size, parallelism, and perhaps the size of the key. */
    private static byte[] scrypt(ASN1Sequence params, byte[] passphrase, int keyBytes) {
        byte[] salt = ASN1OctetString.getInstance(params.getObjectAt(0)).getOctets();
        int cost = bounded(number(params, 1), MOST_SCRYPT_BYTES);
        int blockSize = bounded(number(params, 2), MOST_SCRYPT_BYTES);
        bounded(Math.multiplyExact(Math.multiplyExact(128, cost), blockSize), MOST_SCRYPT_BYTES);
        int parallelism = bounded(number(params, 3), MOST_SCRYPT_PARALLELISM);
        bounded(Math.multiplyExact(Math.multiplyExact(128 * cost, blockSize), parallelism), MOST_SCRYPT_WORK_BYTES);
        return SCrypt.generate(passphrase, salt, cost, blockSize, parallelism, keyBytes);
    }

    private static int number(ASN1Sequence params, int index) {
        if (index >= params.size()) {
            throw new InvalidValueException("private key file", "lacks a number of its key derivation");
        }
        return ASN1Integer.getInstance(params.getObjectAt(index)).intValueExact();
    }

    private static Digest digest(ASN1ObjectIdentifier prf) {
        Supplier<Digest> digest = DIGESTS.get(prf);
        if (digest == null) {
            throw KeyFileReader.refusal("asks for an unknown digest" + REMEDY);
        }
        return digest.get();
    }

    /** A number of rounds that is done for a file. */
    public static int boundedIterations(BigInteger iterations) {
        return bounded(iterations.bitLength() > 31 ? -1 : iterations.intValue(), MOST_ITERATIONS);
    }

    private static int bounded(int number, int bound) {
        if (number < 1 || number > bound) {
            throw new InvalidValueException("private key file", "asks for more work than is done for a file" + REMEDY);
        }
        return number;
    }

    private static byte[] decipher(byte[] content, BlockMode mode, byte[] key, byte[] iv) {
        try {
            Cipher cbc = Cipher.getInstance(mode.cipher() + "/CBC/NoPadding");
            cbc.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, mode.cipher()), new IvParameterSpec(iv));
            return cbc.doFinal(content);
        } catch (GeneralSecurityException | ProviderException failed) {
            throw new CryptoException(mode.cipher() + " in CBC mode failed", failed);
        }
    }

    private static Optional<byte[]> unpadded(byte[] padded, int blockBytes) {
        try {
            int padding = padded[padded.length - 1];
            int end = padded.length - padding;
            boolean isPadded = padding >= 1 && padding <= blockBytes;
            for (int index = end; isPadded && index < padded.length; index++) {
                isPadded = padded[index] == padding;
            }
            boolean isRight = isPadded && isPrivateKey(Arrays.copyOf(padded, end));
            if (!isRight && beginsLikeAPrivateKey(padded)) {
                throw KeyFileReader.refusal("is damaged");
            }
            return isRight ? Optional.of(Arrays.copyOf(padded, end)) : Optional.empty();
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    /** Whether it is a whole private key of any algorithm, which none but the right passphrase brings out. */
    private static boolean isPrivateKey(byte[] plain) {
        try {
            return PrivateKeyInfo.getInstance(plain).getPrivateKeyAlgorithm() != null;
        } catch (IllegalArgumentException | IllegalStateException garbled) {
            return false;
        } finally {
            Arrays.fill(plain, (byte) 0);
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
