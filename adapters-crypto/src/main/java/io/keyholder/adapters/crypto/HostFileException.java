package io.keyholder.adapters.crypto;

import io.keyholder.ports.KeyholderException;
import org.jspecify.annotations.Nullable;

/** A file that the host named cannot be read, made or understood. The message names the file and nothing of its content. */
public final class HostFileException extends KeyholderException {
    private static final long serialVersionUID = 1L;

    HostFileException(String message) {
        super(message);
    }

    HostFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
