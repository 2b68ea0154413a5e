package io.keyholder.ports.persistence;

import org.jspecify.annotations.Nullable;

/** The store is not where the host said, and the host did not ask for a new one. */
public final class StoreMissingException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Names what failed and what to do about it. */
    public StoreMissingException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
