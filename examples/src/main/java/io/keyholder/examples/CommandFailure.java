package io.keyholder.examples;

/** A command that cannot do what it was asked for a reason that one line explains. Needs no stack trace. */
final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    /** Says in one line what is wrong with what was found. */
    CommandFailure(String message) {
        this(message, ExitCode.REFUSED);
    }

    private CommandFailure(String message, int exitCode) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    /** Says in one line what is wrong with the call. */
    static CommandFailure usage(String message) {
        return new CommandFailure(message, ExitCode.USAGE);
    }

    int exitCode() {
        return exitCode;
    }
}
