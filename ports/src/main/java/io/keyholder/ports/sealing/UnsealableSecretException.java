package io.keyholder.ports.sealing;

import io.keyholder.ports.failure.KeyholderException;
import org.jspecify.annotations.Nullable;

/** A sealed secret cannot be opened: it belongs to another user, its key is not known any more, or it was damaged. */
public final class UnsealableSecretException extends KeyholderException {
    private static final long serialVersionUID = 1L;

    /** Names which of them, without the secret. */
    public UnsealableSecretException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
