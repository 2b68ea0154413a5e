package io.keyholder.domain.login;

import io.keyholder.domain.internal.Check;
import java.time.Duration;

/**
 * How wrong attempts slow down further ones. After some free ones a pause follows each, doubling up to a longest one,
 * so guessing is hopeless. The count decays, so typing errors at an ordinary rate never lead to a pause, and a pause is
 * never for good. Immutable.
 *
 * @param freeAttempts wrong attempts without a pause: 1 to 1,000
 * @param firstPause the pause after the first attempt beyond these: over zero
 * @param longestPause the bound that doubling stops at: at least the first pause, at most a day
 * @param forgetOneAfter in what time one wrong attempt is forgotten: over zero, at most a day
 */
public record AttemptPolicy(int freeAttempts, Duration firstPause, Duration longestPause, Duration forgetOneAfter) {
    /** For one user: 5 free attempts, then 1 s doubling to 15 min; one is forgotten every 15 min. */
    public static final AttemptPolicy PER_USER =
            new AttemptPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(15));

    /**
     * For one source, which may be many people: 50 free attempts, then 1 s doubling to 15 min; one is forgotten every 5
     * min.
     */
    public static final AttemptPolicy PER_SOURCE =
            new AttemptPolicy(50, Duration.ofSeconds(1), Duration.ofMinutes(15), Duration.ofMinutes(5));

    private static final int MAX_DOUBLINGS = 40;

    public AttemptPolicy {
        Check.that(freeAttempts >= 1 && freeAttempts <= 1_000, "free attempts", "are not 1 to 1,000");
        Check.that(isPositive(firstPause), "first pause", "is not over zero");
        Check.that(firstPause.compareTo(longestPause) <= 0, "longest pause", "is shorter than the first");
        Check.that(longestPause.compareTo(Duration.ofDays(1)) <= 0, "longest pause", "is over a day");
        Check.that(isPositive(forgetOneAfter), "time to forget an attempt", "is not over zero");
        Check.that(forgetOneAfter.compareTo(Duration.ofDays(1)) <= 0, "time to forget an attempt", "is over a day");
    }

    /** The pause after this many wrong attempts; zero while they are free. */
    public Duration pauseAfter(int failures) {
        if (failures < freeAttempts) {
            return Duration.ZERO;
        }
        int doublings = Math.min(failures - freeAttempts, MAX_DOUBLINGS);
        return doublings < doublingsToLongest() ? Duration.ofNanos(firstPause.toNanos() << doublings) : longestPause;
    }

    /** How many doublings reach the longest pause; one more than there are when none does. In nanoseconds of a day. */
    private int doublingsToLongest() {
        long longest = longestPause.toNanos();
        long pause = firstPause.toNanos();
        int doublings = 0;
        while (pause < longest && doublings <= MAX_DOUBLINGS) {
            pause <<= 1;
            doublings++;
        }
        return doublings;
    }

    /** The highest count: with more of them the pause would be no longer, and forgetting them would take for ever. */
    public int mostCounted() {
        return freeAttempts + Math.min(doublingsToLongest(), MAX_DOUBLINGS) + freeAttempts;
    }

    /** How long after the last wrong attempt all are forgotten at the latest, and no pause runs. */
    public Duration memory() {
        return forgetOneAfter.multipliedBy(mostCounted()).plus(longestPause);
    }

    private static boolean isPositive(Duration duration) {
        return !duration.isNegative() && !duration.isZero();
    }
}
