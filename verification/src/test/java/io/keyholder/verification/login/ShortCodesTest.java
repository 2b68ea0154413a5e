package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.login.LogInResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SECURITY case 24: short codes are uniform, live ten minutes at most and count as guesses. */
class ShortCodesTest {
    private static final UserId MARY = new UserId("mary");

    private final LoginBench bench = LoginBench.over(TestStore.MAP);

    @BeforeEach
    void makeUser() {
        bench.user("mary");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void everyDigitIsAsLikelyAtEveryPlace() {
        int codes = 4_000;
        int[][] seen = new int[6][10];
        for (int number = 0; number < codes; number++) {
            String name = "code-" + number;
            String code = bench.shortCode(MARY, name);
            assertThat(code).matches("[0-9]{6}");
            IntStream.range(0, 6).forEach(place -> seen[place][code.charAt(place) - '0']++);
            bench.edit(MARY, user -> user.withTokens(user.tokens().without(name)));
        }
        double expected = codes / 10.0;
        for (int[] place : seen) {
            double chiSquare = IntStream.of(place)
                    .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                    .sum();
            assertThat(chiSquare).as("of 9 degrees of freedom").isLessThan(60);
        }
    }

    @Test
    void aCodeWorksForTenMinutesAtMost() {
        assertThatThrownBy(() -> create(6, Duration.ofSeconds(601))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> create(6, Duration.ZERO)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> create(5, Duration.ofMinutes(10))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> create(11, Duration.ofMinutes(10))).isInstanceOf(InvalidValueException.class);
        String code = bench.shortCode(MARY, "sms");
        bench.clock.move(Duration.ofMinutes(10).minusNanos(1));
        assertThat(bench.withTokenOfUser(0, "mary", code).isAccepted()).isTrue();
        bench.clock.move(Duration.ofNanos(1));
        assertThat(bench.withTokenOfUser(0, "mary", code).isAccepted()).isFalse();
    }

    @Test
    void aWrongCodeCountsAsAGuess() {
        String code = bench.shortCode(MARY, "sms");
        IntStream.range(0, AttemptPolicy.PER_USER.freeAttempts()).forEach(guess -> {
            LogInResult result = bench.withTokenOfUser(0, "mary", "wrong" + guess);
            assertThat(LoginBench.outsideReason(result)).contains(RefusalReason.WRONG_CREDENTIAL);
        });
        assertThat(LoginBench.outsideReason(bench.withTokenOfUser(1, "mary", code)))
                .contains(RefusalReason.PAUSED);
        bench.clock.move(Duration.ofSeconds(1));
        assertThat(bench.withTokenOfUser(1, "mary", code).isAccepted()).isTrue();
    }

    @Test
    void aCodeIsForItsOwnUser() {
        bench.user("john");
        String code = bench.shortCode(MARY, "sms");
        assertThat(bench.withTokenOfUser(0, "john", code).isAccepted()).isFalse();
        assertThat(bench.withToken(code).isAccepted()).isFalse();
    }

    private TokenCreation create(int digits, Duration life) {
        return bench.host().tokens().createShortCode(Actor.host(), MARY, "x", digits, life, TokenScope.unrestricted());
    }
}
