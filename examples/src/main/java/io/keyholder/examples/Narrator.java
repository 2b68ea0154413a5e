package io.keyholder.examples;

/** Tells the quick start, and stops it when something did not happen as told. */
final class Narrator {
    private final Terminal terminal;
    private int chapter;

    Narrator(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Begins a numbered chapter. */
    void begin(String title) {
        chapter++;
        terminal.print("");
        terminal.print(chapter + ". " + title);
    }

    /** Tells something. */
    void say(String line) {
        terminal.print("   " + line);
    }

    /**
     * Tells something that must be so.
     *
     * @throws CommandFailure when it is not
     */
    void say(boolean holds, String line) {
        if (!holds) {
            throw new CommandFailure("this should have happened and did not: " + line);
        }
        say(line);
    }

    /** Tells something outside the chapters. */
    void sayApart(String line) {
        terminal.print(line);
    }
}
