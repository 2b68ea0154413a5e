package io.keyholder.testkit.contract;

import io.keyholder.ports.Storage;

/**
 * A place that is empty at first and where an adapter keeps one store, for the length of one test. What a test of an
 * adapter supplies so that the contracts can run.
 */
public interface StorageSandbox extends AutoCloseable {
    /**
     * Opens the store, making it on the first call.
     *
     * <p>Called again while an earlier instance is open, it MUST give another instance over the same data: its own
     * connection, or, for a store that one process opens once only, another handle. Called after all instances were
     * closed, it MUST find what they left.
     */
    Storage open();

    /** Does away with the store; called after all instances were closed. */
    @Override
    void close();
}
