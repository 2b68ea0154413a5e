package io.keyholder.domain.login;

import io.keyholder.domain.internal.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Wrong attempts that still count. An attempt is charged before it is judged and refunded when it was right, so N
 * parallel guesses count N. The count decays: one attempt is forgotten in each {@link AttemptPolicy#forgetOneAfter}, so
 * the count follows the rate of wrong attempts and not their sum. Immutable.
 *
 * @param failures how many counted when the last one was charged, zero or more
 * @param last when the last one was charged; absent exactly when there is none
 * @param decaysFrom the moment from which the next one is being forgotten; absent exactly when there is none
 */
public record Attempts(int failures, Optional<Instant> last, Optional<Instant> decaysFrom) {
    /**
     * How far ahead another attempt may have been charged: instances over one store have clocks that differ, and a
     * thread may read the clock before another and charge after it. Guesses at one moment must not get around a pause
     * so.
     */
    public static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    /** Longer than any count lasts; a shorter time is a long of nanoseconds. */
    private static final long LONG_AGO_SECONDS = 9_000_000_000L;

    /** None. */
    public static final Attempts NONE = new Attempts(0, Optional.empty(), Optional.empty());

    public Attempts {
        Check.that(failures >= 0, "failed attempts", "are negative");
        Check.that((failures == 0) == last.isEmpty(), "last failed attempt", "does not agree with their number");
        Check.that(last.isEmpty() == decaysFrom.isEmpty(), "decay of failed attempts", "does not agree with the last");
    }

    /** Attempts that begin to decay with the last one, as records of earlier versions do. */
    public Attempts(int failures, Optional<Instant> last) {
        this(failures, last, last);
    }

    /**
     * Until when no further attempt is judged; absent when one may be. A last attempt further in the future than
     * {@link #CLOCK_DIFFERENCE}, which only a clock set back can leave, pauses no user.
     */
    public Optional<Instant> pausedUntil(Instant now, AttemptPolicy policy) {
        Duration pause = policy.pauseAfter(failures);
        return last.filter(charged -> !pause.isZero() && !charged.isAfter(now.plus(CLOCK_DIFFERENCE)))
                .map(charged -> charged.plus(pause))
                .filter(end -> end.isAfter(now));
    }

    /** How many still count at {@code now}. */
    public int countedAt(Instant now, AttemptPolicy policy) {
        return failures - forgottenAt(now, policy);
    }

    /** With one more attempt charged at {@code now}, without those that are forgotten by then. */
    public Attempts charged(Instant now, AttemptPolicy policy) {
        int counted = countedAt(now, policy);
        Instant from = counted == 0
                ? now
                : decayStart(now).plusNanos(policy.forgetOneAfter().toNanos() * forgottenAt(now, policy));
        return new Attempts(Math.min(counted + 1, policy.mostCounted()), Optional.of(now), Optional.of(from));
    }

    /** With one attempt refunded, because it turned out right or was not judged. */
    public Attempts refunded() {
        return failures <= 1 ? NONE : new Attempts(failures - 1, last, decaysFrom);
    }

    private int forgottenAt(Instant now, AttemptPolicy policy) {
        if (failures == 0) {
            return 0;
        }
        Duration elapsed = Duration.between(decayStart(now), now);
        if (elapsed.toSeconds() >= LONG_AGO_SECONDS) {
            return failures;
        }
        return (int)
                Math.min(failures, elapsed.toNanos() / policy.forgetOneAfter().toNanos());
    }

    /** A start in the future, which a clock set back can leave, counts as now: it must not stop the decay. */
    private Instant decayStart(Instant now) {
        return decaysFrom.filter(from -> from.isBefore(now)).orElse(now);
    }
}
