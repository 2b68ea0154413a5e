package io.keyholder.adapters.memory.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class H2OptionsTest {
    @ParameterizedTest
    @CsvSource({
        "67108864, 16", // 64 MiB
        "285212671, 16", // a byte less than 17 times 16 MiB
        "285212672, 17",
        "1073741824, 64", // 1 GiB
        "4294967296, 256", // 4 GiB
        "68719476736, 256", // 64 GiB
        "9223372036854775807, 256"
    })
    void takesASixteenthOfTheHeapWithinBounds(long maxHeapBytes, int cacheMebibytes) {
        assertThat(H2Options.defaultCacheMebibytes(maxHeapBytes)).isEqualTo(cacheMebibytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, H2Options.MAX_CACHE_MEBIBYTES + 1})
    void refusesACacheThatCannotBe(int mebibytes) {
        H2Options defaults = H2Options.defaults();
        assertThatThrownBy(() -> defaults.withCacheMebibytes(mebibytes))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("cache size")
                .hasMessageContaining(Integer.toString(mebibytes));
    }

    @Test
    void defaultsSyncAndCreate() {
        assertThat(H2Options.defaults().durability()).isEqualTo(Durability.SYNCED);
        assertThat(H2Options.defaults().whenMissing()).isEqualTo(H2Options.WhenMissing.CREATE);
    }
}
