package io.keyholder.commandline;

import io.keyholder.application.Keyholder;
import io.keyholder.commandline.invitation.AcceptCommand;
import io.keyholder.commandline.invitation.ContactCommand;
import io.keyholder.commandline.invitation.InvitationRequest;
import io.keyholder.commandline.invitation.InviteCommand;
import io.keyholder.commandline.key.KeyCommand;
import io.keyholder.commandline.key.OpenCommand;
import io.keyholder.commandline.key.SealCommand;
import io.keyholder.commandline.login.LogInCommand;
import io.keyholder.commandline.login.LogInOptions;
import io.keyholder.commandline.login.PasswordCommand;
import io.keyholder.commandline.login.PasswordOptions;
import io.keyholder.commandline.login.TokenCommand;
import io.keyholder.commandline.login.TwoFactorCommand;
import io.keyholder.commandline.quickstart.QuickStart;
import io.keyholder.commandline.store.AdoptCommand;
import io.keyholder.commandline.store.AuditCommand;
import io.keyholder.commandline.store.CopyCommand;
import io.keyholder.commandline.store.KeyholderOpener;
import io.keyholder.commandline.store.OpenUsers;
import io.keyholder.commandline.store.SettleCommand;
import io.keyholder.commandline.store.StoreOptions;
import io.keyholder.commandline.table.TableImport;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Explanation;
import io.keyholder.commandline.terminal.JsonOption;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Suggestions;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.commandline.user.CreateCommand;
import io.keyholder.commandline.user.ExportCommand;
import io.keyholder.commandline.user.ImportCommand;
import io.keyholder.commandline.user.ListCommand;
import io.keyholder.commandline.user.NewUserOptions;
import io.keyholder.commandline.user.PermissionCommands;
import io.keyholder.commandline.user.PermissionTypeName;
import io.keyholder.commandline.user.PersonCommands;
import io.keyholder.commandline.user.ShowCommand;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.key.SealingContext;
import io.keyholder.domain.permission.PermissionType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/**
 * The command-line host: users in a directory or a CouchDB database, created, imported, shown and let in from a
 * terminal or a script. Without arguments it runs the quick start. Results go to standard output, everything else to
 * standard error; the exit code is 0 only when all was done, 2 when the call cannot work, 1 otherwise.
 */
@Command(
        name = "keyholder",
        mixinStandardHelpOptions = true,
        version = "Keyholder 0.1.0-SNAPSHOT",
        description = "Keeps the users of a health-care application. Without a command: the quick start.",
        footer = {
            "",
            "Passwords, passphrases and tokens are read as one line each from standard input, never from an option.",
            "Exit code: 0 when all was done, 1 when something was refused or failed, 2 for a wrong call."
        })
public final class KeyholderCommand implements Callable<Integer> {
    private static final String CONTEXT = "What the content is about; opening needs the same.";
    private static final String NEW_FILE = "The file to write; one that exists is never overwritten.";
    private static final String WHO = "An id, or a login, email or mobile phone.";

    private static final int USAGE_WIDTH = 100;

    private final Terminal terminal;
    private final KeyholderOpener opener;
    private final OpenUsers users;

    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Prints the stack trace of an error, too.")
    private boolean verbose;

    KeyholderCommand(Terminal terminal, KeyholderOpener opener) {
        this.terminal = terminal;
        this.opener = opener;
        this.users = new OpenUsers(terminal, opener);
    }

    /** Runs one command. Ends the process only when it failed, because another program may own the process. */
    public static void main(String[] arguments) {
        int exitCode = new KeyholderCommand(Terminal.ofProcess(), KeyholderOpener.EMBEDDED).run(arguments);
        if (exitCode != ExitCode.DONE) {
            System.exit(exitCode);
        }
    }

    /** Runs one command and returns its exit code. */
    int run(String... arguments) {
        try {
            terminal.requireReadable(arguments);
            return commandLine().execute(arguments);
        } catch (CommandFailure unreadable) {
            return explain(unreadable);
        } finally {
            terminal.out().flush();
            terminal.err().flush();
        }
    }

