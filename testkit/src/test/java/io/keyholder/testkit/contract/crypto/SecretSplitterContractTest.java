package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.testkit.ContractRun;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That the contract of splitting secrets passes for a plain splitter, and fails for each of its broken relatives. */
class SecretSplitterContractTest {
    @Test
    void passesForAPlainSplitter() {
        assertThat(ContractRun.of(Plain.class).failures()).isEmpty();
    }

    @Test
    void findsCoefficientsThatAreNotRandom() {
        assertThat(ContractRun.of(OfNoRandomness.class).failures())
                .contains("showsNothingOfTheSecretInFewerShares", "splitsDifferentlyEachTime");
    }

    @Test
    void findsCoefficientsThatAreNeverZero() {
        assertThat(ContractRun.of(OfNoZero.class).failures()).contains("showsNothingOfTheSecretInFewerShares");
    }

    @Test
    void findsAThresholdThatIsLower() {
        assertThat(ContractRun.of(OfLines.class).failures()).contains("combinesTooFewToSomethingElse");
    }

    @Test
    void findsInputThatIsNotChecked() {
        assertThat(ContractRun.of(OfAnything.class).failures())
                .contains("refusesNumbersOutOfBounds", "refusesSharesThatCannotBe");
    }

    static class Plain implements SecretSplitterContract {
        @Override
        public SecretSplitter newSplitter() {
            return new PlainSplitter();
        }
    }

    static final class OfNoRandomness implements SecretSplitterContract {
        @Override
        public SecretSplitter newSplitter() {
            return new PlainSplitter() {
                @Override
                int coefficient() {
                    return 7;
                }
            };
        }
    }

    static final class OfNoZero implements SecretSplitterContract {
        @Override
        public SecretSplitter newSplitter() {
            return new PlainSplitter() {
                @Override
                int coefficient() {
                    return 1 + random.nextInt(255);
                }
            };
        }
    }

    static final class OfLines implements SecretSplitterContract {
        @Override
        public SecretSplitter newSplitter() {
            return new PlainSplitter() {
                @Override
                int degree(int threshold) {
                    return 1;
                }
            };
        }
    }

    static final class OfAnything implements SecretSplitterContract {
        @Override
        public SecretSplitter newSplitter() {
            return new PlainSplitter() {
                @Override
                void check(boolean holds) {}
            };
        }
    }

    /** Shamir's scheme over GF(256) with 0x11b by the definition. */
    static class PlainSplitter implements SecretSplitter {
        private static final int[] INVERSES = inverses();

        final SecureRandom random = new SecureRandom();

        int coefficient() {
            return random.nextInt(256);
        }

        int degree(int threshold) {
            return threshold - 1;
        }

        void check(boolean holds) {
            if (!holds) {
                throw new InvalidValueException("shares", "cannot be");
            }
        }

        @Override
        public List<byte[]> split(byte[] secret, int threshold, int count) {
            check(secret.length > 0 && secret.length <= MAX_SECRET_BYTES);
            check(threshold >= 2 && threshold <= count && count <= MAX_SHARES);
            List<byte[]> shares = new ArrayList<>();
            for (int number = 1; number <= count; number++) {
                shares.add(secret.clone());
            }
            for (int index = 0; index < secret.length; index++) {
                int[] coefficients = new int[Math.max(degree(threshold), 0)];
                for (int power = 0; power < coefficients.length; power++) {
                    coefficients[power] = coefficient();
                }
                for (int number = 1; number <= count; number++) {
                    int sum = 0;
                    for (int coefficient : coefficients) {
                        sum = times(sum ^ coefficient, number);
                    }
                    shares.get(number - 1)[index] ^= (byte) sum;
                }
            }
            return shares;
        }

        @Override
        public byte[] combine(Map<Integer, byte[]> shares) {
            check(shares.size() > 1);
            check(shares.keySet().stream().allMatch(number -> number >= 1 && number <= MAX_SHARES));
            check(shares.values().stream()
                            .mapToInt(share -> share.length)
                            .distinct()
                            .count()
                    == 1);
            byte[] secret = new byte
                    [shares.values().stream()
                            .mapToInt(share -> share.length)
                            .min()
                            .orElse(0)];
            shares.forEach((number, share) -> {
                int weight = 1;
                for (int other : shares.keySet()) {
                    weight = other == number ? weight : times(weight, times(other, inverse(other ^ number)));
                }
                for (int index = 0; index < secret.length; index++) {
                    secret[index] ^= (byte) times(weight, share[index] & 0xff);
                }
            });
            return secret;
        }

        private static int inverse(int value) {
            return INVERSES[value];
        }

        private static int[] inverses() {
            int[] inverses = new int[256];
            for (int value = 1; value < inverses.length; value++) {
                for (int other = 1; other < inverses.length; other++) {
                    inverses[value] = times(value, other) == 1 ? other : inverses[value];
                }
            }
            return inverses;
        }

        private static int times(int first, int second) {
            int product = 0;
            for (int bit = 7; bit >= 0; bit--) {
                product <<= 1;
                product ^= (product & 0x100) == 0 ? 0 : 0x11b;
                product ^= (second >> bit & 1) == 0 ? 0 : first;
            }
            return product;
        }
    }
}
