package io.keyholder.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class AttemptsProperties {
    private static final AttemptPolicy POLICY =
            new AttemptPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofHours(1));
    /** Pauses that end by forgetting: the longest is what forgetting one takes. */
    private static final AttemptPolicy HOURLY =
            new AttemptPolicy(3, Duration.ofSeconds(1), Duration.ofHours(1), Duration.ofHours(1));

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Property
    void thePauseGrowsAndIsBounded(@ForAll @IntRange(max = 1_000_000) int failures) {
        Duration pause = POLICY.pauseAfter(failures);
        assertThat(pause).isLessThanOrEqualTo(POLICY.longestPause());
        assertThat(POLICY.pauseAfter(failures + 1)).isGreaterThanOrEqualTo(pause);
        assertThat(pause.isZero()).isEqualTo(failures < POLICY.freeAttempts());
    }

    @Property
    void aPauseEndsByItself(@ForAll @IntRange(max = 200) int guesses) {
        Attempts attempts = charged(guesses);
        assertThat(attempts.failures()).isEqualTo(Math.min(guesses, POLICY.mostCounted()));
        assertThat(attempts.pausedUntil(NOW, POLICY).isPresent()).isEqualTo(guesses >= POLICY.freeAttempts());
        assertThat(attempts.pausedUntil(NOW.plus(POLICY.longestPause()), POLICY))
                .isEmpty();
    }

    @Property
    void aClockSetBackLocksNobodyOut(
            @ForAll @IntRange(min = 1, max = 200) int guesses,
            @ForAll @LongRange(min = 61, max = 1L << 35) long seconds) {
        assertThat(charged(guesses).pausedUntil(NOW.minusSeconds(seconds), POLICY))
                .isEmpty();
    }

    @Property
    void aClockThatIsALittleBehindDoesNotGetAroundAPause(
            @ForAll @IntRange(min = 3, max = 200) int guesses, @ForAll @LongRange(min = 0, max = 60) long seconds) {
        assertThat(charged(guesses).pausedUntil(NOW.minusSeconds(seconds), POLICY))
                .contains(NOW.plus(POLICY.pauseAfter(guesses)));
    }

    @Property
    void freeAttemptsPauseNobodyWhateverTheClock(
            @ForAll @IntRange(max = 2) int guesses, @ForAll @LongRange(min = -100, max = 100) long seconds) {
        assertThat(charged(guesses).pausedUntil(NOW.minusSeconds(seconds), POLICY))
                .isEmpty();
    }

    @Example
    void doublesFromTheFirstToTheLongest() {
        assertThat(POLICY.pauseAfter(3)).isEqualTo(Duration.ofSeconds(1));
        assertThat(POLICY.pauseAfter(4)).isEqualTo(Duration.ofSeconds(2));
        assertThat(POLICY.pauseAfter(8)).isEqualTo(Duration.ofSeconds(32));
        assertThat(POLICY.pauseAfter(9)).isEqualTo(Duration.ofSeconds(60));
    }

    @Example
    void forgetsOneAttemptInEachTimeToForget() {
        Attempts nine = charged(9);
        assertThat(nine.countedAt(NOW.plus(POLICY.forgetOneAfter()).minusNanos(1), POLICY))
                .isEqualTo(9);
        assertThat(nine.countedAt(NOW.plus(POLICY.forgetOneAfter()), POLICY)).isEqualTo(8);
        assertThat(nine.countedAt(NOW.plus(POLICY.forgetOneAfter().multipliedBy(9)), POLICY))
                .isZero();
        assertThat(nine.charged(NOW.plus(POLICY.forgetOneAfter()), POLICY).failures())
                .isEqualTo(9);
    }

    /** A counter that were touched often would never fall if each attempt began its decay anew. */
    @Property
    void attemptsThatComeSlowerThanTheyAreForgottenNeverPause(
            @ForAll @Size(min = 1, max = 200) List<@LongRange(min = 0, max = 3_600) Long> jitterSeconds) {
        Attempts attempts = Attempts.NONE;
        for (int index = 0; index < jitterSeconds.size(); index++) {
            Instant now = NOW.plus(POLICY.forgetOneAfter().multipliedBy(index)).plusSeconds(jitterSeconds.get(index));
            assertThat(attempts.pausedUntil(now, POLICY)).isEmpty();
            attempts = attempts.charged(now, POLICY);
        }
    }

    /**
     * The law of a bucket: in any time no more are judged than are free and as many as are forgotten meanwhile, and
     * some.
     */
    @Property
    void noMoreAreJudgedInAnyTimeThanAreFreeAndForgotten(@ForAll @IntRange(min = 1, max = 100) int hours) {
        Attempts attempts = Attempts.NONE;
        Instant now = NOW;
        int judged = 0;
        while (now.isBefore(NOW.plus(Duration.ofHours(hours)))) {
            Optional<Instant> pause = attempts.pausedUntil(now, HOURLY);
            if (pause.isEmpty()) {
                attempts = attempts.charged(now, HOURLY);
                judged++;
            }
            now = pause.orElse(now);
        }
        assertThat(judged).isLessThanOrEqualTo(HOURLY.mostCounted() + hours + 1);
    }

    @Property
    void whatIsForgottenIsForgottenForGood(
            @ForAll @IntRange(min = 1, max = 200) int guesses, @ForAll @LongRange(max = 1L << 32) long seconds) {
        assertThat(charged(guesses).countedAt(NOW.plus(POLICY.memory()).plusSeconds(seconds), POLICY))
                .isZero();
        assertThat(charged(guesses).pausedUntil(NOW.plus(POLICY.memory()), POLICY))
                .isEmpty();
    }

    @Property
    void aClockThatWasAheadDoesNotStopTheDecay(@ForAll @LongRange(min = 1, max = 1L << 35) long secondsAhead) {
        Attempts ahead = new Attempts(9, Optional.of(NOW.plusSeconds(secondsAhead)));
        Attempts charged = ahead.charged(NOW, POLICY);
        assertThat(charged.countedAt(NOW.plus(POLICY.forgetOneAfter()), POLICY)).isEqualTo(9);
    }

    @Example
    void thereIsAHighestCountWhateverThePauses() {
        AttemptPolicy steep = new AttemptPolicy(1, Duration.ofNanos(1), Duration.ofDays(1), Duration.ofNanos(1));
        assertThat(steep.mostCounted()).isLessThan(100);
        assertThat(POLICY.mostCounted()).isEqualTo(12);
    }

    @Example
    void refusesStatesAndPoliciesThatCannotBe() {
        assertThatThrownBy(() -> new Attempts(1, Optional.of(NOW), Optional.empty()))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new AttemptPolicy(1, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Attempts(1, Optional.empty())).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new Attempts(0, Optional.of(NOW))).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new AttemptPolicy(0, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofDays(1)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new AttemptPolicy(1, Duration.ZERO, Duration.ofSeconds(1), Duration.ofDays(1)))
                .isInstanceOf(InvalidValueException.class);
    }

    @Example
    void keysHoldNoPersonalData() {
        assertThat(LoginStateKey.ofUnknown(IdentifierKey.of("bob@example.org")).value())
                .doesNotContain("bob")
                .startsWith("identifier:");
        assertThat(LoginStateKey.ofSource("192.0.2.1").value()).doesNotContain("192");
        assertThat(LoginStateKey.of(new UserId("u"))).isNotEqualTo(LoginStateKey.of(new UserId("U")));
        assertThatThrownBy(() -> new LoginStateKey("user:../x")).isInstanceOf(InvalidValueException.class);
    }

    @Example
    void aCodeStepIsUsedOnceAndSoAreEarlierOnes() {
        LoginState used = LoginState.NONE.withCodeUsed(100);
        assertThat(LoginState.NONE.mayUseCodeOf(0)).isTrue();
        assertThat(used.mayUseCodeOf(99)).isFalse();
        assertThat(used.mayUseCodeOf(100)).isFalse();
        assertThat(used.mayUseCodeOf(101)).isTrue();
    }

    @Example
    void aLoginForgetsAttemptsAndKeepsUsedCodes() {
        LoginState state = LoginState.NONE
                .withAttempts(charged(4))
                .withCodeUsed(7)
                .withTokenUsed("t", NOW)
                .withTokenUsed("t", NOW.minusSeconds(1))
                .withLogin(NOW);
        assertThat(state.attempts()).isEqualTo(Attempts.NONE);
        assertThat(state.mayUseCodeOf(7)).isFalse();
        assertThat(state.tokenLastUse()).containsEntry("t", NOW);
        assertThat(state.lastLogin()).contains(NOW);
    }

    private static Attempts charged(int times) {
        Attempts attempts = Attempts.NONE;
        for (int guess = 0; guess < times; guess++) {
            attempts = attempts.charged(NOW, POLICY);
        }
        return attempts;
    }
}
