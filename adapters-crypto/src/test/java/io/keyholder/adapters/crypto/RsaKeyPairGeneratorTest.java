package io.keyholder.adapters.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.crypto.internal.keypair.RsaKeyPairGenerator;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.ports.failure.CryptoException;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.testkit.contract.crypto.KeyPairGeneratorContract;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RsaKeyPairGeneratorTest implements KeyPairGeneratorContract {
    private static final CryptoOptions SMALL = CryptoOptions.defaults().icureCompatible();

    @Override
    public KeyPairGenerator newGenerator() {
        return generatorOf(SMALL);
    }

    @Test
    void defaultKeysHave3072BitsForOaepWithSha256() throws Exception {
        try (EncryptionKeyPair pair = generate(CryptoOptions.defaults())) {
            assertThat(publicKey(pair).getModulus().bitLength()).isEqualTo(3072);
            assertThat(publicKey(pair).getPublicExponent()).isEqualTo(RSAKeyGenParameterSpec.F4);
            assertThat(pair.publicKey().padding()).isEqualTo(KeyPadding.OAEP_SHA256);
        }
    }

    /**
     * FORMATS section 9: iCure's SPKI of 2048 bits with exponent 65537 is 294 bytes long and ends with the exponent.
     */
    @Test
    void icureCompatibleKeysHaveItsForm() throws Exception {
        try (EncryptionKeyPair pair = generate(SMALL)) {
            assertThat(publicKey(pair).getModulus().bitLength()).isEqualTo(2048);
            assertThat(publicKey(pair).getPublicExponent()).isEqualTo(BigInteger.valueOf(65537));
            assertThat(pair.publicKey().hex())
                    .hasSize(588)
                    .startsWith("30820122300d06092a864886f70d01010105000382010f")
                    .endsWith("0203010001");
        }
    }

    @ParameterizedTest
    @EnumSource
    void keysCarryThePaddingOfTheOptions(KeyPadding padding) {
        try (EncryptionKeyPair pair = generate(SMALL.withPadding(padding))) {
            assertThat(pair.publicKey().padding()).isEqualTo(padding);
        }
    }

    @Test
    void opensWhatWasSealedUnderItsPublicHalf() throws Exception {
        try (EncryptionKeyPair pair = generate(SMALL)) {
            byte[] content = "content".getBytes(StandardCharsets.US_ASCII);
            byte[] sealed = oaep(Cipher.ENCRYPT_MODE, publicKey(pair)).doFinal(content);
            assertThat(oaep(Cipher.DECRYPT_MODE, privateKey(pair)).doFinal(sealed))
                    .isEqualTo(content);
        }
    }

    @Test
    void brokenRandomnessIsATypedErrorWithItsCause() {
        CryptoOptions broken = SMALL.withSecureRandom(new BrokenRandom());
        assertThatThrownBy(() -> generate(broken))
                .isInstanceOf(CryptoException.class)
                .hasMessage("the platform could not make an RSA key pair")
                .hasRootCauseMessage(BrokenRandom.MESSAGE);
    }

    private static EncryptionKeyPair generate(CryptoOptions options) {
        return generatorOf(options).generate();
    }

    private static Cipher oaep(int mode, java.security.Key key) throws Exception {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                mode,
                key,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        return cipher;
    }

    private static RSAPublicKey publicKey(EncryptionKeyPair pair) throws Exception {
        return (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(pair.publicKey().spki()));
    }

    private static PrivateKey privateKey(EncryptionKeyPair pair) throws Exception {
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(pair.privateKey().pkcs8()));
    }

    private static RsaKeyPairGenerator generatorOf(CryptoOptions options) {
        return new RsaKeyPairGenerator(options.keySizeBits(), options.padding(), options.secureRandom());
    }
}
