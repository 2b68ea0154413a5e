package io.keyholder.examples;

/** Says now and then how far a long work is. Not thread-safe. */
final class Progress {
    private static final long STEP = 5_000;

    private final Terminal terminal;
    private final String what;
    private long count;

    Progress(Terminal terminal, String what) {
        this.terminal = terminal;
        this.what = what;
    }

    /** So many more are done. */
    void add(long more) {
        long before = count;
        count += more;
        if (count / STEP > before / STEP) {
            terminal.note(count + " " + what);
        }
    }

    /** How many are done. */
    long count() {
        return count;
    }
}
