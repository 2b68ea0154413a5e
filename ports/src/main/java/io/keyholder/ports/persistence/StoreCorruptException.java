package io.keyholder.ports.persistence;

import org.jspecify.annotations.Nullable;

/** What the store holds is damaged. A backup helps; the damaged store was left as it is. */
public sealed class StoreCorruptException extends StoreException permits UnreadableUserException {
    private static final long serialVersionUID = 1L;

    /** Names what failed and what to do about it. */
    public StoreCorruptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
