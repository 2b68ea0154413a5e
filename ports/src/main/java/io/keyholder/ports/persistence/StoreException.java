package io.keyholder.ports.persistence;

import io.keyholder.ports.failure.KeyholderException;
import org.jspecify.annotations.Nullable;

/**
 * A store that cannot do what it promises. The subtype names what a host can do about it; this type itself means none
 * of the known reasons.
 */
public class StoreException extends KeyholderException {
    private static final long serialVersionUID = 1L;

    /** Names what failed and what to do about it. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
