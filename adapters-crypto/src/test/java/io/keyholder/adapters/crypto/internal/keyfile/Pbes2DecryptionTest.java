package io.keyholder.adapters.crypto.internal.keyfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That a file cannot have the host work for it without end. */
class Pbes2DecryptionTest {
    private static final byte[] PASSPHRASE = "lamp ferry walnut".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SALT = new byte[16];
    private static final ASN1ObjectIdentifier SCRYPT = new ASN1ObjectIdentifier("1.3.6.1.4.1.11591.4.11");

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "10000001", "2147483647", "4294967296"})
    void doesNoUnboundedPbkdf2(BigInteger iterations) {
        assertRefused(new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, pbkdf2(iterations)));
    }

    @ParameterizedTest
    @CsvSource({
        "1048576,8,1048576",
        "2147483647,8,1",
        "16384,1048576,1",
        "16384,8,17",
        "0,8,1",
        "16384,0,1",
        "16384,8,0"
    })
    void doesNoUnboundedScrypt(BigInteger cost, BigInteger blockSize, BigInteger parallelism) {
        assertRefused(scrypt(cost, blockSize, parallelism));
    }

    @Test
    void refusesScryptWithoutAllItsNumbers() {
        assertRefused(scrypt(BigInteger.valueOf(16_384), BigInteger.valueOf(8)));
        assertRefused(scrypt());
    }

    @Test
    void refusesAnotherDerivation() {
        assertRefused(new KeyDerivationFunc(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, DERNull.INSTANCE));
    }

    @Test
    void doesAsMuchAsIsAsked() throws IOException {
        KeyDerivationFunc little =
                new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, pbkdf2(BigInteger.valueOf(2)));
        assertThat(Pbes2Decryption.decrypt(file(little), PASSPHRASE)).isEmpty();
        assertThat(Pbes2Decryption.decrypt(
                        file(scrypt(BigInteger.valueOf(16), BigInteger.ONE, BigInteger.ONE)), PASSPHRASE))
                .isEmpty();
    }

    private static void assertRefused(KeyDerivationFunc function) {
        assertThatThrownBy(() -> Pbes2Decryption.decrypt(file(function), PASSPHRASE))
                .isInstanceOf(InvalidValueException.class);
    }

    private static byte[] file(KeyDerivationFunc function) throws IOException {
        EncryptionScheme cbc = new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(SALT));
        AlgorithmIdentifier pbes2 =
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(function, cbc));
        return new EncryptedPrivateKeyInfo(pbes2, new byte[64]).getEncoded();
    }

    /** Written by hand, for the constructor takes no number this large. */
    private static ASN1Encodable pbkdf2(BigInteger iterations) {
        ASN1EncodableVector params = new ASN1EncodableVector();
        params.add(new DEROctetString(SALT));
        params.add(new ASN1Integer(iterations));
        params.add(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE));
        return PBKDF2Params.getInstance(new DERSequence(params));
    }

    private static KeyDerivationFunc scrypt(BigInteger... numbers) {
        ASN1EncodableVector params = new ASN1EncodableVector();
        params.add(new DEROctetString(SALT));
        for (BigInteger number : numbers) {
            params.add(new ASN1Integer(number));
        }
        return new KeyDerivationFunc(SCRYPT, new DERSequence(params));
    }
}
