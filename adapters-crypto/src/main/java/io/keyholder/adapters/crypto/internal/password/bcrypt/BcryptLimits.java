package io.keyholder.adapters.crypto.internal.password.bcrypt;

import io.keyholder.domain.InvalidValueException;
import java.util.Optional;

/**
 * How much work bcrypt may be. A cost is the base-2 logarithm of the number of rounds: one more doubles the time.
 *
 * @param cost what new hashes cost
 * @param maxAcceptedCost the most that checking a stored hash may cost
 */
public record BcryptLimits(int cost, int maxAcceptedCost) {
    /** The least cost bcrypt knows. */
    public static final int LEAST = 4;
    /** The most this library agrees to: seconds of one core, for one guess. */
    static final int MOST = 16;

    public BcryptLimits {
        require("bcrypt cost", cost, LEAST);
        require("accepted bcrypt cost", maxAcceptedCost, cost);
    }

    /** The same with another cost; the accepted one rises with it where it must. */
    public BcryptLimits withCost(int newCost) {
        return new BcryptLimits(newCost, Math.max(newCost, maxAcceptedCost));
    }

    /** Why a stored hash of this cost is not checked; absent when it may be. */
    Optional<String> problem(int storedCost) {
        return storedCost > maxAcceptedCost
                ? Optional.of("bcrypt cost " + storedCost + " is over the " + maxAcceptedCost + " accepted")
                : Optional.empty();
    }

    private static void require(String what, int cost, int least) {
        if (cost < least || cost > MOST) {
            throw new InvalidValueException(what, "is " + cost + ", outside " + least + " to " + MOST);
        }
    }
}
