package io.keyholder.testkit.contract.crypto;

import java.util.List;
import java.util.stream.Stream;

/**
 * An adapter of a port of secrets or keys that is right but for one thing, the contract that finds it, and the clauses
 * that fail: the one that is about the fault first, then those that follow from it.
 */
public record CryptoFault(String name, Class<?> contract, Object adapter, List<String> clauses) {
    /** All of them. */
    public static List<CryptoFault> all() {
        return Stream.of(
                        TokenFaults.all(),
                        CipherFaults.all(),
                        SecretSealerFaults.all(),
                        KeyWrapperFaults.all(),
                        KeyStoreFaults.all(),
                        OneTimePasswordFaults.all(),
                        SecretFaults.all(),
                        DataSealerFaults.all(),
                        SignerFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    static CryptoFault of(String name, Class<?> contract, Object adapter, String... clauses) {
        return new CryptoFault(name, contract, adapter, List.of(clauses));
    }

    @Override
    public String toString() {
        return name;
    }
}
