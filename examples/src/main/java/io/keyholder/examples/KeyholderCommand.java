package io.keyholder.examples;

import io.keyholder.application.Keyholder;
import io.keyholder.ports.persistence.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * The command-line host: users in a directory, created, imported, shown and let in from a terminal or a script. Without
 * arguments it runs the quick start. Results go to standard output, everything else to standard error; the exit code is 0
 * only when all was done, 2 when the call cannot work, 1 otherwise.
 */
@Command(
        name = "keyholder",
        mixinStandardHelpOptions = true,
        version = "Keyholder 0.1.0-SNAPSHOT",
        description = "Keeps the users of a health-care application. Without a command: the quick start.",
        footer = {
            "",
            "Passwords and passphrases are read as one line each from standard input, never from an option.",
            "Exit code: 0 when all was done, 1 when something was refused or failed, 2 for a wrong call."
        })
public final class KeyholderCommand implements Callable<Integer> {
    private static final String DATA = "The directory that the users are kept in.";

    private static final int USAGE_WIDTH = 100;

    private final Terminal terminal;
    private final KeyholderOpener opener;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Prints the stack trace of an error, too.")
    private boolean verbose;

    KeyholderCommand(Terminal terminal, KeyholderOpener opener) {
        this.terminal = terminal;
        this.opener = opener;
    }

    /** Runs one command and ends the process only when it failed, because the process may be somebody else's. */
    public static void main(String[] arguments) {
        int exitCode = new KeyholderCommand(Terminal.ofProcess(), KeyholderOpener.EMBEDDED).run(arguments);
        if (exitCode != ExitCode.DONE) {
            System.exit(exitCode);
        }
    }

    /** Runs one command and returns its exit code. */
    int run(String... arguments) {
        CommandLine commandLine = new CommandLine(this)
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setUsageHelpWidth(USAGE_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setParameterExceptionHandler(this::explainUsage)
                .setExecutionExceptionHandler((error, command, result) -> explain(error));
        try {
            return commandLine.execute(arguments);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    /** The quick start. */
    @Override
    public Integer call() {
        return new QuickStart(terminal, opener, quickStartDirectory()).run();
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Imports iCure user documents: a JSON document, an array, or one document a line.")
    int importDocuments(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = DATA) Path data,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to read.") List<Path> files) {
        files.forEach(KeyholderCommand::requireReadable);
        return with(openedOrNew(data), keyholder -> new ImportCommand(terminal, keyholder).run(files));
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes all users to a file, one document a line, by id, without _rev.")
    int exportDocuments(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = DATA) Path data,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "FILE",
                            description = "The file to write; one that exists is replaced.")
                    Path out) {
        return with(existing(data), keyholder -> new ExportCommand(terminal).run(keyholder, out));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists all users by id: id, status, what each is known as, name.")
    int list(@Option(names = "--data", required = true, paramLabel = "DIR", description = DATA) Path data) {
        return with(existing(data), new ListCommand(terminal)::run);
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one user's document, with hashes, secrets and tokens hidden.")
    int show(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = DATA) Path data,
            @Parameters(paramLabel = "ID-or-identifier", description = "An id, or a login, email or mobile phone.")
                    String user) {
        return with(existing(data), keyholder -> new ShowCommand(terminal).run(keyholder, user));
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Creates a user. Reads its password as one line, then, with --key, the passphrase of the key"
                    + " file as another.")
    int create(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = DATA) Path data,
            @Mixin NewUserOptions user) {
        user.requireComplete();
        return with(openedOrNew(data), keyholder -> new CreateCommand(terminal).run(keyholder, user));
    }

    @Command(
            name = "log-in",
            mixinStandardHelpOptions = true,
            description = "Logs a user in. Reads its password as one line from standard input.")
    int logIn(
            @Option(names = "--data", required = true, paramLabel = "DIR", description = DATA) Path data,
            @Option(
                            names = "--login",
                            required = true,
                            paramLabel = "X",
                            description = "The user's login, email or mobile phone.")
                    String login) {
        return with(existing(data), keyholder -> new LogInCommand(terminal).run(keyholder, login));
    }

    private static Path quickStartDirectory() {
        try {
            return Files.createTempDirectory("keyholder-quick-start-");
        } catch (IOException broken) {
            throw new UncheckedIOException("no temporary directory can be made", broken);
        }
    }

    private Keyholder openedOrNew(Path data) {
        try {
            return opener.open(data);
        } catch (StoreException broken) {
            throw CommandFailure.of(data, broken);
        }
    }

    private Keyholder existing(Path data) {
        try {
            return opener.openExisting(data);
        } catch (StoreException broken) {
            throw CommandFailure.of(data, broken);
        }
    }

    private static int with(Keyholder keyholder, ToIntFunction<Keyholder> command) {
        try (keyholder) {
            return command.applyAsInt(keyholder);
        }
    }

    private static void requireReadable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw CommandFailure.usage("cannot read the file " + file);
        }
    }

    private int explainUsage(CommandLine.ParameterException error, String[] arguments) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        report(error, Explanation.of(error));
        terminal.note("Try '" + command + " --help'.");
        return ExitCode.USAGE;
    }

    private int explain(Exception error) {
        report(error, Explanation.of(error));
        return Explanation.exitCodeOf(error);
    }

    private void report(Exception error, String explanation) {
        terminal.note("keyholder: " + Line.of(explanation));
        if (verbose) {
            error.printStackTrace(terminal.err());
        }
    }
}
