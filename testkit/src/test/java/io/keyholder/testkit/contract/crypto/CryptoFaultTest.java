package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.hashing.TokenHasher;
import io.keyholder.ports.keys.ContentCipher;
import io.keyholder.ports.keys.ContentKeyWrapper;
import io.keyholder.ports.keys.DataSealer;
import io.keyholder.ports.keys.OriginSigner;
import io.keyholder.ports.keys.PrivateKeyStore;
import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.ports.onetimepassword.OneTimePassword;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.ports.sealing.SecretSealer;
import io.keyholder.testkit.ContractRun;
import io.keyholder.testkit.contract.crypto.CipherFaults.PlainCipher;
import io.keyholder.testkit.contract.crypto.DataSealerFaults.PlainData;
import io.keyholder.testkit.contract.crypto.KeyWrapperFaults.PlainWrapper;
import io.keyholder.testkit.contract.crypto.OneTimePasswordFaults.PlainPasswords;
import io.keyholder.testkit.contract.crypto.PrivateKeyStoreContractTest.PlainStore;
import io.keyholder.testkit.contract.crypto.SecretSealerFaults.PlainSealer;
import io.keyholder.testkit.contract.crypto.SecretSealerFaults.Sealers;
import io.keyholder.testkit.contract.crypto.SecretSplitterContractTest.PlainSplitter;
import io.keyholder.testkit.contract.crypto.TokenFaults.PlainTokens;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of these adapters fails the clause that is about its fault, and no other of that contract. */
class CryptoFaultTest {
    private static final String FAULT = "keyholder.fault";

    static Stream<CryptoFault> faults() {
        return CryptoFault.all().stream();
    }

    /** What the faults are made of. */
    static Stream<CryptoFault> right() {
        return Stream.of(
                CryptoFault.of("PlainPasswords", OneTimePasswordContract.class, new PlainPasswords()),
                CryptoFault.of("PlainSplitter", SecretSplitterContract.class, new PlainSplitter()),
                CryptoFault.of("SecureBytes", SecretGeneratorContract.class, (SecretGenerator) SecretFaults::bytes),
                CryptoFault.of("PlainData", DataSealerContract.class, new PlainData()),
                CryptoFault.of("PlainTokens", TokenHasherContract.class, new PlainTokens()),
                CryptoFault.of("PlainCipher", ContentCipherContract.class, new PlainCipher()),
                CryptoFault.of("PlainSealer", SecretSealerContract.class, (Sealers) PlainSealer::new),
                CryptoFault.of("PlainWrapper", ContentKeyWrapperContract.class, new PlainWrapper()),
                CryptoFault.of(
                        "PlainStore", PrivateKeyStoreContract.class, (Supplier<PrivateKeyStore>) PlainStore::new));
    }

    @ParameterizedTest
    @MethodSource({"faults", "right"})
    void failsItsClausesAndNoOther(CryptoFault fault) {
        ContractRun run = ContractRun.of(Trial.class, fault.contract(), Map.of(FAULT, fault.name()));
        assertThat(run.failures()).as("failures of %s", run).containsExactlyInAnyOrderElementsOf(fault.clauses());
    }

    @Test
    void eachHasANameOfItsOwn() {
        List<String> names = faults().map(CryptoFault::name).toList();
        assertThat(names).hasSizeGreaterThan(50).doesNotHaveDuplicates();
    }

    /** Run within the tests above. */
    @ExtendWith(FaultResolver.class)
    static final class Trial
            implements TokenHasherContract,
                    ContentCipherContract,
                    SecretSealerContract,
                    ContentKeyWrapperContract,
                    PrivateKeyStoreContract,
                    OneTimePasswordContract,
                    DataSealerContract,
                    OriginSignerContract,
                    SecretSplitterContract,
                    SecretGeneratorContract {
        private final CryptoFault fault;

        Trial(CryptoFault fault) {
            this.fault = fault;
        }

        @Override
        public TokenHasher tokenHasher() {
            return (TokenHasher) fault.adapter();
        }

        @Override
        public OneTimePassword oneTimePassword() {
            return (OneTimePassword) fault.adapter();
        }

        @Override
        public SecretSplitter newSplitter() {
            return (SecretSplitter) fault.adapter();
        }

        @Override
        public SecretGenerator newGenerator() {
            return (SecretGenerator) fault.adapter();
        }

        @Override
        public DataSealer newSealer() {
            return (DataSealer) fault.adapter();
        }

        @Override
        public OriginSigner newSigner() {
            return (OriginSigner) fault.adapter();
        }

        @Override
        public ContentCipher newCipher() {
            return (ContentCipher) fault.adapter();
        }

        @Override
        public SecretSealer sealer() {
            return ((Sealers) fault.adapter()).under("1");
        }

        @Override
        public SecretSealer sealerUnderAnotherKey() {
            return ((Sealers) fault.adapter()).under("2");
        }

        @Override
        public SecretSealer rotatedSealer() {
            return ((Sealers) fault.adapter()).under("13");
        }

        @Override
        public ContentKeyWrapper newWrapper() {
            return (ContentKeyWrapper) fault.adapter();
        }

        @Override
        public PrivateKeyStore newStore() {
            return (PrivateKeyStore) ((Supplier<?>) fault.adapter()).get();
        }
    }

    /** Finds the fault by its name. */
    static final class FaultResolver implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == CryptoFault.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            String name = context.getConfigurationParameter(FAULT).orElseThrow();
            return Stream.concat(faults(), right())
                    .filter(fault -> fault.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
