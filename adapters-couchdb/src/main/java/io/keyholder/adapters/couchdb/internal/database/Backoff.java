package io.keyholder.adapters.couchdb.internal.database;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits for another writer while what it did last is still there, and reports when that has gone on for too long.
 * Measured from when this writer first saw it, by the clock that never jumps; no one's time stamp is believed. Not
 * thread-safe.
 */
public final class Backoff {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(40);

    private final Duration limit;
    private final Deadline deadline;
    private String watched = "";
    private Deadline end;
    private long pauseNanos;

    public Backoff(Duration limit, Deadline deadline) {
        this.limit = limit;
        this.deadline = deadline;
        this.end = deadline.another(limit);
    }

    /** Waits a little; false when {@code revision} has been there for longer than the limit. */
    public boolean waitsFor(String revision) {
        deadline.require();
        if (!revision.equals(watched)) {
            watched = revision;
            end = deadline.another(limit);
            pauseNanos = FIRST_PAUSE.toNanos();
        }
        if (end.hasPassed()) {
            return false;
        }
        deadline.pause(Math.min(end.remainingNanos(), jittered()));
        pauseNanos = Math.min(pauseNanos * 2, LONGEST_PAUSE.toNanos());
        return true;
    }

    /** Waits a little before another attempt against a busy rival. */
    public void pause() {
        pause(deadline);
    }

    /** The same within a deadline. */
    static void pause(Deadline deadline) {
        deadline.pause(Math.floorMod(System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(5)));
    }

    private long jittered() {
        return pauseNanos / 2 + Math.floorMod(System.nanoTime(), pauseNanos);
    }
}
