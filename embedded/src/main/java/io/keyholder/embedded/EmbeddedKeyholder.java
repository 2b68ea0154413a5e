package io.keyholder.embedded;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.ports.Crypto;
import java.nio.file.Path;

/**
 * Opens Keyholder with the embedded default: users in H2 files in a directory, cryptography by Bouncy Castle, the
 * system clock. A host that wants anything else calls {@link Keyholder#open(io.keyholder.ports.Storage, Crypto,
 * io.keyholder.application.KeyholderOptions)} with its own choice; there is no other wiring here.
 */
public final class EmbeddedKeyholder {
    /**
     * The file beside the store that holds the key which second-factor secrets are sealed with. A backup of both
     * together shows the secrets; a host that loses it must enrol all second factors anew.
     */
    public static final String SEALING_KEY_FILE = "sealing.key";

    private EmbeddedKeyholder() {}

    /**
     * Opens the users in this directory, which becomes a new, empty store when it holds none. One process at a time has
     * it.
     *
     * @throws io.keyholder.ports.persistence.StoreLockedException when another process has it
     * @throws io.keyholder.ports.persistence.StoreException when it cannot be opened otherwise; the subtype names the
     *     reason
     */
    public static Keyholder open(Path directory) {
        return open(directory, EmbeddedOptions.defaults());
    }

    /**
     * Opens the users in this directory, as {@link #open(Path)} does, with what the host chooses: how invitations
     * leave, who may do what.
     */
    public static Keyholder open(Path directory, KeyholderOptions options) {
        return open(directory, EmbeddedOptions.defaults().withKeyholder(options));
    }

    /**
     * Opens the users in this directory, as {@link #open(Path)} does, with what the host chooses, hashes and files
     * included.
     */
    public static Keyholder open(Path directory, EmbeddedOptions options) {
        H2Storage storage = H2Storage.at(directory, options.store());
        try {
            SealingKeys keys = SealingKeys.createFile(directory.resolve(SEALING_KEY_FILE));
            Crypto crypto = BouncyCastleCrypto.create(options.crypto().withSealingKeys(keys));
            return Keyholder.open(storage, crypto, options.keyholder());
        } catch (RuntimeException unusableKey) {
            storage.close();
            throw unusableKey;
        }
    }

    /**
     * Opens the users in this directory, as {@link #open(Path)} does, but makes nothing new.
     *
     * @throws io.keyholder.ports.persistence.StoreMissingException when the directory holds no store
     */
    public static Keyholder openExisting(Path directory) {
        return openExisting(directory, EmbeddedOptions.defaults());
    }

    /** Opens the users in this directory, as {@link #openExisting(Path)} does, with what the host chooses. */
    public static Keyholder openExisting(Path directory, EmbeddedOptions options) {
        return open(directory, options.withStore(options.store().withWhenMissing(H2Options.WhenMissing.REFUSE)));
    }

    /** Opens an empty store in memory, whose users are gone when it is closed: for tests and trials. */
    public static Keyholder inMemory() {
        CryptoOptions options = CryptoOptions.defaults().withSecretsInClear();
        return Keyholder.open(MapStorage.create(), BouncyCastleCrypto.create(options));
    }
}
