package io.keyholder.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class AttemptsProperties {
    private static final AttemptPolicy POLICY =
            new AttemptPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofHours(1));
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
        assertThat(attempts.failures()).isEqualTo(guesses);
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
    void forgetsAfterTheTimeToForget() {
        assertThat(charged(9).charged(NOW.plus(POLICY.forgetAfter()), POLICY).failures())
                .isEqualTo(1);
        assertThat(charged(9)
                        .charged(NOW.plus(POLICY.forgetAfter()).minusNanos(1), POLICY)
                        .failures())
                .isEqualTo(10);
    }

    @Example
    void refusesStatesAndPoliciesThatCannotBe() {
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
