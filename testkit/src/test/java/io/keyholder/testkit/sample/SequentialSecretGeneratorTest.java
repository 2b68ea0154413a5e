package io.keyholder.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SequentialSecretGeneratorTest {
    private final SequentialSecretGenerator generator = new SequentialSecretGenerator();

    @Test
    void givesTheNumberOfTheCall() {
        assertThat(generator.nextBytes(3)).containsExactly(0, 0, 1);
        assertThat(generator.nextBytes(10)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 2);
        assertThat(generator.nextBytes(1)).containsExactly(3);
        assertThat(generator.calls()).isEqualTo(3);
    }

    @Test
    void refusesToGiveNone() {
        assertThatThrownBy(() -> generator.nextBytes(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
