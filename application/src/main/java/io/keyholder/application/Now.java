package io.keyholder.application;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The present moment in whole milliseconds, which is what user documents hold. Thread-safe. */
final class Now {
    private final Clock clock;

    Now(Clock clock) {
        this.clock = clock;
    }

    Instant get() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
