package io.keyholder.domain.login;

import io.keyholder.domain.internal.Check;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Wrong attempts so far. An attempt is charged before it is judged and given back when it was right, so that N parallel
 * guesses count N. Immutable.
 *
 * @param failures how many, zero or more
 * @param last when the last one was charged; absent exactly when there is none
 */
public record Attempts(int failures, Optional<Instant> last) {
    /**
     * How far ahead another attempt may have been charged: instances over one store have clocks that differ, and a
     * thread may read the clock before another and charge after it. Guesses at one moment must not get around a pause
     * so.
     */
    public static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    /** None. */
    public static final Attempts NONE = new Attempts(0, Optional.empty());

    public Attempts {
        Check.that(failures >= 0, "failed attempts", "are negative");
        Check.that((failures == 0) == last.isEmpty(), "last failed attempt", "does not agree with their number");
    }

    /**
     * Until when no further attempt is judged; absent when one may be. A last attempt further in the future than
     * {@link #CLOCK_DIFFERENCE}, which only a clock set back can leave, pauses nobody.
     */
    public Optional<Instant> pausedUntil(Instant now, AttemptPolicy policy) {
        Duration pause = policy.pauseAfter(failures);
        return last.filter(charged -> !pause.isZero() && !charged.isAfter(now.plus(CLOCK_DIFFERENCE)))
                .map(charged -> charged.plus(pause))
                .filter(end -> end.isAfter(now));
    }

    /** With one more attempt charged at {@code now}; old ones are forgotten as the policy says. */
    public Attempts charged(Instant now, AttemptPolicy policy) {
        int counted = isForgotten(now, policy) ? 0 : failures;
        return new Attempts(counted == Integer.MAX_VALUE ? counted : counted + 1, Optional.of(now));
    }

    /** With one attempt given back, because it turned out right or was not judged. */
    public Attempts refunded() {
        return failures <= 1 ? NONE : new Attempts(failures - 1, last);
    }

    private boolean isForgotten(Instant now, AttemptPolicy policy) {
        return last.map(charged -> !charged.plus(policy.forgetAfter()).isAfter(now))
                .orElse(true);
    }
}
