package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.sample.Authenticator;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY cases 12 and 14: one count for all factors, and a pause that ends. */
class GuessingTest {
    private static final int RUNNERS = 16;
    private static final int FREE = AttemptPolicy.PER_USER.freeAttempts();
    private static final UserId MARY = new UserId("mary");

    /** Lets every runner of a race be judged. */
    static LoginPolicy patientPolicy() {
        return LoginBench.standardPolicy()
                .withPerUser(
                        new AttemptPolicy(1_000, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofDays(1)));
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void parallelGuessesAtAPasswordCountEachForItself(TestStore store) {
        try (LoginBench bench = LoginBench.over(store, patientPolicy())) {
            bench.user("mary");
            Race.between(RUNNERS, runner -> bench.withPassword(runner, "mary", LoginBench.WRONG));
            assertThat(failures(bench)).isEqualTo(RUNNERS);
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void parallelGuessesAtACodeCountEachForItself(TestStore store) {
        try (LoginBench bench = LoginBench.over(store, patientPolicy())) {
            bench.user("mary");
            LoginBench.Device device = bench.secondFactor(MARY);
            LoginTicket ticket = bench.ticket("mary");
            String wrong = device.authenticator().wrongCodeAt(bench.now());
            Race.between(RUNNERS, runner -> bench.withTicket(runner, ticket, wrong));
            assertThat(failures(bench)).isEqualTo(RUNNERS);
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void noMoreParallelGuessesAreJudgedThanAreFree(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            LoginBench.Device device = bench.secondFactor(MARY);
            LoginTicket ticket = bench.ticket("mary");
            String wrong = device.authenticator().wrongCodeAt(bench.now());
            List<LogInResult> results = Race.between(RUNNERS, runner -> bench.withTicket(runner, ticket, wrong));
            assertThat(results).filteredOn(result -> !isPaused(result)).hasSize(FREE);
            assertThat(failures(bench)).isEqualTo(FREE);
        }
    }

    @Test
    void allFactorsShareOneCount() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            LoginBench.Device device = bench.secondFactor(MARY);
            bench.shortCode(MARY, "sms");
            LoginTicket ticket = bench.ticket("mary");
            String wrong = device.authenticator().wrongCodeAt(bench.now());
            bench.withPassword("mary", LoginBench.WRONG);
            bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, wrong);
            bench.withTicket(0, ticket, wrong);
            bench.withTokenOfUser(0, "mary", "0000000");
            bench.withPassword("mary", LoginBench.WRONG);
            assertThat(failures(bench)).isEqualTo(5);
            assertThat(isPaused(bench.withPassword("mary", LoginBench.PASSWORD)))
                    .isTrue();
            assertThat(isPaused(
                            bench.withTicket(0, ticket, device.recoveryCodes().get(0))))
                    .isTrue();
            assertThat(isPaused(bench.withTokenOfUser(0, "mary", "0000000"))).isTrue();
            assertThat(failures(bench)).isEqualTo(5);
        }
    }

    @Test
    void guessesAtTheConfirmingCodeCountToo() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            SecondFactorResult.Enrolled enrolled =
                    (SecondFactorResult.Enrolled) bench.host().secondFactors().enrol(Actor.host(), MARY, "Practice");
            Authenticator authenticator = Authenticator.with(enrolled.secret());
            String wrong = authenticator.wrongCodeAt(bench.now());
            IntStream.range(0, FREE)
                    .forEach(guess -> assertThat(bench.host().secondFactors().confirm(Actor.host(), MARY, wrong))
                            .isInstanceOf(SecondFactorResult.WrongCode.class));
            assertThat(bench.host().secondFactors().confirm(Actor.host(), MARY, authenticator.codeAt(bench.now())))
                    .isInstanceOf(SecondFactorResult.Paused.class);
        }
    }

    @Test
    void aGuessThatComesWhileARightPasswordIsJudgedStillCounts() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            bench.secondFactor(MARY);
            LoginUseCases overtaken = bench.hostWith(ports -> new LoginPorts(
                    ports.users(),
                    ports.states(),
                    new OvertakenHasher(() -> bench.withPassword("mary", LoginBench.WRONG)),
                    ports.tokenHasher(),
                    ports.oneTimePassword(),
                    ports.sealer(),
                    ports.secrets(),
                    ports.audit(),
                    ports.clock()));
            try (Password password = Password.of(LoginBench.PASSWORD)) {
                assertThat(overtaken.gate().logIn(LogInRequest.withPassword("mary", password)))
                        .isInstanceOf(LogInResult.CodeNeeded.class);
            }
            assertThat(failures(bench)).isEqualTo(1);
        }
    }

    @Test
    void aPauseIsTemporaryAndSaysWhenItEnds() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            IntStream.range(1, FREE).forEach(guess -> bench.withPassword("mary", LoginBench.WRONG));
            for (int guess = 0; guess < 100; guess++) {
                bench.withPassword("mary", LoginBench.WRONG);
                LogInResult paused = bench.withPassword("mary", LoginBench.PASSWORD);
                assertThat(isPaused(paused)).isTrue();
                Instant end = ((LogInResult.Refused) paused).retryAt().orElseThrow();
                assertThat(Duration.between(bench.now(), end))
                        .isLessThanOrEqualTo(
                                AttemptPolicy.PER_USER.longestPause().plusMinutes(5));
                bench.clock.moveTo(end);
            }
            assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted())
                    .isTrue();
            assertThat(failures(bench)).isZero();
        }
    }

    @Test
    void aRightTokenWorksDuringAPause() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            TokenValue token = bench.token(MARY, "device", TokenValidity.unlimited());
            IntStream.range(0, FREE).forEach(guess -> bench.withPassword("mary", LoginBench.WRONG));
            assertThat(isPaused(bench.withPassword("mary", LoginBench.PASSWORD)))
                    .isTrue();
            assertThat(bench.withToken(token.reveal()).isAccepted()).isTrue();
            assertThat(bench.withTokenOfUser(0, "mary", token.reveal()).isAccepted())
                    .isTrue();
            assertThat(failures(bench)).isEqualTo(FREE);
        }
    }

    @Test
    void aRightPasswordNeverProlongsAPause() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            LoginBench.Device device = bench.secondFactor(MARY);
            for (int guess = 0; guess < 20; guess++) {
                bench.withPassword("mary", LoginBench.WRONG);
                bench.clock.move(AttemptPolicy.PER_USER.longestPause());
            }
            LogInResult first = bench.withPassword("mary", LoginBench.PASSWORD);
            assertThat(first).isInstanceOf(LogInResult.CodeNeeded.class);
            assertThat(bench.withTicket(
                                    1,
                                    ((LogInResult.CodeNeeded) first).ticket(),
                                    device.authenticator().codeAt(bench.now()))
                            .isAccepted())
                    .isTrue();
        }
    }

    @Test
    void aClockThatIsALittleBehindDoesNotGetAroundAPause() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            IntStream.range(0, FREE).forEach(guess -> bench.withPassword("mary", LoginBench.WRONG));
            bench.clock.move(Duration.ofSeconds(-10));
            assertThat(isPaused(bench.withPassword("mary", LoginBench.PASSWORD)))
                    .isTrue();
        }
    }

    @Test
    void anUnknownLoginIsPausedAsAKnownOne() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP)) {
            bench.user("mary");
            for (int guess = 0; guess < 10; guess++) {
                assertThat(bench.withPassword("nobody", LoginBench.WRONG))
                        .isEqualTo(bench.withPassword("mary", LoginBench.WRONG));
                assertThat(bench.withTokenOfUser(0, "nobody", "000000"))
                        .isEqualTo(bench.withTokenOfUser(0, "mary", "000000"));
                bench.clock.move(Duration.ofMillis(700));
            }
            assertThat(attempts(bench, LoginStateKey.ofUnknown(IdentifierKey.of("nobody"))))
                    .isEqualTo(attempts(bench, LoginStateKey.of(MARY)));
        }
    }

    @Test
    void oneSourceIsPausedWhoeverItGuessesAt() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP, briefSourcePolicy())) {
            bench.user("mary");
            for (String login : List.of("a", "b", "c")) {
                assertThat(fromSource(bench, login, LoginBench.WRONG, "192.0.2.1")
                                .isAccepted())
                        .isFalse();
            }
            assertThat(isPaused(fromSource(bench, "mary", LoginBench.PASSWORD, "192.0.2.1")))
                    .isTrue();
            assertThat(failures(bench)).isZero();
            assertThat(fromSource(bench, "mary", LoginBench.PASSWORD, "192.0.2.2")
                            .isAccepted())
                    .isTrue();
            bench.clock.move(Duration.ofSeconds(10));
            assertThat(fromSource(bench, "mary", LoginBench.PASSWORD, "192.0.2.1")
                            .isAccepted())
                    .isTrue();
        }
    }

    @Test
    void aRightPasswordNeverCountsAgainstItsSource() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP, briefSourcePolicy())) {
            for (String login : List.of("ann", "bob", "cid", "dan", "eve")) {
                bench.user(login);
                assertThat(fromSource(bench, login, LoginBench.PASSWORD, "192.0.2.1")
                                .isAccepted())
                        .isTrue();
            }
        }
    }

    @Test
    void aResetForgetsWrongAttempts() {
        try (LoginBench bench = LoginBench.over(TestStore.MAP);
                Password fresh = Password.of("set by an administrator")) {
            bench.user("mary");
            IntStream.range(0, FREE).forEach(guess -> bench.withPassword("mary", LoginBench.WRONG));
            assertThat(bench.host().passwords().reset(Actor.host(), MARY, fresh, TokensAfterwards.KEPT))
                    .isInstanceOf(PasswordChangeResult.Changed.class);
            assertThat(bench.withPassword("mary", "set by an administrator").isAccepted())
                    .isTrue();
        }
    }

    private static LoginPolicy briefSourcePolicy() {
        return LoginBench.standardPolicy()
                .withPerSource(
                        new AttemptPolicy(3, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofHours(1)));
    }

    private static LogInResult fromSource(LoginBench bench, String login, String password, String source) {
        try (Password plain = Password.of(password)) {
            return bench.logIn(LogInRequest.withPassword(login, plain).from(source));
        }
    }

    private static int failures(LoginBench bench) {
        return bench.state(MARY).attempts().failures();
    }

    private static Attempts attempts(LoginBench bench, LoginStateKey key) {
        return bench.store()
                .loginStates()
                .find(key)
                .map(Stored::state)
                .map(LoginState::attempts)
                .orElse(Attempts.NONE);
    }

    private static boolean isPaused(LogInResult result) {
        return LoginBench.outsideReason(result)
                .filter(RefusalReason.PAUSED::equals)
                .isPresent();
    }

    /** Lets somebody else go first. */
    private record OvertakenHasher(Runnable other) implements PasswordHasher {
        @Override
        public PasswordHash hash(Password password) {
            return new QuickHasher().hash(password);
        }

        @Override
        public Verification verify(Password password, Optional<PasswordHash> stored) {
            other.run();
            return new QuickHasher().verify(password, stored);
        }
    }
}
