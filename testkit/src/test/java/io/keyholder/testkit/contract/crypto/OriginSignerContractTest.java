package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.EncryptionPublicKey;
import io.keyholder.domain.key.OriginStatement;
import io.keyholder.ports.keys.OriginSigner;
import io.keyholder.testkit.ContractRun;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That the contract of signing passes for a plain signer, and fails for each of its broken relatives. */
class OriginSignerContractTest {
    @Test
    void passesForAPlainSigner() {
        assertThat(ContractRun.of(OfTheStatement.class).failures()).isEmpty();
    }

    @Test
    void findsAStatementThatIsNotSigned() {
        assertThat(ContractRun.of(OfContentAlone.class).failures())
                .contains("verifiesNoOtherStatement", "signsAsOthersVerify", "verifiesWhatOthersSign");
    }

    @Test
    void findsAnotherScheme() {
        assertThat(ContractRun.of(OfNoSalt.class).failures())
                .containsExactlyInAnyOrder("signsAsOthersVerify", "verifiesWhatOthersSign", "saltsEachSignature");
    }

    @Test
    void findsAnySignatureThatIsTaken() {
        assertThat(ContractRun.of(OfAnySignature.class).failures())
                .contains("verifiesNoOtherSigner", "verifiesNoOtherStatement", "verifiesNoSignatureThatWasChanged");
    }

    @Test
    void findsASignerThatIsNotCompared() {
        assertThat(ContractRun.of(OfAnySigner.class).failures())
                .contains("verifiesNoOtherSigner", "signsWithNoKeyButTheSigners");
    }

    @Test
    void findsWeakKeysThatAreTaken() {
        assertThat(ContractRun.of(OfAnyKey.class).failures())
                .containsExactlyInAnyOrder("takesNoKeyInAnotherEncoding", "takesNoWeakKey");
    }

    /** What the broken ones are made of. */
    static OriginSigner right() {
        return new PlainSigner(EnumSet.noneOf(Flaw.class));
    }

    private enum Flaw {
        SIGNS_CONTENT_ALONE,
        DOES_NOT_SALT,
        DOES_NOT_VERIFY,
        DOES_NOT_COMPARE_SIGNERS,
        TAKES_WEAK_KEYS
    }

    static final class OfTheStatement implements OriginSignerContract {
        @Override
        public OriginSigner newSigner() {
            return new PlainSigner(EnumSet.noneOf(Flaw.class));
        }
    }

    static final class OfContentAlone implements OriginSignerContract {
        @Override
        public OriginSigner newSigner() {
            return new PlainSigner(EnumSet.of(Flaw.SIGNS_CONTENT_ALONE));
        }
    }

    static final class OfNoSalt implements OriginSignerContract {
        @Override
        public OriginSigner newSigner() {
            return new PlainSigner(EnumSet.of(Flaw.DOES_NOT_SALT));
        }
    }

    static final class OfAnySignature implements OriginSignerContract {
        @Override
        public OriginSigner newSigner() {
            return new PlainSigner(EnumSet.of(Flaw.DOES_NOT_VERIFY));
        }
    }

    static final class OfAnySigner implements OriginSignerContract {
        @Override
        public OriginSigner newSigner() {
            return new PlainSigner(EnumSet.of(Flaw.DOES_NOT_COMPARE_SIGNERS));
        }
    }

    static final class OfAnyKey implements OriginSignerContract {
        @Override
        public OriginSigner newSigner() {
            return new PlainSigner(EnumSet.of(Flaw.TAKES_WEAK_KEYS));
        }
    }

    /** The platform's signature, with these flaws. */
    private static final class PlainSigner implements OriginSigner {
        private final Set<Flaw> flaws;

        PlainSigner(Set<Flaw> flaws) {
            this.flaws = flaws;
        }

        @Override
        public byte[] sign(OriginStatement statement, EncryptionKeyPair pair) {
            try {
                Signature signing = scheme();
                signing.initSign(KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(pair.privateKey().pkcs8())));
                signing.update(message(statement));
                byte[] signature = signing.sign();
                boolean compares = !flaws.contains(Flaw.DOES_NOT_COMPARE_SIGNERS);
                if (compares && !verify(statement, signature, pair.publicKey())) {
                    throw new InvalidValueException("signer's key", "is not the one that the statement names");
                }
                return signature;
            } catch (GeneralSecurityException impossible) {
                throw new AssertionError(impossible);
            }
        }

        @Override
        public boolean verify(OriginStatement statement, byte[] signature, EncryptionPublicKey signer) {
            if (flaws.contains(Flaw.DOES_NOT_VERIFY)) {
                return true;
            }
            try {
                Signature verifying = scheme();
                verifying.initVerify(PlainRsa.of(signer));
                verifying.update(message(statement));
                return isAcceptable(statement, signer) && verifying.verify(signature);
            } catch (GeneralSecurityException refused) {
                return false;
            }
        }

        private boolean isAcceptable(OriginStatement statement, EncryptionPublicKey signer)
                throws GeneralSecurityException {
            boolean isStrong = PlainRsa.isUsed(signer) || flaws.contains(Flaw.TAKES_WEAK_KEYS);
            boolean isNamed = statement.signer().equals(signer.fingerprint().sha256())
                    || flaws.contains(Flaw.DOES_NOT_COMPARE_SIGNERS);
            return isStrong && isNamed;
        }

        private byte[] message(OriginStatement statement) {
            return flaws.contains(Flaw.SIGNS_CONTENT_ALONE)
                    ? new OriginStatement(new UserId("any"), "", statement.signer(), statement.sealed()).message()
                    : statement.message();
        }

        private Signature scheme() throws GeneralSecurityException {
            if (flaws.contains(Flaw.DOES_NOT_SALT)) {
                return Signature.getInstance("SHA256withRSA");
            }
            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(new PSSParameterSpec(
                    "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC));
            return pss;
        }
    }
}
