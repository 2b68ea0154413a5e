package io.keyholder.testkit.contract.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.ports.randomness.SecretGenerator;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@link SecretGenerator} promises, as far as a test can see: that bytes are unpredictable it cannot. */
@EndsInTime
@Promise(of = SecretGenerator.class, value = "A source of unpredictable bytes.")
public interface SecretGeneratorContract {
    /** A generator. */
    SecretGenerator newGenerator();

    @Test
    @Promise(of = SecretGenerator.class, value = "Fresh bytes")
    default void givesAsManyBytesAsAskedFor() {
        for (int count : List.of(1, 2, 16, 32, 255, 10_000)) {
            assertThat(newGenerator().nextBytes(count)).hasSize(count);
        }
    }

    @Test
    @Promise(of = SecretGenerator.class, value = "when count is under 1")
    default void refusesToGiveNone() {
        for (int count : List.of(0, -1, Integer.MIN_VALUE)) {
            assertThatThrownBy(() -> newGenerator().nextBytes(count)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    @Promise(of = SecretGenerator.class, value = "Fresh bytes; the caller wipes them where they are secret.")
    default void keepsNothingOfWhatItGave() {
        SecretGenerator generator = newGenerator();
        byte[] given = generator.nextBytes(32);
        byte[] copy = given.clone();
        byte[] next = generator.nextBytes(32);
        assertThat(given).isEqualTo(copy).isNotSameAs(next).isNotEqualTo(next);
    }

    @Test
    default void neverGivesTheSameTwice() {
        SecretGenerator one = newGenerator();
        SecretGenerator other = newGenerator();
        Set<String> seen = new HashSet<>();
        Race.between(8, runner -> secrets(runner % 2 == 0 ? one : other, 1_000))
                .forEach(secrets -> assertThat(secrets).allMatch(seen::add, "given once"));
    }

    /** Of 64 KiB each value is expected 256 times; 128 and 384 are eight standard deviations away. */
    @Test
    default void spreadsOverAllValues() {
        int[] counts = new int[256];
        for (byte value : newGenerator().nextBytes(65_536)) {
            counts[value & 0xff]++;
        }
        assertThat(Arrays.stream(counts)).allMatch(count -> count > 128 && count < 384);
    }

    private static List<String> secrets(SecretGenerator generator, int count) {
        return Stream.generate(() -> HexFormat.of().formatHex(generator.nextBytes(16)))
                .limit(count)
                .toList();
    }
}
