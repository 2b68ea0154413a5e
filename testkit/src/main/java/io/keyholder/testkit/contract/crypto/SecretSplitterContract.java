package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.ports.keys.SecretSplitter;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link SecretSplitter} promises. */
@EndsInTime
@Promise(
        of = SecretSplitter.class,
        value = "Splits a secret into shares so that a number of them, whichever, give it back")
public interface SecretSplitterContract {
    /** A splitter. */
    SecretSplitter newSplitter();

    @Test
    default void combinesAnySharesAsManyAsTheThreshold() {
        Random random = new Random(7);
        for (int[] numbers : new int[][] {{2, 2}, {2, 3}, {3, 5}, {5, 5}, {2, 255}, {130, 131}, {255, 255}}) {
            byte[] secret = secret(random, 8);
            List<byte[]> shares = newSplitter().split(secret, numbers[0], numbers[1]);
            assertThat(shares).hasSize(numbers[1]).allMatch(share -> share.length == secret.length);
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(newSplitter().combine(chosen(random, shares, numbers[0])))
                        .isEqualTo(secret);
            }
            assertThat(newSplitter().combine(chosen(random, shares, numbers[1])))
                    .isEqualTo(secret);
        }
    }

    @Test
    @Promise(of = SecretSplitter.class, value = "another one otherwise.")
    default void combinesTooFewToSomethingElse() {
        Random random = new Random(8);
        byte[] secret = secret(random, 40);
        for (int threshold = 3; threshold < 10; threshold++) {
            List<byte[]> shares = newSplitter().split(secret, threshold, 10);
            assertThat(newSplitter().combine(chosen(random, shares, threshold - 1)))
                    .isNotEqualTo(secret);
        }
    }

    /** A share of number 1 under a threshold of 2 takes each value, whatever the secret is: it shows nothing of it. */
    @Test
    @Promise(of = SecretSplitter.class, value = "fewer MUST say nothing about it but its length")
    default void showsNothingOfTheSecretInFewerShares() {
        SecretSplitter splitter = newSplitter();
        for (int threshold : new int[] {2, 3}) {
            for (byte[] secret : List.of(new byte[1], new byte[] {(byte) 0xa5})) {
                BitSet seen = new BitSet();
                for (int attempt = 0; attempt < 6_000; attempt++) {
                    seen.set(splitter.split(secret, threshold, 3).get(0)[0] & 0xff);
                }
                assertThat(seen.cardinality()).isEqualTo(256);
            }
        }
    }

    @Test
    @Promise(of = SecretSplitter.class, value = "Fresh shares, different each time")
    default void splitsDifferentlyEachTime() {
        byte[] secret = secret(new Random(9), 40);
        assertThat(newSplitter().split(secret, 2, 3).get(0))
                .isNotEqualTo(newSplitter().split(secret, 2, 3).get(0));
    }

    @Test
    @Promise(of = SecretSplitter.class, value = "when a number is out of its bounds")
    default void refusesNumbersOutOfBounds() {
        byte[] secret = secret(new Random(10), 40);
        for (int[] numbers : new int[][] {{1, 3}, {0, 3}, {-1, 3}, {4, 3}, {2, 256}, {2, 1}, {256, 256}}) {
            assertThatThrownBy(() -> newSplitter().split(secret, numbers[0], numbers[1]))
                    .isInstanceOf(InvalidValueException.class);
        }
        assertThatThrownBy(() -> newSplitter().split(new byte[0], 2, 3)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> newSplitter().split(new byte[SecretSplitter.MAX_SECRET_BYTES + 1], 2, 2))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    @Promise(
            of = SecretSplitter.class,
            value = "when there are fewer than 2, a number is out of its bounds, or their lengths " + "differ")
    default void refusesSharesThatCannotBe() {
        byte[] share = secret(new Random(11), 40);
        for (Map<Integer, byte[]> shares : List.<Map<Integer, byte[]>>of(
                Map.of(),
                Map.of(1, share),
                Map.of(0, share, 1, share),
                Map.of(256, share, 1, share),
                Map.of(-1, share, 1, share),
                Map.of(1, share, 2, new byte[39]))) {
            assertThatThrownBy(() -> newSplitter().combine(shares)).isInstanceOf(InvalidValueException.class);
        }
    }

    @Test
    @Promise(of = SecretSplitter.class, value = "Implementations MUST be thread-safe and keep nothing.")
    default void leavesWhatItIsGivenUnchanged() {
        byte[] secret = secret(new Random(12), 40);
        List<byte[]> shares = newSplitter().split(secret, 2, 2);
        assertThat(secret).isEqualTo(secret(new Random(12), 40));
        byte[] first = shares.get(0).clone();
        newSplitter().combine(Map.of(1, shares.get(0), 2, shares.get(1)));
        assertThat(shares.get(0)).isEqualTo(first);
    }

    private static byte[] secret(Random random, int size) {
        byte[] secret = new byte[size];
        random.nextBytes(secret);
        return secret;
    }

    private static Map<Integer, byte[]> chosen(Random random, List<byte[]> shares, int count) {
        List<Integer> numbers = new java.util.ArrayList<>(
                IntStream.rangeClosed(1, shares.size()).boxed().toList());
        Collections.shuffle(numbers, random);
        Map<Integer, byte[]> chosen = new LinkedHashMap<>();
        numbers.subList(0, count).forEach(number -> chosen.put(number, shares.get(number - 1)));
        return chosen;
    }
}
