package io.keyholder.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceMarkTest {
    private static final String LONGEST =
            DeviceMark.PREFIX + "a".repeat(DeviceMark.MAX_LENGTH - DeviceMark.PREFIX.length());

    @ParameterizedTest
    @ValueSource(strings = {"khd1.a", "khd1.-_09azAZ"})
    void keepsTheTextOfAMark(String text) {
        assertThat(DeviceMark.of(text).reveal()).isEqualTo(text);
        assertThat(DeviceMark.read(text)).contains(DeviceMark.of(text));
    }

    @Test
    void acceptsTheLongestAndNothingLonger() {
        assertThat(DeviceMark.of(LONGEST).reveal()).isEqualTo(LONGEST);
        assertThat(DeviceMark.read(LONGEST)).isPresent();
        assertThat(DeviceMark.read(LONGEST + "a")).isEmpty();
        assertThatThrownBy(() -> DeviceMark.of(LONGEST + "a"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "khd1.", "khd2.a", "khd1.a=", "khd1.a\n", " khd1.a", "KHD1.a", "khd1.\u0131"})
    void refusesAnotherFormWithoutShowingIt(String text) {
        assertThat(DeviceMark.read(text)).isEmpty();
        assertThatThrownBy(() -> DeviceMark.of(text))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("another form")
                .hasMessageNotContaining("khd");
    }

    @Test
    void isEqualByItsTextAndHidesIt() {
        assertThat(DeviceMark.of("khd1.a"))
                .isEqualTo(DeviceMark.of("khd1.a"))
                .hasSameHashCodeAs(DeviceMark.of("khd1.b"))
                .isNotEqualTo(DeviceMark.of("khd1.b"))
                .isNotEqualTo("khd1.a")
                .hasToString("DeviceMark[hidden]");
        assertThat(DeviceMark.of("khd1.a").hashCode()).isNotZero();
    }
}
