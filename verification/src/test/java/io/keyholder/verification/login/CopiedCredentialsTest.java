package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes and tokens log in as people type and paste them, and what is decorated is guessed no faster. */
class CopiedCredentialsTest {
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

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00A0", "\u2009", "\u200B", "\uFEFF", "\u2013", "\u2011", "\u2212", "\n", "\u2060"})
    void codesAreReadWithMarksWithin(String mark) {
        LoginBench.Device device = bench.secondFactor(MARY);
        bench.clock.move(Duration.ofSeconds(60));
        String code = device.authenticator().codeAt(bench.now());
        assertThat(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, decorated(code, mark))
                        .isAccepted())
                .isTrue();
        String recovery = device.recoveryCodes().get(0).replace("-", mark);
        assertThat(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, mark + recovery + mark)
                        .isAccepted())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00A0", "-", "\u2013", "\u200B", "\uFEFF", "\n", "\u202F"})
    void shortCodesAreReadWithMarksWithin(String mark) {
        String code = bench.shortCode(MARY, "sms");
        assertThat(bench.withTokenOfUser(0, "mary", decorated(code, mark)).isAccepted())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\r\n", "\t", "\u00A0", "\uFEFF", "\u200B", "\u2028"})
    void tokensAreReadWithMarksAroundAndWithin(String mark) {
        String token = bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
        assertThat(bench.withToken(mark + token + mark).isAccepted()).isTrue();
        assertThat(bench.withToken(decorated(token, mark)).isAccepted()).isTrue();
        assertThat(bench.withTokenOfUser(0, "mary", mark + token + mark).isAccepted())
                .isTrue();
    }

    /** A short code between many marks is no longer, so that it costs an attempt as it does without them. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\u200B", "\u2013", "\uFEFF"})
    void aDecoratedGuessIsAGuess(String mark) {
        bench.shortCode(MARY, "sms");
        IntStream.range(0, AttemptPolicy.PER_USER.freeAttempts())
                .forEach(guess -> bench.withTokenOfUser(0, "mary", mark.repeat(40) + "00000" + guess));
        assertThat(LoginBench.outsideReason(bench.withTokenOfUser(0, "mary", mark.repeat(40) + "000009")))
                .contains(RefusalReason.PAUSED);
    }

    private static String decorated(String text, String mark) {
        return mark + text.substring(0, 3) + mark + text.substring(3) + mark;
    }
}
