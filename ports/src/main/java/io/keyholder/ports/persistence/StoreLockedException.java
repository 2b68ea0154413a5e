package io.keyholder.ports.persistence;

import org.jspecify.annotations.Nullable;

/** Another process has the store open. Closing it there helps. */
public final class StoreLockedException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** Names what failed and what to do about it. */
    public StoreLockedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
