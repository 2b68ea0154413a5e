package io.keyholder.documents.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "-0.0, 0",
        "5.0, 5",
        "5e0, 5",
        "1E3, 1000",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "5368709120, 5368709120",
    })
    void readsWholeNumbersHoweverTheyAreSpelled(String literal, long value) {
        assertThat(new JsonNumber(literal).asLong()).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.5",
                "9223372036854775808",
                "-9223372036854775809",
                "1E400",
                "1E-400",
                "1E999999999",
                "1E-999999999",
                "1E9999999999"
            })
    void readsNoIntegerOutOfAnythingElse(String literal) {
        assertThat(new JsonNumber(literal).asLong()).isEmpty();
    }

    @Test
    void readsFiniteDoublesOnly() {
        assertThat(new JsonNumber("0.1").asDouble()).contains(0.1);
        assertThat(new JsonNumber("-0").asDouble()).contains(-0.0);
        assertThat(new JsonNumber("1E400").asDouble()).isEmpty();
        assertThat(new JsonNumber("-1E400").asDouble()).isEmpty();
    }

    @Test
    void tellsSpellingsApart() {
        assertThat(new JsonNumber("1.0")).isNotEqualTo(new JsonNumber("1"));
    }
}
