package io.keyholder.commandline.store;

import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.PepperKeys;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options about how passwords are hashed. Filled by picocli. */
public final class CryptoChoices {
    @ArgGroup(exclusive = true)
    private @Nullable Hashes hashes;

    @Option(
            names = "--secrets-in-clear",
            description = "With --couchdb and without --sealing-key: stores second-factor secrets in clear,"
                    + " as long as an iCure"
                    + " server checks them in the same database. Who reads the database"
                    + " can make every user's codes.")
    private boolean secretsInClear;

    /** One of the two, or bcrypt alone. */
    static final class Hashes {
        @Option(
                names = "--pepper-key",
                required = true,
                paramLabel = "FILE",
                description = "The keys that passwords are mixed with: 32 bytes in Base64, the current one as the first"
                        + " line, earlier ones below. Name it in each call: without it no password"
                        + " made with it is right.")
        private @Nullable Path pepperKey;

        @Option(
                names = "--icure-hashes",
                required = true,
                description = "Hashes passwords as an iCure server does, as long as one writes the same database: much"
                        + " weaker than bcrypt.")
        private boolean likeIcure;
    }

    /**
     * These options with what was chosen.
     *
     * @throws io.keyholder.adapters.crypto.file.HostFileException when the file of the pepper cannot be read
     */
    public CryptoOptions on(CryptoOptions options) {
        return withHashes(secretsInClear ? options.withSecretsInClear() : options);
    }

    /** Whether second-factor secrets are stored in clear. */
    boolean keepsSecretsInClear() {
        return secretsInClear;
    }

    private CryptoOptions withHashes(CryptoOptions options) {
        if (hashes != null && hashes.likeIcure) {
            return options.withPasswordHashesOfIcure();
        }
        return Optional.ofNullable(hashes)
                .map(chosen -> chosen.pepperKey)
                .map(file -> options.withPepperKeys(PepperKeys.fromFile(file)))
                .orElse(options);
    }

    /** Bcrypt alone. */
    static CryptoChoices none() {
        return new CryptoChoices();
    }
}
