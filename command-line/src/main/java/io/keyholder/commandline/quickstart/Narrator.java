package io.keyholder.commandline.quickstart;

import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Terminal;

/** Prints the steps of the quick start, and stops it when one of them did not happen. */
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

    /** Prints a line of the chapter. */
    void say(String line) {
        terminal.print("   " + line);
    }

    /**
     * Prints a line of the chapter that must hold.
     *
     * @throws CommandFailure when it is not
     */
    void say(boolean holds, String line) {
        if (!holds) {
            throw new CommandFailure("this should have happened and did not: " + line);
        }
        say(line);
    }

    /** Prints a line outside the chapters. */
    void sayApart(String line) {
        terminal.print(line);
    }
}
