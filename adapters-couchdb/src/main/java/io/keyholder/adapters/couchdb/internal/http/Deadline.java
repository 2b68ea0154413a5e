package io.keyholder.adapters.couchdb.internal.http;

import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;

/** When one call of a port must have ended, by the clock that never jumps. Immutable. */
public final class Deadline {
    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** How much is left, zero when it has passed. */
    public long remainingNanos() {
        return Math.max(0, endNanos - System.nanoTime());
    }

    /** The moment in the middle between now and then. */
    Deadline half() {
        return new Deadline(System.nanoTime() + remainingNanos() / 2);
    }

    /** A moment shortly before, so that something is left to find out what took so long. */
    public Deadline shortlyBefore() {
        return new Deadline(System.nanoTime() + remainingNanos() / 10 * 9);
    }

    public boolean hasPassed() {
        return remainingNanos() == 0;
    }

    /** Returns while there is time left. */
    public void require() {
        if (hasPassed()) {
            throw new StoreUnavailableException("CouchDB did not answer in time", null);
        }
    }
}
