package io.keyholder.examples;

import io.keyholder.ports.persistence.StoreException;
import org.jspecify.annotations.Nullable;

/** A command that cannot do what it was asked for a reason that one line explains. Needs no stack trace. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** Says in one line what is wrong with what was found. */
    CommandFailure(String message) {
        this(message, null, ExitCode.REFUSED);
    }

    private CommandFailure(String message, @Nullable Throwable cause, int exitCode) {
        super(message, cause, false, false);
        this.exitCode = exitCode;
    }

    /** Says where a broken store is. */
    static CommandFailure of(StorePlace place, StoreException broken) {
        return new CommandFailure(place + ": " + broken.getMessage(), broken, ExitCode.REFUSED);
    }

    /** Says in one line what is wrong with the call. */
    static CommandFailure usage(String message) {
        return new CommandFailure(message, null, ExitCode.USAGE);
    }

    int exitCode() {
        return exitCode;
    }
}
