package io.keyholder.domain.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The moment of a soft deletion. */
public final class Removal {
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private Removal() {}

    /**
     * The moment that is kept for a soft deletion. Documents hold it as milliseconds since 1970, and other software
     * takes 0 there for no deletion. So a moment that is 0 in whole milliseconds becomes the next millisecond.
     */
    public static Optional<Instant> kept(Optional<Instant> when) {
        return when.map(moment -> Duration.between(Instant.EPOCH, moment).abs().compareTo(MILLISECOND) < 0
                ? Instant.EPOCH.plus(MILLISECOND)
                : moment);
    }
}
