package io.keyholder.ports.keys;

import io.keyholder.ports.failure.KeyholderException;
import org.jspecify.annotations.Nullable;

/** A file of private keys cannot be read or written. Never holds a part of its content. */
public final class KeyFileException extends KeyholderException {
    private static final long serialVersionUID = 1L;

    /** Names what failed. */
    public KeyFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
