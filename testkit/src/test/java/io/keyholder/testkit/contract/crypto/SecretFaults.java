package io.keyholder.testkit.contract.crypto;

import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.testkit.contract.crypto.SecretSplitterContractTest.PlainSplitter;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A generator and splitters of secrets that break one clause each. */
final class SecretFaults {
    private SecretFaults() {}

    static List<CryptoFault> all() {
        return List.of(
                CryptoFault.of(
                        "CutsToKilobytes",
                        SecretGeneratorContract.class,
                        (SecretGenerator) SecretFaults::cutToKilobytes,
                        "givesAsManyBytesAsAskedFor"),
                of("CombinesOneHundred", new CombinesOneHundred(), "combinesAnySharesAsManyAsTheThreshold"),
                of("WipesLongSecrets", new WipesLongSecrets(), "leavesWhatItIsGivenUnchanged"));
    }

    private static CryptoFault of(String name, SecretSplitter splitter, String clause) {
        return CryptoFault.of(name, SecretSplitterContract.class, splitter, clause);
    }

    /** Right in everything. */
    static byte[] bytes(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count is under 1");
        }
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] cutToKilobytes(int count) {
        return bytes(count > 1_024 ? count / 1_024 * 1_024 : count);
    }

    private static final class CombinesOneHundred extends PlainSplitter {
        @Override
        public byte[] combine(Map<Integer, byte[]> shares) {
            return super.combine(
                    shares.size() <= 100
                            ? shares
                            : shares.entrySet().stream()
                                    .limit(100)
                                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
        }
    }

    private static final class WipesLongSecrets extends PlainSplitter {
        @Override
        public List<byte[]> split(byte[] secret, int threshold, int count) {
            List<byte[]> shares = super.split(secret, threshold, count);
            if (secret.length > 16) {
                Arrays.fill(secret, (byte) 0);
            }
            return shares;
        }
    }
}
