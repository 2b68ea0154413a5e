package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.ports.keys.KeyPairGenerator;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link KeyPairGenerator} promises, checked with the cryptography of the Java platform. */
@EndsInTime
@Promise(of = KeyPairGenerator.class, value = "A fresh RSA pair for the padding the implementation was configured with")
public interface KeyPairGeneratorContract {
    /** A generator. */
    KeyPairGenerator newGenerator();

    @Test
    default void makesRsaKeysThatEveryPlatformReads() throws GeneralSecurityException {
        try (EncryptionKeyPair pair = newGenerator().generate()) {
            RSAPublicKey publicKey = publicKey(pair);
            assertThat(publicKey.getModulus().bitLength()).isGreaterThanOrEqualTo(2_048);
            assertThat(publicKey.getPublicExponent()).isEqualTo(BigInteger.valueOf(65_537));
            assertThat(publicKey.getEncoded()).isEqualTo(pair.publicKey().spki());
        }
    }

    @Test
    default void makesHalvesThatBelongTogether() throws GeneralSecurityException {
        try (EncryptionKeyPair pair = newGenerator().generate()) {
            byte[] message = {1, 2, 3};
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(privateKey(pair));
            signer.update(message);
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(publicKey(pair));
            verifier.update(message);
            assertThat(verifier.verify(signer.sign())).isTrue();
            assertThat(privateKey(pair).getModulus()).isEqualTo(publicKey(pair).getModulus());
        }
    }

    @Test
    default void makesAnotherPairEachTimeOnEveryThread() {
        KeyPairGenerator generator = newGenerator();
        List<EncryptionKeyPair> pairs = Race.between(2, runner -> generator.generate());
        assertThat(pairs).extracting(EncryptionKeyPair::publicKey).doesNotHaveDuplicates();
        assertThat(pairs)
                .extracting(pair -> pair.publicKey().padding())
                .containsOnly(pairs.get(0).publicKey().padding());
        pairs.forEach(EncryptionKeyPair::close);
    }

    @Test
    @Promise(of = KeyPairGenerator.class, value = "keep nothing of what they make.")
    default void keepsNothingOfAPairThatWasClosed() throws GeneralSecurityException {
        KeyPairGenerator generator = newGenerator();
        generator.generate().close();
        try (EncryptionKeyPair next = generator.generate()) {
            assertThat(privateKey(next).getModulus()).isEqualTo(publicKey(next).getModulus());
        }
    }

    private static RSAPublicKey publicKey(EncryptionKeyPair pair) throws GeneralSecurityException {
        return (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(pair.publicKey().spki()));
    }

    private static RSAPrivateCrtKey privateKey(EncryptionKeyPair pair) throws GeneralSecurityException {
        return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(pair.privateKey().pkcs8()));
    }
}
