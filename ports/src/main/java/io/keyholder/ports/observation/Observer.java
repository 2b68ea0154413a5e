package io.keyholder.ports.observation;

/**
 * Is given what the library does, to count and time it. Implementations MUST be thread-safe, MUST accept every
 * {@link Observation}, SHOULD NOT throw, and SHOULD return at once: they are called within a login and within each call
 * of the store. What an observer throws is ignored, and changes no outcome.
 */
@FunctionalInterface
public interface Observer {
    /** Ignores everything. */
    Observer NONE = observation -> {};

    /** Takes one observation. */
    void observe(Observation observation);
}
