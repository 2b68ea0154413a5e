package io.keyholder.commandline.terminal;

/** The exit codes of commands. */
public final class ExitCode {
    /** All was done. */
    public static final int DONE = 0;

    /** Something was refused or failed. */
    public static final int REFUSED = 1;

    /** The command was called in a way that cannot work. */
    public static final int USAGE = 2;

    private ExitCode() {}
}
