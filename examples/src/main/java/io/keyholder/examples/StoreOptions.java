package io.keyholder.examples;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the command line says about where the users are. Filled by picocli. */
final class StoreOptions {
    @ArgGroup(exclusive = true, multiplicity = "1")
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
                description = "The directory that the users are kept in.")
        private @Nullable Path data;

        @Option(
                names = "--couchdb",
                required = true,
                paramLabel = "URL",
                description = "The CouchDB database that the users are kept in: http(s)://HOST:PORT/NAME."
                        + " The account is read from "
                        + CouchDbAccess.USER + " and " + CouchDbAccess.PASSWORD + ".")
        private @Nullable String couchDb;
    }

    /** Where the users are. */
    StorePlace place() {
        if (place != null && place.data != null) {
            return new StorePlace.Directory(place.data);
        }
        if (place != null && place.couchDb != null) {
            return StorePlace.database(place.couchDb);
        }
        throw CommandFailure.usage("--data DIR or --couchdb URL is needed");
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