    /** All commands, as picocli knows them. */
    CommandLine commandLine() {
        return new CommandLine(this)
                .addSubcommand(new TwoFactorCommand(terminal, users))
                .addSubcommand(new ContactCommand(terminal, users))
                .addSubcommand(new TokenCommand(terminal, users, opener.clock()))
                .addSubcommand(new KeyCommand(terminal, opener.keyCrypto(), users))
                .addSubcommand(new CopyCommand(terminal))
                .addSubcommand(new AdoptCommand(terminal))
                .addSubcommand(new AuditCommand(terminal))
                .addSubcommand(new SettleCommand(terminal))
                .addSubcommand(new AutoComplete.GenerateCompletion())
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(terminal.hasColours() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(this::explainUsage)
                .setExecutionExceptionHandler((error, command, result) -> explain(error, command));
    }

    /** The quick start. */
    @Override
    public Integer call() {
        return new QuickStart(terminal, opener, quickStartDirectory()).run();
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = "Imports iCure user documents: a JSON document, an array, or one document a line."
                    + " With --csv, tables with a header and one user a row.")
    int importDocuments(
            @Mixin StoreOptions store,
            @Option(
                            names = "--csv",
                            description = "The files are tables; the header names columns out of login, email, phone,"
                                    + " name, password or hash, roles and id.")
                    boolean isTable,
            @Option(names = "--dry-run", description = "Says what would happen, and stores nothing.") boolean isTrial,
            @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to read.") List<Path> files) {
        files.forEach(KeyholderCommand::requireReadable);
        ToIntFunction<Keyholder> command = isTable
                ? keyholder -> new TableImport(terminal, keyholder, opener.clock(), isTrial).run(files)
                : keyholder -> new ImportCommand(terminal, keyholder, isTrial).run(files);
        return isTrial ? users.onTrial(store, command) : users.inNewOrExisting(store, command);
    }

    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Writes all users to a file, one document a line, by id, without _rev.")
    int exportDocuments(
            @Mixin StoreOptions store,
            @Option(
                            names = "--out",
                            required = true,
                            paramLabel = "FILE",
                            description = "The file to write; one that exists is replaced.")
                    Path out) {
        return users.inExisting(store, keyholder -> new ExportCommand(terminal).run(keyholder, out));
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists all users by id: id, status, what each is known as, name.")
    int list(@Mixin StoreOptions store, @Mixin JsonOption json) {
        return users.inExisting(store, keyholder -> new ListCommand(terminal).run(keyholder, json.isChosen()));
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Shows one user's document, with hashes, secrets and tokens hidden.")
    int show(
            @Mixin StoreOptions store,
            @Parameters(paramLabel = "ID-or-identifier", description = "An id, or a login, email or mobile phone.")
                    String user,
            @Mixin JsonOption json) {
        return users.inExisting(store, keyholder -> new ShowCommand(terminal).run(keyholder, user, json.isChosen()));
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Creates a user. Reads its password as one line, then, with --key, the passphrase of the key"
                    + " file as another.")
    int create(@Mixin StoreOptions store, @Mixin NewUserOptions user) {
        user.requireComplete();
        return users.inNewOrExisting(store, keyholder -> new CreateCommand(terminal).run(keyholder, user));
    }

    @Command(
            name = "log-in",
            mixinStandardHelpOptions = true,
            description =
                    "Logs a user in. Reads its password, or with --token a token, as one line from standard input,"
                            + " and then, when one is needed, a code as another.")
    int logIn(@Mixin StoreOptions store, @Mixin LogInOptions options) {
        options.requireComplete();
        return users.inExisting(store, keyholder -> new LogInCommand(terminal).run(keyholder, options));
    }

    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description =
                    "Gives a user a new password. Reads the old one as one line, unless --reset is given, and the new"
                            + " one as the next.")
    int password(
            @Mixin StoreOptions store,
            @Parameters(paramLabel = "ID-or-identifier", description = "An id, or a login, email or mobile phone.")
                    String user,
            @Mixin PasswordOptions options) {
        options.requireComplete();
        return users.inExisting(store, keyholder -> new PasswordCommand(terminal).run(keyholder, user, options));
    }

    @Command(
            name = "search",
            mixinStandardHelpOptions = true,
            description =
                    "Lists, as list does, who has words in name, login, email or phone that begin with each of these.")
    int search(
            @Mixin StoreOptions store,
            @Parameters(arity = "1..*", paramLabel = "WORD", description = "Beginnings of words.") List<String> words,
            @Mixin JsonOption json) {
        return users.inExisting(
                store, keyholder -> new PersonCommands(terminal).search(keyholder, words, json.isChosen()));
    }

    @Command(
            name = "permit",
            mixinStandardHelpOptions = true,
            description = "Adds grants and revokes to a user's permissions.")
    int permit(
            @Mixin StoreOptions store,
            @Parameters(paramLabel = "ID-or-identifier", description = WHO) String user,
            @Option(
                            names = "--grant",
                            paramLabel = "TYPE",
                            converter = PermissionTypeName.class,
                            completionCandidates = PermissionTypeName.class,
                            description = "${COMPLETION-CANDIDATES}, or a type of your own.")
                    @Nullable
                    List<PermissionType> grants,
            @Option(
                            names = "--revoke",
                            paramLabel = "TYPE",
                            converter = PermissionTypeName.class,
                            completionCandidates = PermissionTypeName.class,
                            description = "One of the same.")
                    @Nullable
                    List<PermissionType> revokes) {
        List<PermissionType> granted = grants == null ? List.of() : grants;
        List<PermissionType> revoked = revokes == null ? List.of() : revokes;
        return users.inExisting(
                store, keyholder -> new PermissionCommands(terminal).permit(keyholder, user, granted, revoked));
    }

    @Command(
            name = "decide",
            mixinStandardHelpOptions = true,
            description = "Decides whether a user may do something, and shows the reasons and what would change that.")
    int decide(
            @Mixin StoreOptions store,
            @Parameters(paramLabel = "ID-or-identifier", description = WHO) String user,
            @Parameters(
                            paramLabel = "TYPE",
                            converter = PermissionTypeName.class,
                            completionCandidates = PermissionTypeName.class,
                            description = "${COMPLETION-CANDIDATES}, or a type of your own.")
                    PermissionType type,
            @Option(
                            names = "--attribute",
                            paramLabel = "NAME=VALUE",
                            description = "What is known about the thing it is asked for.")
                    @Nullable
                    Map<String, String> attributes,
            @Mixin JsonOption json) {
        Map<String, String> known = attributes == null ? Map.of() : attributes;
        return users.inExisting(
                store,
                keyholder -> new PermissionCommands(terminal).decide(keyholder, user, type, known, json.isChosen()));
    }

    @Command(
            name = "erase",
            mixinStandardHelpOptions = true,
            description = "Removes everything that is held about a person, for good.")
    int erase(
            @Mixin StoreOptions store,
            @Parameters(paramLabel = "ID", description = "The user's id, in full.") String id) {
        return users.inExisting(store, keyholder -> new PersonCommands(terminal).erase(keyholder, new UserId(id)));
    }

    @Command(
            name = "invite",
            mixinStandardHelpOptions = true,
            description = "Invites a patient, a professional or a device; called again, completes what was not sent.")
    int invite(@Mixin StoreOptions store, @Mixin InvitationRequest invitation) {
        invitation.toNewInvitation();
        return users.inNewOrExisting(
                store, invitation.way(terminal), keyholder -> new InviteCommand(terminal).run(keyholder, invitation));
    }

    @Command(
            name = "accept",
            mixinStandardHelpOptions = true,
            description = "Accepts an invitation. Reads its secret and the new password as one line each, then, with"
                    + " --key, the passphrase of the key file as another.")
    int accept(
            @Mixin StoreOptions store,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            description = "Where the private key goes, encrypted: a new file.")
                    Optional<Path> key,
            @Option(names = "--no-key", description = "Makes no key pair.") boolean withoutKey) {
        if (key.isPresent() == withoutKey) {
            throw CommandFailure.usage("--key FILE or --no-key is needed");
        }
        return users.inExisting(store, keyholder -> new AcceptCommand(terminal).run(keyholder, key));
    }

    @Command(
            name = "seal",
            mixinStandardHelpOptions = true,
            description = "Seals a file for the data owners of users: only their private keys open it.")
    int seal(
            @Mixin StoreOptions store,
            @Option(
                            names = "--for",
                            required = true,
                            paramLabel = "ID-or-identifier",
                            description = "A user that can open it; repeat for several. " + WHO)
                    List<String> readers,
            @Option(names = "--context", required = true, paramLabel = "TEXT", description = CONTEXT) String context,
            @Option(names = "--in", required = true, paramLabel = "FILE", description = "The file to seal.") Path in,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = NEW_FILE) Path out) {
        requireReadable(in);
        SealingContext about = new SealingContext(context);
        return users.inExisting(store, keyholder -> new SealCommand(terminal).run(keyholder, readers, about, in, out));
    }

