package io.keyholder.documents.internal.lossless;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.internal.json.JsonNumber;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentFormTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "-0, 1970-01-01T00:00:00Z",
        "1536245213123.456, 2018-09-06T14:46:53.123456Z",
        "1536245213123.450, 2018-09-06T14:46:53.123450Z",
        "1536245213123.4567899, 2018-09-06T14:46:53.123456789Z",
        "1.536245213E12, 2018-09-06T14:46:53Z",
        "-0.000001, 1969-12-31T23:59:59.999999999Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "1E-2999, 1970-01-01T00:00:00Z",
        "1E-999999999, 1970-01-01T00:00:00Z",
    })
    void readsMillisecondsToTheNanosecond(String literal, Instant moment) {
        assertThat(MomentForm.MOMENT.read(new JsonNumber(literal))).contains(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E400", "-1E400", "1E999999999", "1E9999999999", "31556889864403200000"})
    void readsNothingBeyondTheEndsOfTime(String literal) {
        assertThat(MomentForm.MOMENT.read(new JsonNumber(literal))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2018-09-06T14:46:53Z, 1536245213000",
        "2018-09-06T14:46:53.1Z, 1536245213100",
        "2018-09-06T14:46:53.123450Z, 1536245213123.45",
        "1969-12-31T23:59:59.999999999Z, -0.000001",
    })
    void writesDecimalsOnlyWhereTheyAreNeeded(Instant moment, String literal) {
        assertThat(MomentForm.MOMENT.write(moment).literal()).isEqualTo(literal);
    }

    @Test
    void holdsBothEndsOfTime() {
        assertThat(MomentForm.MOMENT.read(MomentForm.MOMENT.write(Instant.MAX))).contains(Instant.MAX);
        assertThat(MomentForm.MOMENT.read(MomentForm.MOMENT.write(Instant.MIN))).contains(Instant.MIN);
    }
}
