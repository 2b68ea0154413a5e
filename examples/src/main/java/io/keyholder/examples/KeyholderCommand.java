package io.keyholder.examples;

/** The command-line host; it says only that it runs. */
public final class KeyholderCommand {

    private KeyholderCommand() {}

    /** Prints one line. */
    public static void main(String[] arguments) {
        System.out.println("Keyholder runs.");
    }
}
