package io.keyholder.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SessionsProperties {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final Duration LIFE = Duration.ofDays(1);

    /** However many begin, the last one goes on and the ones used longest ago have ended. */
    @Property
    void theOnesUsedLastGoOn(@ForAll @IntRange(min = 1, max = 100) int count, @ForAll @IntRange(max = 99) int used) {
        Sessions sessions = Sessions.NONE;
        for (int number = 0; number < count; number++) {
            sessions = sessions.with(session(number), LIFE);
            sessions = sessions.withChanged(id(used), session -> session.usedAt(NOW.plusSeconds(1_000)));
        }
        assertThat(sessions.running()).hasSize(Math.min(count, Sessions.MOST));
        assertThat(sessions.find(id(count - 1))).isPresent();
        assertThat(sessions.find(id(used)).isPresent()).isEqualTo(used < count);
    }

    @Property
    void onesThatLastedTheirLifeAreLeftOut(@ForAll @IntRange(min = 1, max = Sessions.MOST - 1) int count) {
        Sessions sessions = Sessions.NONE;
        for (int number = 0; number < count; number++) {
            sessions = sessions.with(session(number), LIFE);
        }
        Session late = Session.begun(id(1_000), ProofStrength.PASSWORD, Optional.empty(), NOW.plus(LIFE));
        assertThat(sessions.with(late, LIFE).running())
                .allMatch(session -> late.since().isBefore(session.since().plus(LIFE)));
    }

    /** Two records of the same sessions let in no more than either of them. */
    @Property
    void narrowedGoesOnWhereBothDo(
            @ForAll @Size(max = 10) List<@IntRange(max = 10) Integer> ended,
            @ForAll @Size(max = 10) List<@IntRange(max = 10) Integer> otherEnded,
            @ForAll boolean allEnded) {
        Sessions one = Sessions.NONE;
        for (int number = 0; number <= 10; number++) {
            one = one.with(session(number), LIFE);
        }
        Sessions other = allEnded ? Sessions.endedAt(NOW.plusSeconds(20)) : one;
        for (int number : ended) {
            one = one.without(id(number));
        }
        for (int number : otherEnded) {
            other = other.without(id(number));
        }
        for (Sessions narrowed : List.of(one.narrowedTo(other), other.narrowedTo(one))) {
            for (int number = 0; number <= 10; number++) {
                Optional<SessionId> id = Optional.of(id(number));
                assertThat(narrowed.goOn(id, NOW)).isEqualTo(one.goOn(id, NOW) && other.goOn(id, NOW));
            }
            assertThat(narrowed.goOn(Optional.empty(), NOW.plusSeconds(20))).isEqualTo(!allEnded);
        }
    }

    @Example
    void aLoginThatWasNeverListedEndsWithAllOthers() {
        Sessions ended = Sessions.endedAt(NOW);
        assertThat(ended.goOn(Optional.empty(), NOW)).isFalse();
        assertThat(ended.goOn(Optional.empty(), NOW.plusMillis(1))).isTrue();
        assertThat(Sessions.NONE.goOn(Optional.empty(), NOW)).isTrue();
    }

    @Example
    void aSessionNeverGetsWeakerOrOlder() {
        Session strong = session(1).provedBy(ProofStrength.TWO_FACTORS);
        assertThat(strong.provedBy(ProofStrength.PASSWORD)).isEqualTo(strong);
        assertThat(strong.usedAt(NOW.minusSeconds(1))).isEqualTo(strong);
    }

    @Property
    void anySourceCanBeKept(@ForAll String source) {
        Session session = Session.begun(id(1), ProofStrength.PASSWORD, Optional.of(source), NOW);
        assertThat(session.source().orElseThrow().length()).isLessThanOrEqualTo(Session.MAX_SOURCE_LENGTH);
    }

    @Property
    void onlyHexDigitsAreAnId(@ForAll String text) {
        boolean isId = text.matches("[0-9a-f]{32}");
        if (!isId) {
            assertThatThrownBy(() -> new SessionId(text)).isInstanceOf(InvalidValueException.class);
        }
        assertThat(new SessionId("0".repeat(32)).value()).hasSize(32);
    }

    @Example
    void oneIdStandsForOneSession() {
        assertThatThrownBy(() -> new Sessions(List.of(session(1), session(1)), Optional.empty()))
                .isInstanceOf(InvalidValueException.class);
    }

    /** Counting may be lost; what was used, demanded, confirmed or ended may not. */
    @Example
    void onlyCountingCountsOn() {
        LoginState before = LoginState.NONE.withSessions(Sessions.NONE.with(session(1), LIFE));
        assertThat(before.withLogin(NOW).onlyCountsOn(before)).isTrue();
        assertThat(before.withTokenUsed("web", NOW).onlyCountsOn(before)).isTrue();
        assertThat(before.withSessions(before.sessions().with(session(2), LIFE)).onlyCountsOn(before))
                .isTrue();
        assertThat(List.of(
                        before.withCodeUsed(7),
                        before.withWrongCode(),
                        before.withPasswordChangeDemanded(Optional.of(NOW)),
                        before.withSecondFactorConfirmed(NOW, List.of()),
                        before.withSessions(before.sessions().without(id(1))),
                        before.withSessions(Sessions.endedAt(NOW))))
                .noneMatch(after -> after.onlyCountsOn(before));
    }

    private static Session session(int number) {
        return Session.begun(id(number), ProofStrength.PASSWORD, Optional.empty(), NOW.plusSeconds(number));
    }

    private static SessionId id(int number) {
        return new SessionId(String.format("%032x", number));
    }
}
