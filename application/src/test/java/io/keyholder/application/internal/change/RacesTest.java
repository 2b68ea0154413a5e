package io.keyholder.application.internal.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.internal.change.Races.Attempt;
import io.keyholder.ports.persistence.StoreUnavailableException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RacesTest {
    @Property(tries = 50)
    void beginsEachAttemptWithWhatTheWinnerLeft(@ForAll @IntRange(min = 0, max = 9_999) int lost) {
        String result = Races.untilWon(
                "counter",
                0,
                current -> current < lost ? new Attempt.Lost<>(current + 1) : new Attempt.Done<>("at " + current));

        assertThat(result).isEqualTo("at " + lost);
    }

    @Test
    void namesWhatAStoreNeverLetsChange() {
        assertThatThrownBy(() -> Races.untilWon("counter", 0, Attempt.Lost::new))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessage("counter could not be changed in 10000 attempts");
    }

    @Property(tries = 50)
    void returnsTheLastResultWhenEachLost(@ForAll @IntRange(min = 1, max = 20_000) int wins) {
        int attempts = Races.repeat(0, made -> made < wins, made -> made + 1);

        assertThat(attempts).isEqualTo(Math.min(wins, 10_000));
    }
}
