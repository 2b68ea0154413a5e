package io.keyholder.application.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The present moment in whole milliseconds, which is what user documents hold. Thread-safe. */
public final class Now {
    private final Clock clock;

    public Now(Clock clock) {
        this.clock = clock;
    }

    public Instant get() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
