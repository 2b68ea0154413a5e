package io.keyholder.commandline.terminal;

import io.keyholder.ports.persistence.StoreException;
import org.jspecify.annotations.Nullable;

/** Ends a command for a reason that one line explains. Has no stack trace. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;
    private final boolean needsHelp;

    /** A failure that this line explains. */
    public CommandFailure(String message) {
        this(message, null, ExitCode.REFUSED, false);
    }

    private CommandFailure(String message, @Nullable Throwable cause, int exitCode, boolean needsHelp) {
        super(message, cause, false, false);
        this.exitCode = exitCode;
        this.needsHelp = needsHelp;
    }

    /** A failure of the store at this place, which the message names. */
    public static CommandFailure at(String place, StoreException broken) {
        return new CommandFailure(place + ": " + broken.getMessage(), broken, ExitCode.REFUSED, false);
    }

    /** A call that cannot work, for the reason that this line explains. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(message, null, ExitCode.USAGE, false);
    }

    /** The same for a call that lacks something, so that its help is worth reading. */
    public static CommandFailure incomplete(String message) {
        return new CommandFailure(message, null, ExitCode.USAGE, true);
    }

    /** Whether the help of the command explains what is missing. */
    public boolean needsHelp() {
        return needsHelp;
    }

    int exitCode() {
        return exitCode;
    }
}
