package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.access.Answer;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY cases 27 and 28 over every store: how a login ends, and how it becomes stronger without a new one. */
class RunningLoginTest {
    private static final UserId MARY = new UserId("mary");

    @ParameterizedTest
    @EnumSource
    void aLoginByPasswordEnds(TestStore store) {
        try (LoginBench bench =
                LoginBench.over(store, LoginBench.standardPolicy().withPasswordLoginLife(Duration.ofHours(1)))) {
            bench.user("mary");
            LogInResult.Accepted login = logIn(bench);
            assertThat(login.until()).contains(bench.now().plus(Duration.ofHours(1)));
            bench.clock.move(Duration.ofHours(1).minusMillis(1));
            assertThat(tokensOf(bench, login.actor())).isInstanceOf(Answer.Allowed.class);
            bench.clock.move(Duration.ofMillis(1));
            assertRefused(tokensOf(bench, login.actor()), Reason.PROOF_ENDED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCodeMakesARunningLoginStronger(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn weak = logIn(bench).actor();
            LoginBench.Device device = bench.secondFactor(MARY);
            bench.clock.move(Duration.ofSeconds(90));
            assertThat(remove(bench, weak)).isInstanceOf(SecondFactorResult.Forbidden.class);

            String code = device.authenticator().codeAt(bench.now());
            LogInResult result = bench.host().sessions().stepUp(weak, code);

            assertThat(result).isInstanceOf(LogInResult.Accepted.class);
            Actor.LoggedIn strong = ((LogInResult.Accepted) result).actor();
            assertThat(strong.strength()).isEqualTo(ProofStrength.TWO_FACTORS);
            assertThat(strong.credential().loggedIn())
                    .as("it ends when the login would have ended")
                    .isEqualTo(weak.credential().loggedIn());
            assertThat(bench.host().sessions().stepUp(weak, code).isAccepted())
                    .as("a code works once")
                    .isFalse();
            assertThat(remove(bench, strong)).isInstanceOf(SecondFactorResult.Removed.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingButARunningLoginByPasswordBecomesStronger(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn before = logIn(bench).actor();
            LoginBench.Device device = bench.secondFactor(MARY);
            TokenValue token = bench.token(MARY, "web", TokenValidity.seconds(86_400));
            Actor.LoggedIn byToken = ((LogInResult.Accepted) bench.withToken(token.reveal())).actor();
            bench.clock.move(Duration.ofSeconds(90));
            String wrong = device.authenticator().wrongCodeAt(bench.now());
            assertThat(bench.host().sessions().stepUp(before, wrong).isAccepted())
                    .isFalse();
            assertThat(bench.state(MARY).wrongCodes()).isOne();
            assertThat(bench.host()
                            .sessions()
                            .stepUp(byToken, device.authenticator().codeAt(bench.now()))
                            .isAccepted())
                    .isFalse();
            reset(bench, TokensAfterwards.REVOKED);
            assertThat(bench.host()
                            .sessions()
                            .stepUp(before, device.authenticator().codeAt(bench.now()))
                            .isAccepted())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDemandedChangeLetsNoTokenAndNoSessionGoOn(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn session = logIn(bench).actor();
            TokenValue token = bench.token(MARY, "web", TokenValidity.seconds(86_400));
            bench.host().passwords().demandChange(Actor.host(), MARY).orElseThrow();
            assertRefused(tokensOf(bench, session), Reason.PASSWORD_CHANGE_DEMANDED);
            assertThat(bench.withToken(token.reveal()).isAccepted()).isFalse();
            try (Password old = Password.of(LoginBench.PASSWORD);
                    Password fresh = Password.of("lamp ferry walnut 17")) {
                assertThat(bench.host().passwords().change(session, MARY, old, fresh, TokensAfterwards.REVOKED))
                        .isInstanceOf(PasswordChangeResult.Changed.class);
            }
        }
    }

    /** What was begun before a reset does not go on after it, also where the host keeps tokens. */
    @ParameterizedTest
    @EnumSource
    void aResetEndsWhatWaits(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            TokenValue kept = bench.token(MARY, "web", TokenValidity.seconds(86_400));
            String code = bench.shortCode(MARY, "desk");
            bench.host().secondFactors().enrol(Actor.host(), MARY, "Practice");
            reset(bench, TokensAfterwards.KEPT);
            assertThat(bench.withToken(kept.reveal()).isAccepted()).isTrue();
            assertThat(bench.withTokenOfUser(0, "mary", code).isAccepted()).isFalse();
            assertThat(bench.host().secondFactors().confirm(Actor.host(), MARY, "123456"))
                    .isInstanceOf(SecondFactorResult.NotEnrolled.class);
            LoginState state = bench.state(MARY);
            assertThat(state.pendingLogin()).isEmpty();
            assertThat(state.pendingContact()).isEmpty();
        }
    }

    private static void reset(LoginBench bench, TokensAfterwards tokens) {
        try (Password fresh = Password.of("lamp ferry walnut 17")) {
            assertThat(bench.host().passwords().reset(Actor.host(), MARY, fresh, tokens))
                    .isInstanceOf(PasswordChangeResult.Changed.class);
        }
    }

    private static LogInResult.Accepted logIn(LoginBench bench) {
        return (LogInResult.Accepted) bench.withPassword("mary", LoginBench.PASSWORD);
    }

    private static Answer<?> tokensOf(LoginBench bench, Actor actor) {
        return bench.host().tokens().list(actor, MARY);
    }

    private static SecondFactorResult remove(LoginBench bench, Actor actor) {
        return bench.host().secondFactors().remove(actor, MARY);
    }

    private static void assertRefused(Answer<?> answer, Reason reason) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Answer.Forbidden.class,
                        forbidden -> assertThat(forbidden.refusal().reason()).isEqualTo(reason));
    }
}
