package io.keyholder.ports.failure;

import org.jspecify.annotations.Nullable;

/**
 * The root of all errors that mean "something outside is broken", as opposed to an outcome that was to be expected,
 * which is a result value. Messages hold no secret and no personal data.
 */
public abstract class KeyholderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error of the library's own finding. */
    protected KeyholderException(String message) {
        super(message);
    }

    /** An error with the one that caused it, if there is one. */
    protected KeyholderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
