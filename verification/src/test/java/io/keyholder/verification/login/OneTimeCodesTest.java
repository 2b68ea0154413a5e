package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.sample.Authenticator;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY cases 11 and 15: what works once works once, at any moment, on any instance. */
class OneTimeCodesTest {
    private static final int RUNNERS = 8;
    private static final UserId MARY = new UserId("mary");

    @ParameterizedTest
    @ValueSource(ints = {-30, -29, -1, 0, 1, 29, 30, 31})
    void aCodeIsRefusedAgainAtAnyOffsetInItsWindow(int secondsLater) {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            String code = device.authenticator().codeAt(bench.now());
            assertThat(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, code)
                            .isAccepted())
                    .isTrue();
            bench.clock.move(Duration.ofSeconds(secondsLater));
            assertThat(bench.withPasswordAndCode(1, "mary", LoginBench.PASSWORD, code)
                            .isAccepted())
                    .isFalse();
            assertThat(bench.latestReason()).isEqualTo(RefusalReason.CODE_REUSED);
            assertThat(bench.withTicket(0, bench.ticket("mary"), code).isAccepted())
                    .isFalse();
        }
    }

    @Test
    void codesOfEarlierStepsAreRefusedAfterALaterOne() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            long step = Authenticator.stepAt(bench.now());
            assertThat(withCode(bench, device.authenticator().codeOf(step + 1)).isAccepted())
                    .isTrue();
            assertThat(withCode(bench, device.authenticator().codeOf(step)).isAccepted())
                    .isFalse();
            assertThat(bench.latestReason()).isEqualTo(RefusalReason.CODE_REUSED);
            assertThat(withCode(bench, device.authenticator().codeOf(step - 1)).isAccepted())
                    .isFalse();
            bench.clock.move(Duration.ofSeconds(30));
            assertThat(withCode(bench, device.authenticator().codeOf(step + 2)).isAccepted())
                    .isTrue();
        }
    }

    @Test
    void aCodeOutsideTheWindowIsWrong() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            long step = Authenticator.stepAt(bench.now());
            assertThat(withCode(bench, device.authenticator().codeOf(step + 2)).isAccepted())
                    .isFalse();
            assertThat(bench.latestReason()).isEqualTo(RefusalReason.WRONG_CREDENTIAL);
        }
    }

    @Test
    void theCodeThatConfirmedASecondFactorDoesNotLogIn() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            SecondFactorResult.Enrolled enrolled =
                    (SecondFactorResult.Enrolled) bench.host().secondFactors().enrol(Actor.host(), MARY, "Practice");
            String code = Authenticator.with(enrolled.secret()).codeAt(bench.now());
            assertThat(bench.host().secondFactors().confirm(Actor.host(), MARY, code))
                    .isInstanceOf(SecondFactorResult.Confirmed.class);
            assertThat(withCode(bench, code).isAccepted()).isFalse();
            assertThat(bench.latestReason()).isEqualTo(RefusalReason.CODE_REUSED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void oneOfManyWhoPresentACodeGetsIn(TestStore store) {
        try (LoginBench bench = LoginBench.over(store, GuessingTest.patientPolicy())) {
            LoginBench.Device device = userWithSecondFactor(bench);
            String code = device.authenticator().codeAt(bench.now());
            List<LogInResult> results = Race.between(
                    RUNNERS, runner -> bench.withPasswordAndCode(runner, "mary", LoginBench.PASSWORD, code));
            assertOneGotIn(results);
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void oneOfManyWhoPresentARecoveryCodeGetsIn(TestStore store) {
        try (LoginBench bench = LoginBench.over(store, GuessingTest.patientPolicy())) {
            LoginBench.Device device = userWithSecondFactor(bench);
            List<String> codes = device.recoveryCodes();
            for (String code : codes.subList(0, 3)) {
                assertOneGotIn(Race.between(
                        RUNNERS, runner -> bench.withPasswordAndCode(runner, "mary", LoginBench.PASSWORD, code)));
            }
            assertThat(bench.state(MARY).recoveryCodes()).hasSize(codes.size() - 3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void oneOfManyWhoPresentATicketGetsInWhateverTheirCodes(TestStore store) {
        try (LoginBench bench = LoginBench.over(store, GuessingTest.patientPolicy())) {
            LoginBench.Device device = userWithSecondFactor(bench);
            LoginTicket ticket = bench.ticket("mary");
            String code = device.authenticator().codeAt(bench.now());
            List<LogInResult> results = Race.between(
                    RUNNERS,
                    runner -> bench.withTicket(
                            runner,
                            ticket,
                            runner == 0 ? code : device.recoveryCodes().get(runner)));
            assertOneGotIn(results);
        }
    }

    @Test
    void aRedeemedTicketIsWorthNothing() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            LoginTicket ticket = bench.ticket("mary");
            assertThat(bench.withTicket(0, ticket, device.recoveryCodes().get(0))
                            .isAccepted())
                    .isTrue();
            assertThat(bench.withTicket(1, ticket, device.recoveryCodes().get(1))
                            .isAccepted())
                    .isFalse();
        }
    }

    @Test
    void aLaterTicketReplacesAnEarlierOne() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            LoginTicket earlier = bench.ticket("mary");
            LoginTicket later = bench.ticket("mary");
            String code = device.authenticator().codeAt(bench.now());
            assertThat(bench.withTicket(0, earlier, code).isAccepted()).isFalse();
            assertThat(bench.withTicket(0, later, code).isAccepted()).isTrue();
        }
    }

    @Test
    void aTicketEnds() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            LogInResult.CodeNeeded needed = (LogInResult.CodeNeeded) bench.withPassword("mary", LoginBench.PASSWORD);
            bench.clock.moveTo(needed.until());
            assertThat(bench.withTicket(
                                    0, needed.ticket(), device.authenticator().codeAt(bench.now()))
                            .isAccepted())
                    .isFalse();
        }
    }

    @Test
    void recoveryCodesAreReadAsPeopleTypeThem() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            String typed = " "
                    + device.recoveryCodes()
                            .get(0)
                            .toLowerCase(java.util.Locale.ROOT)
                            .replace("-", " ") + "\n";
            assertThat(withCode(bench, typed).isAccepted()).isTrue();
            String code = device.authenticator().codeAt(bench.now());
            assertThat(withCode(bench, code.substring(0, 3) + " " + code.substring(3))
                            .isAccepted())
                    .isTrue();
        }
    }

    /** They are stored under a fast hash, so they must be hard to find by trying: 24 of 32 characters are 120 bits. */
    @Test
    void recoveryCodesHaveAtLeast112Bits() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            assertThat(bench.secondFactor(new UserId("mary")).recoveryCodes())
                    .hasSize(10)
                    .doesNotHaveDuplicates()
                    .allMatch(code -> code.matches("([2-9A-HJ-NP-Z]{4}-){5}[2-9A-HJ-NP-Z]{4}"));
        }
    }

    @Test
    void freshRecoveryCodesReplaceAllEarlierOnes() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            SecondFactorResult.Confirmed renewed =
                    (SecondFactorResult.Confirmed) bench.host().secondFactors().renewRecoveryCodes(Actor.host(), MARY);
            assertThat(withCode(bench, device.recoveryCodes().get(0)).isAccepted())
                    .isFalse();
            assertThat(withCode(bench, renewed.recoveryCodes().get(0)).isAccepted())
                    .isTrue();
        }
    }

    private static LoginBench.Device userWithSecondFactor(LoginBench bench) {
        return bench.secondFactor(bench.user("mary").id());
    }

    private static LogInResult withCode(LoginBench bench, String code) {
        return bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, code);
    }

    private static void assertOneGotIn(List<LogInResult> results) {
        assertThat(results)
                .filteredOn(LogInResult::isAccepted)
                .singleElement()
                .satisfies(result ->
                        assertThat(((LogInResult.Accepted) result).strength()).isEqualTo(ProofStrength.TWO_FACTORS));
    }
}
