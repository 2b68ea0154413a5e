package io.keyholder.examples;

/** What a command tells its caller by its exit code. */
final class ExitCode {
    /** All was done. */
    static final int DONE = 0;

    /** Something was refused or failed. */
    static final int REFUSED = 1;

    /** The command was called in a way that cannot work. */
    static final int USAGE = 2;

    private ExitCode() {}
}
