package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInResult;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.testkit.contract.Race;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY case 40: whoever knows the password guesses at most a hundred codes in a row, over any time. */
class SecondFactorLimitTest {
    private static final UserId MARY = new UserId("mary");
    private static final int DAYS = 60;

    @Test
    void sixtyDaysOfGuessesAtTheCodeAreAHundredGuesses() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            LoginBench.Device device = bench.secondFactor(MARY);
            int judged = 0;
            int blocked = 0;
            for (int quarter = 0; quarter < DAYS * 24 * 4; quarter++) {
                bench.clock.move(Duration.ofMinutes(15));
                LogInResult result = bench.withPasswordAndCode(
                        0, "mary", LoginBench.PASSWORD, device.authenticator().wrongCodeAt(bench.now()));
                judged += isRefusedAs(result, RefusalReason.WRONG_CREDENTIAL) ? 1 : 0;
                blocked += isRefusedAs(result, RefusalReason.SECOND_FACTOR_BLOCKED) ? 1 : 0;
            }
            assertThat(judged).isEqualTo(LoginState.MOST_WRONG_CODES);
            assertThat(blocked).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void aBlockedAuthenticatorStaysBlockedUntilARecoveryCodeIsUsed(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            LoginBench.Device device = blocked(bench);
            assertThat(withRightCode(bench, device)).matches(SecondFactorLimitTest::isBlocked);
            bench.restart();
            bench.clock.move(Duration.ofDays(300));
            assertThat(withRightCode(bench, device)).matches(SecondFactorLimitTest::isBlocked);
            assertThat(isBlocked(bench.withTicket(
                            1, bench.ticket("mary"), device.authenticator().codeAt(bench.now()))))
                    .isTrue();
            assertThat(bench.withPasswordAndCode(
                                    0,
                                    "mary",
                                    LoginBench.PASSWORD,
                                    device.recoveryCodes().get(0))
                            .isAccepted())
                    .isTrue();
            assertThat(withRightCode(bench, device).isAccepted()).isTrue();
        }
    }

    @Test
    void anAdministratorRemovesABlockedAuthenticatorAndTheUserSetsUpAnother() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            blocked(bench);
            assertThat(bench.host().secondFactors().remove(Actor.host(), MARY))
                    .isInstanceOf(SecondFactorResult.Removed.class);
            LoginBench.Device another = bench.secondFactor(MARY);
            assertThat(withRightCode(bench, another).isAccepted()).isTrue();
        }
    }

    @Test
    void aRightCodeBeginsTheCountAnew() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = almostBlocked(bench);
            assertThat(withRightCode(bench, device).isAccepted()).isTrue();
            assertThat(bench.state(MARY).wrongCodes()).isZero();
        }
    }

    /** An attacker must not learn from the answer whether its guess was right. */
    @Test
    void aBlockedAuthenticatorDoesNotShowWhetherACodeIsRight() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = blocked(bench);
            LogInResult wrong = bench.withPasswordAndCode(
                    0, "mary", LoginBench.PASSWORD, device.authenticator().wrongCodeAt(bench.now()));
            assertThat(withRightCode(bench, device)).isEqualTo(wrong);
        }
    }

    @Test
    void parallelWrongCodesCountEachForItself() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP, GuessingTest.patientPolicy())) {
            bench.user("mary");
            LoginBench.Device device = bench.secondFactor(MARY);
            String wrong = device.authenticator().wrongCodeAt(bench.now());
            Race.between(16, runner -> bench.withPasswordAndCode(runner, "mary", LoginBench.PASSWORD, wrong));
            assertThat(bench.state(MARY).wrongCodes()).isEqualTo(16);
        }
    }

    private static LoginBench.Device blocked(LoginBench bench) {
        LoginBench.Device device = almostBlocked(bench);
        change(bench, LoginState::withWrongCode);
        return device;
    }

    private static LoginBench.Device almostBlocked(LoginBench bench) {
        bench.user("mary");
        LoginBench.Device device = bench.secondFactor(MARY);
        for (int wrong = 1; wrong < LoginState.MOST_WRONG_CODES; wrong++) {
            change(bench, LoginState::withWrongCode);
        }
        return device;
    }

    private static void change(LoginBench bench, UnaryOperator<LoginState> change) {
        LoginStateKey key = LoginStateKey.of(MARY);
        LoginStateRepository.Stored stored =
                bench.store().loginStates().find(key).orElseThrow();
        assertThat(bench.store()
                        .loginStates()
                        .compareAndSet(key, Optional.of(stored.revision()), change.apply(stored.state())))
                .isTrue();
    }

    private static LogInResult withRightCode(LoginBench bench, LoginBench.Device device) {
        bench.clock.move(Duration.ofSeconds(90));
        return bench.withPasswordAndCode(
                0, "mary", LoginBench.PASSWORD, device.authenticator().codeAt(bench.now()));
    }

    private static boolean isBlocked(LogInResult result) {
        return isRefusedAs(result, RefusalReason.SECOND_FACTOR_BLOCKED);
    }

    private static boolean isRefusedAs(LogInResult result, RefusalReason reason) {
        return LoginBench.outsideReason(result).filter(reason::equals).isPresent();
    }
}
