package io.keyholder.commandline.terminal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which streams a person looks at.
 *
 * @param out standard output is a terminal
 * @param err standard error is a terminal
 */
public record Screens(boolean out, boolean err) {
    /** Pipes and files only. */
    public static final Screens NONE = new Screens(false, false);

    /**
     * The property by which the launcher names the streams that are terminals, by their numbers, such as {@code 12}.
     */
    static final String PROPERTY = "keyholder.screens";

    /** The screens of this process: those that the launcher names, otherwise those that the platform shows. */
    static Screens ofProcess() {
        String found = System.getProperty(PROPERTY);
        return found == null
                ? new Screens(isTerminal(1), isTerminal(2))
                : new Screens(found.contains("1"), found.contains("2"));
    }

    /** Linux names what a stream is. Where the platform does not, a stream is no terminal. */
    private static boolean isTerminal(int stream) {
        Path link = Path.of("/proc/self/fd/" + stream);
        if (!Files.isSymbolicLink(link)) {
            return false;
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || "/dev/console".equals(target);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