    @Command(
            name = "open",
            mixinStandardHelpOptions = true,
            description = "Opens a sealed file with a private key, without store or user. Reads the"
                    + " passphrase of the key file."
                    + " What was sealed for another key, changed or cut gives one error and nothing else.")
    int open(
            @Option(names = "--key", required = true, paramLabel = "FILE", description = "The private key file.")
                    Path key,
            @Option(
                            names = "--padding",
                            paramLabel = "PADDING",
                            defaultValue = "OAEP_SHA256",
                            description =
                                    "The padding of the key, OAEP_SHA1 or OAEP_SHA256. Default: ${DEFAULT-VALUE}.")
                    KeyPadding padding,
            @Option(names = "--context", required = true, paramLabel = "TEXT", description = CONTEXT) String context,
            @Option(names = "--in", required = true, paramLabel = "FILE", description = "The sealed file.") Path in,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = NEW_FILE + " Without it, the content is printed once all of it is authentic.")
                    Optional<Path> out) {
        return new OpenCommand(terminal, opener.keyCrypto()).run(key, padding, new SealingContext(context), in, out);
    }

    private static Path quickStartDirectory() {
        try {
            return Files.createTempDirectory("keyholder-quick-start-");
        } catch (IOException broken) {
            throw new UncheckedIOException("no temporary directory can be made", broken);
        }
    }

    private static void requireReadable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw CommandFailure.usage("cannot read the file " + file);
        }
    }

    private int explainUsage(CommandLine.ParameterException error, String[] arguments) {
        report(error, Explanation.of(error));
        if (error instanceof CommandLine.UnmatchedArgumentException unmatched) {
            suggest(unmatched);
        }
        pointToHelp(error.getCommandLine());
        return ExitCode.USAGE;
    }

    private void suggest(CommandLine.UnmatchedArgumentException error) {
        String typed = error.getUnmatched().get(0);
        CommandLine.Model.CommandSpec spec = error.getCommandLine().getCommandSpec();
        List<String> similar = Suggestions.of(
                typed,
                typed.startsWith("-")
                        ? spec.optionsMap().keySet()
                        : spec.subcommands().keySet());
        if (!similar.isEmpty()) {
            terminal.note("Did you mean "
                    + similar.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" or ")) + "?");
        }
    }

    private void pointToHelp(CommandLine command) {
        terminal.note("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }

    private int explain(Exception error, CommandLine command) {
        int exitCode = explain(error);
        if (error instanceof CommandFailure failure && failure.needsHelp()) {
            pointToHelp(command);
        }
        return exitCode;
    }

    private int explain(Exception error) {
        report(error, Explanation.of(error));
        return Explanation.exitCodeOf(error);
    }

    private void report(Exception error, String explanation) {
        terminal.complain("keyholder", Line.of(explanation));
        if (verbose) {
            error.printStackTrace(terminal.err());
        }
    }
}
