package io.keyholder.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is remembered about logging in, at the bounds of its values. */
class LoginBoundsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final UserId BOB = new UserId("bob");

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("free attempts are not 1 to 1,000", () -> policy(1_001, SECOND, SECOND, SECOND)),
                refused("free attempts are not 1 to 1,000", () -> policy(0, SECOND, SECOND, SECOND)),
                refused("first pause is not over zero", () -> policy(1, SECOND.negated(), SECOND, SECOND)),
                refused("longest pause is shorter", () -> policy(1, SECOND, SECOND.minusNanos(1), SECOND)),
                refused("longest pause is over a day", () -> policy(1, SECOND, DAY.plusNanos(1), SECOND)),
                refused("time to forget an attempt is not over", () -> policy(1, SECOND, SECOND, Duration.ZERO)),
                refused("time to forget an attempt is over a", () -> policy(1, SECOND, SECOND, DAY.plusNanos(1))),
                refused("failed attempts are negative", () -> new Attempts(-1, Optional.of(NOW))),
                refused("sessions are more than 32", () -> new Sessions(sessions(33), Optional.empty())),
                refused("wrong codes are negative", () -> state(-1)),
                refused("session source holds half of a surrogate pair", () -> sourced("x\ud800")),
                refused("session id does not have 32", () -> new SessionId("F".repeat(32))),
                refused("login state key has another form", () -> new LoginStateKey("user")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBe(String problem, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(InvalidValueException.class).hasMessageStartingWith(problem);
    }

    @Test
    void takesEachBoundItself() {
        AttemptPolicy widest = policy(1_000, DAY, DAY, DAY);
        assertThat(widest.pauseAfter(1_000)).isEqualTo(DAY);
        assertThat(widest.pauseAfter(999)).isZero();
        assertThat(widest.mostCounted()).isEqualTo(2_000);
        assertThat(new Sessions(sessions(32), Optional.empty()).running()).hasSize(32);
    }

    @Test
    void countsAsManyDoublingsAsThereAre() {
        assertThat(policy(1, SECOND, SECOND.multipliedBy(4), DAY).mostCounted()).isEqualTo(1 + 2 + 1);
        AttemptPolicy steep = policy(1, Duration.ofNanos(1), DAY, DAY);
        assertThat(steep.mostCounted()).isEqualTo(1 + 40 + 1);
        assertThat(steep.pauseAfter(41)).isEqualTo(Duration.ofNanos(1L << 40));
        assertThat(steep.pauseAfter(1_000)).isEqualTo(Duration.ofNanos(1L << 40));
    }

    @Test
    void refundsOneAttempt() {
        AttemptPolicy policy = AttemptPolicy.PER_USER;
        Attempts one = Attempts.NONE.charged(NOW, policy);
        assertThat(one.refunded()).isEqualTo(Attempts.NONE);
        assertThat(Attempts.NONE.refunded()).isEqualTo(Attempts.NONE);
        assertThat(one.charged(NOW, policy).refunded()).isEqualTo(one);
    }

    @Test
    void countsNothingOfAnotherAge() {
        Attempts ancient = new Attempts(7, Optional.of(Instant.MIN));
        assertThat(ancient.countedAt(Instant.MAX, AttemptPolicy.PER_USER)).isZero();
        assertThat(ancient.charged(NOW, AttemptPolicy.PER_USER).failures()).isEqualTo(1);
    }

    @Test
    void blocksTheAuthenticatorAfterTheMostWrongCodes() {
        assertThat(state(LoginState.MOST_WRONG_CODES - 1).isAuthenticatorBlocked())
                .isFalse();
        assertThat(state(LoginState.MOST_WRONG_CODES - 1).withWrongCode().isAuthenticatorBlocked())
                .isTrue();
        assertThat(state(LoginState.MOST_WRONG_CODES).withWrongCode().wrongCodes())
                .isEqualTo(LoginState.MOST_WRONG_CODES);
        assertThat(LoginState.NONE.isAuthenticatorBlocked()).isFalse();
    }

    @Test
    void forgetsAPendingContactThatIsTooLateAtALogin() {
        PendingContact pending =
                new PendingContact(Contact.email("mary@example.org"), Optional.empty(), PasswordHash.of("{x}"), NOW, 0);
        LoginState waiting = LoginState.NONE.withPendingContact(Optional.of(pending));
        assertThat(waiting.withLogin(NOW).pendingContact()).contains(pending);
        assertThat(waiting.withLogin(pending.expires()).pendingContact()).isEmpty();
    }

    @Test
    void aRecognitionThatIsGoneIsNoCounting() {
        Recognition recognition = Recognition.of("0".repeat(64), PasswordHash.of("{x}"));
        LoginState with = LoginState.NONE.withRecognition(Optional.of(recognition));
        assertThat(with.onlyCountsOn(LoginState.NONE)).isTrue();
        assertThat(LoginState.NONE.onlyCountsOn(with)).isFalse();
        assertThat(LoginState.NONE.onlyCountsOn(LoginState.NONE)).isTrue();
    }

    @Test
    void shortensAnySourceToWhatIsKept() {
        String longest = "x".repeat(Session.MAX_SOURCE_LENGTH);
        assertThat(sourced(longest).source()).contains(longest);
        assertThat(sourced(longest + "y").source()).contains(longest);
        String split = "x".repeat(Session.MAX_SOURCE_LENGTH - 1) + "\ud83d\ude00";
        assertThat(sourced(split).source()).contains("x".repeat(Session.MAX_SOURCE_LENGTH - 1));
        assertThat(sourced("web").source()).contains("web");
    }

    @Test
    void replacesHalvesOfPairsInTheSourceOfALogin() {
        assertThat(begun("a\ud800b\udfffc\ud7ff\ue000").source()).contains("a\ufffdb\ufffdc\ud7ff\ue000");
        assertThat(begun("\ud83d\ude00").source()).contains("\ud83d\ude00");
    }

    @Test
    void aSessionGetsStrongerByAStrongerProof() {
        assertThat(begun("web").provedBy(ProofStrength.TWO_FACTORS).strength()).isEqualTo(ProofStrength.TWO_FACTORS);
    }

    @Test
    void twoRecordsOfASessionAreAsStrongAsTheWeaker() {
        Session weak = sessions(1).get(0);
        Sessions plain = Sessions.NONE.with(weak, DAY);
        Sessions strong = Sessions.NONE.with(weak.provedBy(ProofStrength.TWO_FACTORS), DAY);
        assertThat(plain.narrowedTo(strong)).isEqualTo(plain);
        assertThat(strong.narrowedTo(plain)).isEqualTo(plain);
    }

    @Test
    void remembersSessionsAndTheirEnd() {
        Sessions two = new Sessions(sessions(2), Optional.empty());
        assertThat(Sessions.NONE.isEmpty()).isTrue();
        assertThat(two.isEmpty()).isFalse();
        assertThat(Sessions.endedAt(NOW).isEmpty()).isFalse();
        assertThat(two.withOnly(Optional.of(id(1))).running())
                .extracting(Session::id)
                .containsExactly(id(1));
        assertThat(two.withOnly(Optional.empty()).running()).isEmpty();
    }

    @Test
    void keysDifferByKindUserAndSource() {
        List<LoginStateKey> keys = List.of(
                LoginStateKey.of(BOB),
                LoginStateKey.ofLoggedIn(BOB),
                LoginStateKey.ofUnknown(IdentifierKey.of("bob")),
                LoginStateKey.ofSource("web"),
                LoginStateKey.ofSource("app"),
                LoginStateKey.ofDevice(BOB, "web"),
                LoginStateKey.ofDevice(BOB, "app"),
                LoginStateKey.ofDevice(new UserId("mary"), "web"),
                LoginStateKey.ofKnownSource(BOB, "web"));
        assertThat(keys).doesNotHaveDuplicates();
        assertThat(keys).filteredOn(LoginStateKey::isOfUser).containsExactly(LoginStateKey.of(BOB));
        assertThat(LoginStateKey.of(BOB)).hasToString(LoginStateKey.of(BOB).value());
        assertThat(id(7)).hasToString("00000000000000000000000000000007");
    }

    private static Arguments refused(String problem, ThrowingCallable making) {
        return Arguments.of(problem, making);
    }

    private static AttemptPolicy policy(int free, Duration first, Duration longest, Duration forget) {
        return new AttemptPolicy(free, first, longest, forget);
    }

    private static LoginState state(int wrongCodes) {
        LoginState none = LoginState.NONE;
        return new LoginState(
                none.attempts(),
                none.lastCodeStep(),
                none.secondFactorConfirmed(),
                none.secondFactorRemoval(),
                none.recoveryCodes(),
                none.pendingLogin(),
                none.pendingContact(),
                none.passwordChangeDemanded(),
                none.lastLogin(),
                none.tokenLastUse(),
                none.recognition(),
                none.sessions(),
                wrongCodes);
    }

    private static Session sourced(String source) {
        return new Session(id(1), NOW, ProofStrength.PASSWORD, Optional.of(source), NOW);
    }

    private static Session begun(String source) {
        return Session.begun(id(1), ProofStrength.PASSWORD, Optional.of(source), NOW);
    }

    private static List<Session> sessions(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> Session.begun(id(number), ProofStrength.PASSWORD, Optional.empty(), NOW))
                .toList();
    }

    private static SessionId id(int number) {
        return new SessionId(String.format("%032x", number));
    }
}
