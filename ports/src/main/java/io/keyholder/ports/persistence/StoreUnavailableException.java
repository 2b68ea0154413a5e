package io.keyholder.ports.persistence;

import org.jspecify.annotations.Nullable;

/** The store cannot be reached, was closed or did not answer in time. Trying again later may help. */
public sealed class StoreUnavailableException extends StoreException permits IndexBuildingException {
    private static final long serialVersionUID = 1L;

    /** Names what failed and what to do about it. */
    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
