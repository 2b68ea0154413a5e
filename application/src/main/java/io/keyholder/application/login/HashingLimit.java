package io.keyholder.application.login;

import io.keyholder.domain.InvalidValueException;
import java.time.Duration;

/**
 * How much password hashing a host takes on at once. Immutable.
 *
 * @param parallel how many cores hash at once: 1 to 1,024. A hasher that computes several hashes a core together gets
 *     as many times this number
 * @param waiting how many more may wait for their turn: 0 to 100,000
 * @param longestWait how long one waits before it is told to come back: over zero
 */
public record HashingLimit(int parallel, int waiting, Duration longestWait) {
    /** The longest queue that is allowed. */
    public static final int MAX_WAITING = 100_000;

    /** The most hashes that may run at once. */
    public static final int MAX_PARALLEL = 1_024;

    public HashingLimit {
        require(parallel >= 1 && parallel <= MAX_PARALLEL, "parallel hashes", "are not 1 to " + MAX_PARALLEL);
        require(waiting >= 0 && waiting <= MAX_WAITING, "waiting hashes", "are not 0 to " + MAX_WAITING);
        require(!longestWait.isNegative() && !longestWait.isZero(), "longest wait", "is not over zero");
    }

    /** As many as there are cores, 32 times as many waiting, 10 seconds at most. */
    public static HashingLimit ofThisMachine() {
        int cores = Math.min(Runtime.getRuntime().availableProcessors(), MAX_PARALLEL);
        return new HashingLimit(cores, 32 * cores, Duration.ofSeconds(10));
    }

    private static void require(boolean holds, String what, String problem) {
        if (!holds) {
            throw new InvalidValueException(what, problem);
        }
    }
}
