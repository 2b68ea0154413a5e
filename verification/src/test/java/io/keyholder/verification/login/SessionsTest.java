package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.access.Answer;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.session.RunningSessions;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.Session;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.login.Sessions;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.testkit.sample.Authenticator;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions over every store, with two hosts that share it. */
class SessionsTest {
    private static final UserId MARY = new UserId("mary");
    private static final UserId NOBODY = new UserId("nobody");

    @ParameterizedTest
    @EnumSource
    void aUserSeesItsSessionsAndEndsOne(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn phone = logIn(bench, "192.0.2.7");
            bench.clock.move(Duration.ofMinutes(1));
            Actor.LoggedIn desk = logIn(bench, "198.51.100.3");

            List<Session> seen = sessions(bench).list(desk, MARY).orElseThrow();
            assertThat(seen)
                    .extracting(Session::source)
                    .containsExactly(Optional.of("198.51.100.3"), Optional.of("192.0.2.7"));
            assertThat(seen).extracting(Session::strength).containsOnly(ProofStrength.PASSWORD);
            assertThat(seen.get(1).since()).isEqualTo(LoginBench.START);

            assertThat(other(bench).end(desk, MARY, idOf(phone)).orElseThrow()).isTrue();
            assertThat(other(bench).end(desk, MARY, idOf(phone)).orElseThrow()).isFalse();
            assertEnded(bench, phone);
            assertGoesOn(bench, desk);
            assertThat(bench.audit.events())
                    .filteredOn(AuditEvent.SessionsEnded.class::isInstance)
                    .extracting(event -> ((AuditEvent.SessionsEnded) event).ended())
                    .containsExactly(1, 0);
        }
    }

    /** What was logged in before ends, listed or not; a token is another credential. */
    @ParameterizedTest
    @EnumSource
    void allEndAtOnce(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn first = logIn(bench, "192.0.2.7");
            Actor.LoggedIn unlisted = first.inSession(bench.current(MARY), Optional.empty(), bench.now());
            assertGoesOn(bench, unlisted);
            TokenValue token = bench.token(MARY, "web", TokenValidity.seconds(86_400));
            Actor.LoggedIn byToken = ((LogInResult.Accepted) bench.withToken(token.reveal())).actor();

            assertThat(sessions(bench).endAll(Actor.host(), MARY).orElseThrow()).isEqualTo(1);
            assertEnded(bench, first);
            assertEnded(bench, unlisted);
            assertGoesOn(bench, byToken);
            assertThat(bench.state(MARY).recognition()).isEmpty();
            bench.clock.move(Duration.ofMillis(1));
            assertGoesOn(bench, logIn(bench, "192.0.2.7"));
            assertThat(sessions(bench).endAll(Actor.host(), NOBODY).orElseThrow())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOthersEnd(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn one = logIn(bench, "192.0.2.7");
            Actor.LoggedIn two = logIn(bench, "192.0.2.8");
            Actor.LoggedIn three = logIn(bench, "192.0.2.9");
            assertThat(sessions(bench).endOthers(two).orElseThrow()).isEqualTo(2);
            assertEnded(bench, one);
            assertEnded(bench, three);
            assertGoesOn(bench, two);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherUserMayNeitherSeeNorEndThem(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            bench.user("eve");
            Actor.LoggedIn mary = logIn(bench, "192.0.2.7");
            Actor.LoggedIn eve = ((LogInResult.Accepted) bench.withPassword("eve", LoginBench.PASSWORD)).actor();
            assertThat(sessions(bench).list(eve, MARY)).isInstanceOf(Answer.Forbidden.class);
            assertThat(sessions(bench).end(eve, MARY, idOf(mary))).isInstanceOf(Answer.Forbidden.class);
            assertThat(sessions(bench).endAll(eve, MARY)).isInstanceOf(Answer.Forbidden.class);
            assertThat(sessions(bench).end(eve, eve.user(), idOf(mary)).orElseThrow())
                    .isFalse();
            assertGoesOn(bench, mary);
        }
    }

    /** Steps up within its session, and the other session does not. */
    @ParameterizedTest
    @EnumSource
    void aSessionProvesMoreAndAnEndedOneDoesNot(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn weak = logIn(bench, "192.0.2.7");
            Actor.LoggedIn ended = logIn(bench, "192.0.2.8");
            LoginBench.Device device = bench.secondFactor(MARY);
            sessions(bench).end(Actor.host(), MARY, idOf(ended)).orElseThrow();
            bench.clock.move(Duration.ofMinutes(1));
            assertThat(sessions(bench)
                            .stepUp(ended, device.authenticator().codeAt(bench.now()))
                            .isAccepted())
                    .isFalse();
            LogInResult result =
                    sessions(bench).stepUp(weak, device.authenticator().codeAt(bench.now()));
            Actor.LoggedIn strong = ((LogInResult.Accepted) result).actor();
            assertThat(idOf(strong)).isEqualTo(idOf(weak));
            assertThat(sessions(bench).list(strong, MARY).orElseThrow())
                    .singleElement()
                    .extracting(Session::strength)
                    .isEqualTo(ProofStrength.TWO_FACTORS);
            sessions(bench).end(strong, MARY, idOf(strong)).orElseThrow();
            assertEnded(bench, weak);
            assertEnded(bench, strong);
        }
    }

    /** A user who replaces its password or sets up a factor goes on alone. */
    @ParameterizedTest
    @EnumSource
    void aChangeOfFactorsEndsTheOthers(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn own = logIn(bench, "192.0.2.7");
            Actor.LoggedIn other = logIn(bench, "192.0.2.8");
            SecondFactorResult.Enrolled enrolled =
                    (SecondFactorResult.Enrolled) bench.host().secondFactors().enrol(own, MARY, "Practice");
            assertThat(bench.host()
                            .secondFactors()
                            .confirm(
                                    own,
                                    MARY,
                                    Authenticator.with(enrolled.secret()).codeAt(bench.now())))
                    .isInstanceOf(SecondFactorResult.Confirmed.class);
            assertEnded(bench, other);
            assertGoesOn(bench, own);
            try (Password fresh = Password.of("lamp ferry walnut 17")) {
                assertThat(bench.host().passwords().reset(Actor.host(), MARY, fresh, TokensAfterwards.REVOKED))
                        .isInstanceOf(PasswordChangeResult.Changed.class);
            }
            assertEnded(bench, own);
            assertThat(sessions(bench).list(Actor.host(), MARY).orElseThrow()).isEmpty();
        }
    }

    /** A use is noted to five minutes; a session that is not used makes room for the next. */
    @ParameterizedTest
    @EnumSource
    void theSessionUnusedForLongestMakesRoom(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn first = logIn(bench, "192.0.2.7");
            Actor.LoggedIn second = logIn(bench, "192.0.2.8");
            bench.clock.move(RunningSessions.USE_PRECISION);
            assertGoesOn(bench, first);
            assertThat(lastUseOf(bench, first)).isEqualTo(bench.now());
            bench.clock.move(Duration.ofMinutes(1));
            assertGoesOn(bench, first);
            assertThat(lastUseOf(bench, first)).isBefore(bench.now());
            for (int login = 1; login < Sessions.MOST; login++) {
                logIn(bench, "198.51.100.3");
            }
            assertEnded(bench, second);
            assertGoesOn(bench, first);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSessionEndsWithItsLife(TestStore store) {
        try (LoginBench bench = LoginBench.over(store)) {
            bench.user("mary");
            Actor.LoggedIn session = logIn(bench, "192.0.2.7");
            bench.clock.move(Duration.ofDays(1));
            assertThat(sessions(bench).list(Actor.host(), MARY).orElseThrow()).isEmpty();
            assertThat(reasonOf(sessions(bench).check(session))).isEqualTo(Reason.PROOF_ENDED);
        }
    }

    private static Instant lastUseOf(LoginBench bench, Actor.LoggedIn actor) {
        return bench.state(MARY).sessions().find(idOf(actor)).orElseThrow().lastUse();
    }

    private static void assertGoesOn(LoginBench bench, Actor.LoggedIn actor) {
        assertThat(other(bench).check(actor).orElseThrow().id()).isEqualTo(actor.user());
        assertThat(bench.host().tokens().list(actor, actor.user())).isInstanceOf(Answer.Allowed.class);
    }

    /** Whatever it is asked for. */
    private static void assertEnded(LoginBench bench, Actor.LoggedIn actor) {
        assertThat(reasonOf(other(bench).check(actor))).isEqualTo(Reason.CREDENTIAL_ENDED);
        assertThat(reasonOf(bench.host().tokens().list(actor, actor.user()))).isEqualTo(Reason.CREDENTIAL_ENDED);
    }

    private static Reason reasonOf(Answer<?> answer) {
        return ((Answer.Forbidden<?>) answer).refusal().reason();
    }

    private static SessionId idOf(Actor.LoggedIn actor) {
        return actor.credential().session().orElseThrow();
    }

    private static RunningSessions sessions(LoginBench bench) {
        return bench.host().sessions();
    }

    private static RunningSessions other(LoginBench bench) {
        return bench.host(1).sessions();
    }

    private static Actor.LoggedIn logIn(LoginBench bench, String source) {
        try (Password password = Password.of(LoginBench.PASSWORD)) {
            LogInResult result = bench.host()
                    .gate()
                    .logIn(LogInRequest.withPassword("mary", password).from(source));
            return ((LogInResult.Accepted) result).actor();
        }
    }
}
