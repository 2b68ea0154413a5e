package io.keyholder.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MovableClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MovableClock clock = MovableClock.at(START);

    @Test
    void standsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void movesForwardsAndBackwards() {
        assertThat(clock.move(Duration.ofNanos(1))).isEqualTo(START.plusNanos(1));
        assertThat(clock.move(Duration.ofDays(-2))).isEqualTo(clock.instant()).isBefore(START);
        clock.moveTo(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void movesTogetherWithItsOtherZones() {
        Clock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));
        clock.move(Duration.ofHours(1));
        assertThat(tokyo.instant()).isEqualTo(clock.instant());
        assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    @Test
    void losesNoMoveOfManyThreads() {
        IntStream.range(0, 1_000).parallel().forEach(step -> clock.move(Duration.ofSeconds(1)));
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1_000));
    }
}
