package io.keyholder.testkit.arbitraries;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for moments, with parts of milliseconds, before 1970 and up to both ends of time. */
public final class InstantArbitraries {
    private static final int NANOS_A_SECOND = 1_000_000_000;

    private InstantArbitraries() {}

    /** Any moment that {@link Instant} can hold: mostly of our age, in whole milliseconds or to the nanosecond. */
    public static Arbitrary<Instant> instants() {
        return Choice.of(6, wholeMilliseconds())
                .or(6, between(Instant.parse("1900-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z")))
                .or(2, between(Instant.MIN, Instant.MAX))
                .or(2, notable())
                .arbitrary();
    }

    private static Arbitrary<Instant> wholeMilliseconds() {
        return Arbitraries.longs()
                .between(-1_000_000_000_000L, 4_000_000_000_000L)
                .withoutEdgeCases()
                .map(Instant::ofEpochMilli);
    }

    private static Arbitrary<Instant> between(Instant first, Instant last) {
        Arbitrary<Long> seconds = Arbitraries.longs()
                .between(first.getEpochSecond(), last.getEpochSecond())
                .withoutEdgeCases();
        Arbitrary<Integer> nanos =
                Arbitraries.integers().between(0, NANOS_A_SECOND - 1).withoutEdgeCases();
        return Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond).withoutEdgeCases();
    }

    private static Arbitrary<Instant> notable() {
        return Arbitraries.of(
                Instant.EPOCH,
                Instant.EPOCH.minusNanos(1),
                Instant.EPOCH.minusNanos(1_000_001),
                Instant.EPOCH.plusNanos(1),
                Instant.ofEpochMilli(1_536_245_213_123L).plusNanos(456_000),
                Instant.ofEpochMilli(Long.MIN_VALUE),
                Instant.ofEpochMilli(Long.MAX_VALUE),
                Instant.ofEpochMilli(Long.MAX_VALUE).plus(Duration.ofMillis(1)),
                Instant.parse("9999-12-31T23:59:59.999999999Z"),
                Instant.parse("+10000-01-01T00:00:00Z"),
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.MIN,
                Instant.MAX);
    }
}
