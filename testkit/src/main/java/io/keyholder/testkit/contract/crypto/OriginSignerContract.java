package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.ports.keys.OriginSigner;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.internal.SealedBytes;
import io.keyholder.testkit.sample.TestKeyPairs;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link OriginSigner} promises. */
@EndsInTime
public interface OriginSignerContract {
    /** A signer. */
    OriginSigner newSigner();

    @Test
    @Promise(of = OriginSigner.class, value = "Whether this is the signer's signature of the statement.")
    default void verifiesWhatItSigned() {
        EncryptionKeyPair mary = TestKeyPairs.mary();
        byte[] signature = newSigner().sign(statementOf(mary), mary);
        assertThat(newSigner().verify(statementOf(mary), signature, mary.publicKey()))
                .isTrue();
    }

    /** RFC 8017 section 8.1.2, by the Java platform. */
    @Test
    @Promise(
            of = OriginSigner.class,
            value = "with RSASSA-PSS (RFC 8017 section 8.1): SHA-256, MGF1 with SHA-256, a salt of 32 bytes.")
    default void signsAsOthersVerify() throws GeneralSecurityException {
        EncryptionKeyPair mary = TestKeyPairs.mary();
        Signature platform = platform();
        platform.initVerify(KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(mary.publicKey().spki())));
        platform.update(statementOf(mary).message());
        assertThat(platform.verify(newSigner().sign(statementOf(mary), mary))).isTrue();
    }

    /** RFC 8017 section 8.1.1, by the Java platform. */
    @Test
    @Promise(
            of = OriginSigner.class,
            value = "with RSASSA-PSS (RFC 8017 section 8.1): SHA-256, MGF1 with SHA-256, a salt of 32 bytes.")
    default void verifiesWhatOthersSign() throws GeneralSecurityException {
        EncryptionKeyPair mary = TestKeyPairs.mary();
        assertThat(newSigner().verify(statementOf(mary), signedByThePlatform(mary), mary.publicKey()))
                .isTrue();
    }

    @Test
    @Promise(of = OriginSigner.class, value = "Whether this is the signer's signature of the statement.")
    default void verifiesNoOtherStatement() {
        EncryptionKeyPair mary = TestKeyPairs.mary();
        OriginStatement signed = statementOf(mary);
        byte[] signature = newSigner().sign(signed, mary);
        for (OriginStatement other : List.of(
                new OriginStatement(new UserId("adam"), signed.property(), signed.signer(), signed.sealed()),
                new OriginStatement(signed.user(), "org.example.other", signed.signer(), signed.sealed()),
                OriginStatement.about(signed.user(), signed.property(), signed.signer(), new byte[1]))) {
            assertThat(newSigner().verify(other, signature, mary.publicKey()))
                    .as("%s", other)
                    .isFalse();
        }
    }

    @Test
    @Promise(of = OriginSigner.class, value = "the statement names another signer")
    default void verifiesNoOtherSigner() throws GeneralSecurityException {
        EncryptionKeyPair mary = TestKeyPairs.mary();
        EncryptionKeyPair john = TestKeyPairs.john();
        byte[] signature = newSigner().sign(statementOf(mary), mary);
        assertThat(newSigner().verify(statementOf(john), signature, john.publicKey()))
                .isFalse();
        assertThat(newSigner().verify(statementOf(mary), signature, john.publicKey()))
                .isFalse();
        assertThat(newSigner().verify(statementOf(mary), signed(statementOf(mary), john), john.publicKey()))
                .as("signed by a key that the statement does not name")
                .isFalse();
    }

    @Test
    @Promise(of = OriginSigner.class, value = "False, whatever the reason")
    default void verifiesNoSignatureThatWasChanged() {
        EncryptionKeyPair mary = TestKeyPairs.mary();
        byte[] signature = newSigner().sign(statementOf(mary), mary);
        for (byte[] changed : List.of(
                SealedBytes.flipped(signature, 0),
                SealedBytes.flipped(signature, 255),
                new byte[0],
                new byte[256],
                Arrays.copyOf(signature, 255),
                Arrays.copyOf(signature, 257))) {
            assertThat(newSigner().verify(statementOf(mary), changed, mary.publicKey()))
                    .isFalse();
        }
    }

    @Test
    @Promise(of = OriginSigner.class, value = "a salt of 32 bytes")
    default void saltsEachSignature() {
        EncryptionKeyPair mary = TestKeyPairs.mary();
        assertThat(newSigner().sign(statementOf(mary), mary))
                .isNotEqualTo(newSigner().sign(statementOf(mary), mary));
    }

    @Test
    @Promise(
            of = OriginSigner.class,
            value = "when the statement names another signer, when the halves of the pair do not belong together")
    default void signsWithNoKeyButTheSigners() {
        EncryptionKeyPair mary = TestKeyPairs.mary();
        EncryptionKeyPair john = TestKeyPairs.john();
        EncryptionKeyPair mixed = new EncryptionKeyPair(mary.publicKey(), john.privateKey());
        for (EncryptionKeyPair pair : List.of(john, mixed)) {
            assertThatThrownBy(() -> newSigner().sign(statementOf(mary), pair))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    @Promise(
            of = OriginSigner.class,
            value = "is not an RSA key of at least 3072 bits, or of iCure's 2048 with exponent 65537")
    default void takesNoWeakKey() throws GeneralSecurityException {
        for (EncryptionKeyPair weak : TestKeyPairs.allWeak()) {
            assertTakesNot(weak);
        }
    }

    @Test
    @Promise(of = OriginSigner.class, value = "or is not in DER")
    default void takesNoKeyInAnotherEncoding() throws GeneralSecurityException {
        assertTakesNot(TestKeyPairs.maryEncodedOtherwise());
    }

    private void assertTakesNot(EncryptionKeyPair pair) throws GeneralSecurityException {
        OriginStatement statement = statementOf(pair);
        assertThatThrownBy(() -> newSigner().sign(statement, pair)).isInstanceOf(InvalidValueException.class);
        assertThat(newSigner().verify(statement, signedByThePlatform(pair), pair.publicKey()))
                .isFalse();
    }

    private static OriginStatement statementOf(EncryptionKeyPair pair) {
        return OriginStatement.about(
                new UserId("ada"),
                "org.example.note",
                pair.publicKey().fingerprint().sha256(),
                "sealed".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] signedByThePlatform(EncryptionKeyPair pair) throws GeneralSecurityException {
        return signed(statementOf(pair), pair);
    }

    private static byte[] signed(OriginStatement statement, EncryptionKeyPair pair) throws GeneralSecurityException {
        Signature platform = platform();
        platform.initSign(KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(pair.privateKey().pkcs8())));
        platform.update(statement.message());
        return platform.sign();
    }

    private static Signature platform() throws GeneralSecurityException {
        Signature platform = Signature.getInstance("RSASSA-PSS");
        platform.setParameter(new PSSParameterSpec(
                "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC));
        return platform;
    }
}
