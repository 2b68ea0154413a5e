package io.keyholder.adapters.crypto.internal.keyfile;

import io.keyholder.domain.InvalidValueException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PBEParameter;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/**
 * Reads private keys under the encryption of before PBES2, PBES1 (RFC 8018 section 6.1) and that of PKCS #12, through
 * Bouncy Castle. What a file may ask for is bounded. Stateless.
 */
public final class Pbes1Decryption {
    private Pbes1Decryption() {}

    /**
     * The content; absent when the passphrase is wrong. The caller wipes it.
     *
     * @throws InvalidValueException when the file asks for too much, or for an encryption that is not known
     */
    public static Optional<byte[]> decrypt(EncryptedPrivateKeyInfo info, byte[] passphrase) {
        bound(info.getEncryptionAlgorithm());
        char[] letters = new String(passphrase, StandardCharsets.UTF_8).toCharArray();
        try {
            return Optional.of(new PKCS8EncryptedPrivateKeyInfo(info)
                    .decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(letters))
                    .getEncoded());
        } catch (PKCSException | IOException | IllegalArgumentException garbled) {
            return Optional.empty();
        } finally {
            Arrays.fill(letters, '\0');
        }
    }

    private static void bound(AlgorithmIdentifier algorithm) {
        String id = algorithm.getAlgorithm().getId();
        if (id.startsWith(PKCSObjectIdentifiers.pkcs_12PbeIds.getId() + ".")) {
            Pbes2Decryption.boundedIterations(
                    PKCS12PBEParams.getInstance(algorithm.getParameters()).getIterations());
        } else if (id.startsWith(PKCSObjectIdentifiers.pkcs_5.getId() + ".")) {
            Pbes2Decryption.boundedIterations(
                    PBEParameter.getInstance(algorithm.getParameters()).getIterationCount());
        } else {
            throw KeyFileReader.refusal(
                    "is encrypted by " + id + "; openssl pkcs8 -topk8 -v2 aes256 -in FILE makes it readable");
        }
    }
}
