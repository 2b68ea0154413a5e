package io.keyholder.ports.persistence;

import org.jspecify.annotations.Nullable;

/** The store was written by a later version of this library. Updating the library helps. */
public final class StoreVersionException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Names what failed and what to do about it. */
    public StoreVersionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
