package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SECURITY cases 37 and 38: months of typing errors and weeks of guesses, played with a clock that is moved. */
class ThrottleSimulationTest {
    private static final int USERS = 120;
    private static final int DAYS = 30;
    private static final int LOGINS_A_DAY = 600;
    private static final String HOSPITAL = "192.0.2.1";

    @Test
    void aHospitalBehindOneAddressNeverHasARightPasswordRefused() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            IntStream.range(0, USERS).forEach(number -> bench.user("nurse" + number));
            Random typing = new Random(37);
            int refused = 0;
            for (int login = 0; login < DAYS * LOGINS_A_DAY; login++) {
                String nurse = "nurse" + typing.nextInt(USERS);
                bench.clock.move(Duration.ofDays(1).dividedBy(LOGINS_A_DAY));
                if (typing.nextInt(100) == 0) {
                    fromHospital(bench, nurse, LoginBench.WRONG);
                }
                refused += fromHospital(bench, nurse, LoginBench.PASSWORD).isAccepted() ? 0 : 1;
            }
            assertThat(refused).isZero();
        }
    }

    /** All of a day's logins in its first hour, and a tenth of the passwords mistyped. */
    @Test
    void aMorningRushOfTypingErrorsRefusesNoRightPasswordEither() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            IntStream.range(0, USERS).forEach(number -> bench.user("nurse" + number));
            Random typing = new Random(38);
            int refused = 0;
            for (int day = 0; day < DAYS; day++) {
                for (int login = 0; login < LOGINS_A_DAY; login++) {
                    String nurse = "nurse" + typing.nextInt(USERS);
                    bench.clock.move(Duration.ofSeconds(6));
                    if (typing.nextInt(10) == 0) {
                        fromHospital(bench, nurse, LoginBench.WRONG);
                    }
                    refused += fromHospital(bench, nurse, LoginBench.PASSWORD).isAccepted() ? 0 : 1;
                }
                bench.clock.move(Duration.ofHours(23));
            }
            assertThat(refused).isZero();
        }
    }

    /** Strangers who guess until they are paused, 675 times a week. */
    @Test
    void aWeekOfGuessesTouchesNeitherAKnownDeviceNorAKnownSourceNorARunningSession() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            UserId mary = bench.user("mary").id();
            Optional<DeviceMark> mark = mark(onDevice(bench, Optional.empty(), LoginBench.PASSWORD));
            assertThat(fromHospital(bench, "mary", LoginBench.PASSWORD).isAccepted())
                    .isTrue();
            int paused = 0;
            for (int guess = 0; guess < 675; guess++) {
                bench.clock.move(Duration.ofDays(7).dividedBy(675));
                bench.withPassword("mary", LoginBench.WRONG);
                paused += retryAt(bench.withPassword("mary", LoginBench.WRONG)).isPresent() ? 1 : 0;
                mark = mark(onDevice(bench, mark, LoginBench.PASSWORD));
                assertThat(fromHospital(bench, "mary", LoginBench.PASSWORD).isAccepted())
                        .isTrue();
                assertThat(changed(bench, mary, LoginBench.WRONG))
                        .isInstanceOf(PasswordChangeResult.WrongPassword.class);
            }
            assertThat(changed(bench, mary, LoginBench.PASSWORD)).isInstanceOf(PasswordChangeResult.Changed.class);
            assertThat(paused).as("guesses that were paused").isGreaterThan(600);
        }
    }

    private static LogInResult onDevice(LoginBench bench, Optional<DeviceMark> mark, String password) {
        try (Password plain = Password.of(password)) {
            return bench.logIn(LogInRequest.withPassword("mary", plain).onDevice(mark));
        }
    }

    private static Optional<Instant> retryAt(LogInResult result) {
        assertThat(result).isInstanceOf(LogInResult.Refused.class);
        return ((LogInResult.Refused) result).retryAt();
    }

    private static Optional<DeviceMark> mark(LogInResult result) {
        assertThat(result).isInstanceOf(LogInResult.Accepted.class);
        return ((LogInResult.Accepted) result).mark();
    }

    private static PasswordChangeResult changed(LoginBench bench, UserId id, String old) {
        try (Password oldPassword = Password.of(old);
                Password fresh = Password.of("another long password")) {
            return bench.host().passwords().change(Actor.host(), id, oldPassword, fresh, TokensAfterwards.KEPT);
        }
    }

    private static LogInResult fromHospital(LoginBench bench, String login, String password) {
        try (Password plain = Password.of(password)) {
            return bench.logIn(LogInRequest.withPassword(login, plain).from(HOSPITAL));
        }
    }
}
