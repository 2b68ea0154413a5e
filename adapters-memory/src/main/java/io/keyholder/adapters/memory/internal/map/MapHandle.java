package io.keyholder.adapters.memory.internal.map;

import io.keyholder.ports.persistence.StoreUnavailableException;

/** Whether one handle on a store in memory is still open. Thread-safe. */
public final class MapHandle {
    private volatile boolean closed;

    void requireOpen() {
        if (closed) {
            throw new StoreUnavailableException("this handle on the store in memory was closed", null);
        }
    }

    public void close() {
        closed = true;
    }
}
