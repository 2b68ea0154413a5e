package io.keyholder.commandline.store;

import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options about where the users are. Filled by picocli. */
public final class StoreOptions {
    /** Names the directory of the users where the command line names no place. */
    public static final String DATA = "KEYHOLDER_DATA";

    @ArgGroup(exclusive = true, multiplicity = "0..1")
    private @Nullable Place place;

    @Option(
            names = "--sealing-key",
            paramLabel = "FILE",
            description = "With --couchdb: the key that second-factor secrets are sealed with, made when it is missing."
                    + " Without it, second factors cannot be used. A directory holds its own.")
    private Optional<Path> sealingKey = Optional.empty();

    @Mixin
    private CryptoChoices crypto = new CryptoChoices();

    /** One of the two. */
    static final class Place {
        @Option(
                names = "--data",
                required = true,
                paramLabel = "DIR",
                description = "The directory that the users are kept in. Default: the value of " + DATA + ".")
        private @Nullable Path data;

        @Option(
                names = "--couchdb",
                required = true,
                paramLabel = "URL",
                description = "The CouchDB database that the users are kept in: http(s)://HOST:PORT/NAME,"
                        + " with more nodes of its cluster behind commas."
                        + " The account is read from "
                        + CouchDbAccess.USER + " and " + CouchDbAccess.PASSWORD + ".")
        private @Nullable String couchDb;
    }

    /**
     * Where the users are.
     *
     * @throws CommandFailure when neither the command line nor the environment names a place
     */
    StorePlace place(Terminal terminal) {
        if (place != null && place.couchDb != null) {
            return StorePlace.database(place.couchDb);
        }
        return Optional.ofNullable(place)
                .map(chosen -> chosen.data)
                .or(() -> terminal.setting(DATA).map(Path::of))
                .map(StorePlace.Directory::new)
                .orElseThrow(() -> CommandFailure.incomplete(
                        "--data DIR or --couchdb URL is needed, or a directory in the environment as " + DATA));
    }

    /** The file of the sealing key; absent when second factors are not used. */
    Optional<Path> sealingKey() {
        if (sealingKey.isPresent() && crypto.keepsSecretsInClear()) {
            throw CommandFailure.usage("--sealing-key FILE and --secrets-in-clear exclude each other");
        }
        return sealingKey;
    }

    /** How passwords are hashed. */
    CryptoChoices crypto() {
        return crypto;
    }
}
