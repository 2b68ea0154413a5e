package io.keyholder.adapters.couchdb.internal.http;

import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** When one call of a port must have ended, by the clock that never jumps. Immutable. */
public final class Deadline {
    private final Time time;
    private final long endNanos;

    private Deadline(Time time, long endNanos) {
        this.time = time;
        this.endNanos = endNanos;
    }

    /** How time passes. */
    public interface Time {
        /** The one of this machine. */
        Time REAL = new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void pass(long nanos) {
                LockSupport.parkNanos(nanos);
            }
        };

        /** Now, from any moment on. */
        long nanos();

        /** Lets about so much pass. */
        void pass(long nanos);
    }

    public static Deadline after(Duration duration) {
        return by(Time.REAL, duration);
    }

    /** The same by another time. */
    public static Deadline by(Time time, Duration duration) {
        return new Deadline(time, time.nanos() + duration.toNanos());
    }

    /** Another one, by the same time. */
    public Deadline another(Duration duration) {
        return by(time, duration);
    }

    /** Waits, but never for longer than there is time left. */
    public void pause(long nanos) {
        require();
        time.pass(Math.min(nanos, remainingNanos()));
        require();
    }

    /** How much is left, zero when it has passed. */
    public long remainingNanos() {
        return Math.max(0, endNanos - time.nanos());
    }

    /** The moment in the middle between now and then. */
    Deadline half() {
        return new Deadline(time, time.nanos() + remainingNanos() / 2);
    }

    /** A moment shortly before, so that something is left to find out what took so long. */
    public Deadline shortlyBefore() {
        return new Deadline(time, time.nanos() + remainingNanos() / 10 * 9);
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
