package io.keyholder.adapters.crypto.password;

import io.keyholder.domain.InvalidValueException;
import java.util.Optional;

/**
 * How much work a stored hash of other software may ask for; one that asks for more is never computed and lets no one
 * in. As many checks run at once as {@link io.keyholder.ports.hashing.PasswordHasher} is asked for, each with memory of
 * its own. Immutable.
 *
 * @param maxPbkdf2Iterations of PBKDF2: 1 to 10,000,000
 * @param maxMemoryKib of scrypt and Argon2, in KiB: 1 to 1,048,576
 * @param maxPasses over that memory by Argon2: 1 to 100
 * @param maxLanes of Argon2, and the parallelization of scrypt, computed one after the other here: 1 to 64
 */
public record ForeignHashLimits(int maxPbkdf2Iterations, int maxMemoryKib, int maxPasses, int maxLanes) {
    /**
     * 1,000,000 iterations, 64 MiB, 10 passes, 4 lanes: what Spring Security, passlib and RFC 9106 write by default,
     * and at most about four times the work of one bcrypt of cost 12.
     */
    public static final ForeignHashLimits STANDARD = new ForeignHashLimits(1_000_000, 65_536, 10, 4);

    public ForeignHashLimits {
        require("accepted PBKDF2 iteration count", maxPbkdf2Iterations, 10_000_000);
        require("accepted memory in KiB", maxMemoryKib, 1_048_576);
        require("accepted number of passes", maxPasses, 100);
        require("accepted number of lanes", maxLanes, 64);
    }

    /** The same with another bound on the iterations of PBKDF2. */
    public ForeignHashLimits withMaxPbkdf2Iterations(int iterations) {
        return new ForeignHashLimits(iterations, maxMemoryKib, maxPasses, maxLanes);
    }

    /** The same with another bound on memory. */
    public ForeignHashLimits withMaxMemoryKib(int kib) {
        return new ForeignHashLimits(maxPbkdf2Iterations, kib, maxPasses, maxLanes);
    }

    /** The same with another bound on the passes of Argon2. */
    public ForeignHashLimits withMaxPasses(int passes) {
        return new ForeignHashLimits(maxPbkdf2Iterations, maxMemoryKib, passes, maxLanes);
    }

    /** The same with another bound on lanes. */
    public ForeignHashLimits withMaxLanes(int lanes) {
        return new ForeignHashLimits(maxPbkdf2Iterations, maxMemoryKib, maxPasses, lanes);
    }

    public Optional<String> problemOfIterations(long iterations) {
        return problem("PBKDF2 iterations", iterations, maxPbkdf2Iterations);
    }

    public Optional<String> problemOfMemory(long kib) {
        return problem("KiB of memory", kib, maxMemoryKib);
    }

    public Optional<String> problemOfPasses(long passes) {
        return problem("passes over memory", passes, maxPasses);
    }

    public Optional<String> problemOfLanes(long lanes) {
        return problem("lanes", lanes, maxLanes);
    }

    private static Optional<String> problem(String what, long asked, int most) {
        return asked > most
                ? Optional.of(asked + " " + what + " are over the " + most + " accepted")
                : Optional.empty();
    }

    private static void require(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new InvalidValueException(what, "is " + value + ", outside 1 to " + most);
        }
    }
}
