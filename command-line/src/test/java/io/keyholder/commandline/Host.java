package io.keyholder.commandline;

import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.commandline.quickstart.SampleDocuments;
import io.keyholder.commandline.store.CryptoChoices;
import io.keyholder.commandline.store.KeyholderOpener;
import io.keyholder.commandline.terminal.Screens;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.ports.Crypto;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Runs commands as a shell would, in this process, with hashes and keys that cost little. */
public final class Host {
    private static final CryptoOptions CHEAP_CRYPTO = CryptoOptions.defaults()
            .withBcryptCost(4)
            .icureCompatible()
            .withPbkdf2Iterations(1_000)
            .withSecretsInClear();

    public static final KeyholderOpener CHEAP = new Opener(UnaryOperator.identity(), Clock.systemUTC());

    /** Cannot write private keys down. */
    static final KeyholderOpener UNABLE_TO_EXPORT = new Opener(CryptoWithBrokenKeyFiles::new, Clock.systemUTC());

    /** Opens as if it were this moment. */
    static KeyholderOpener openingAt(Instant moment) {
        return new Opener(UnaryOperator.identity(), Clock.fixed(moment, ZoneOffset.UTC));
    }

    private record Opener(UnaryOperator<Crypto> change, Clock clock) implements KeyholderOpener {
        @Override
        public Keyholder open(Path directory, CryptoChoices crypto, InvitationOptions invitations) {
            return open(directory, H2Options.defaults(), crypto, invitations);
        }

        @Override
        public Keyholder openExisting(Path directory, CryptoChoices crypto, InvitationOptions messages) {
            return open(
                    directory, H2Options.defaults().withWhenMissing(H2Options.WhenMissing.REFUSE), crypto, messages);
        }

        @Override
        public Keyholder open(
                CouchDbOptions database,
                CryptoChoices crypto,
                Optional<Path> sealingKey,
                InvitationOptions invitations) {
            return Keyholder.open(
                    CouchDbStorage.open(database),
                    made(crypto),
                    KeyholderOptions.of(clock).withInvitations(invitations));
        }

        private Keyholder open(Path directory, H2Options options, CryptoChoices crypto, InvitationOptions invitations) {
            return Keyholder.open(
                    H2Storage.at(directory, options),
                    made(crypto),
                    KeyholderOptions.of(clock).withInvitations(invitations));
        }

        @Override
        public Crypto keyCrypto() {
            return BouncyCastleCrypto.create(CHEAP_CRYPTO);
        }

        private Crypto made(CryptoChoices choices) {
            return change.apply(BouncyCastleCrypto.create(choices.on(CHEAP_CRYPTO)));
        }
    }

    private final Path data;
    private final KeyholderOpener opener;

    Host(Path directory) {
        this(directory, CHEAP);
    }

    Host(Path directory, KeyholderOpener opener) {
        this.data = directory.resolve("users");
        this.opener = opener;
    }

    /**
     * What a command left behind.
     *
     * @param out the lines of standard output
     * @param err the lines of standard error
     */
    record Run(int exitCode, List<String> out, List<String> err) {}

    /** Runs a command, words separated by spaces, on this host's data. */
    Run run(String command, String... arguments) {
        return runWithInput("", command, arguments);
    }

    /** Runs a command on this host's data with this standard input. */
    Run runWithInput(String input, String command, String... arguments) {
        Stream<String> onData = Stream.concat(
                Stream.of(command.strip().split(" +")),
                Stream.concat(Stream.of("--data", data.toString()), Stream.of(arguments)));
        return run(opener, input.getBytes(StandardCharsets.UTF_8), onData.toArray(String[]::new));
    }

    /** Runs exactly this. */
    static Run runRaw(byte[] input, String... arguments) {
        return run(CHEAP, input, arguments);
    }

    /** Runs exactly this in this environment. */
    static Run runIn(Map<String, String> environment, String input, String... arguments) {
        return run(CHEAP, environment, input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    /** Runs exactly this in this environment, on users that are opened in this way. */
    static Run runBy(KeyholderOpener opener, Map<String, String> environment, String input, String... arguments) {
        return run(opener, environment, input.getBytes(StandardCharsets.UTF_8), arguments);
    }

    /** Runs exactly this where some streams are screens. */
    static Run runOn(Screens screens, Map<String, String> environment, String... arguments) {
        return run(CHEAP, screens, environment, new byte[0], arguments);
    }

    private static Run run(KeyholderOpener opener, byte[] input, String... arguments) {
        return run(opener, Map.of(), input, arguments);
    }

    private static Run run(KeyholderOpener opener, Map<String, String> environment, byte[] input, String... arguments) {
        return run(opener, Screens.NONE, environment, input, arguments);
    }

    private static Run run(
            KeyholderOpener opener,
            Screens screens,
            Map<String, String> environment,
            byte[] input,
            String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = Terminal.of(new ByteArrayInputStream(input), out, err, environment, screens, () -> 0);
        int exitCode = new KeyholderCommand(terminal, opener).run(arguments);
        return new Run(exitCode, linesOf(out), linesOf(err));
    }

    /** Imports all sample documents. */
    Run importSamples(Path directory) {
        String[] files = SampleDocuments.names().stream()
                .map(name -> write(directory.resolve(name + ".json"), SampleDocuments.json(name)))
                .toArray(String[]::new);
        return run("import", files);
    }

    /** The users themselves, for looking behind the commands. */
    Keyholder open() {
        return CHEAP.openExisting(data);
    }

    Path data() {
        return data;
    }

    static String write(Path file, byte[] content) {
        try {
            return Files.write(file, content).toString();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static String write(Path file, String content) {
        return write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> linesOf(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
