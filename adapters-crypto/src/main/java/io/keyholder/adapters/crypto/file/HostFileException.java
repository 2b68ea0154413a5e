package io.keyholder.adapters.crypto.file;

import io.keyholder.ports.failure.KeyholderException;
import org.jspecify.annotations.Nullable;

/**
 * A file that the host named cannot be read, made or understood. The message names the file and nothing of its content.
 */
public final class HostFileException extends KeyholderException {
    private static final long serialVersionUID = 1L;

    public HostFileException(String message) {
        super(message);
    }

    public HostFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
