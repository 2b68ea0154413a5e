package io.keyholder.commandline.key;

import io.keyholder.adapters.crypto.file.OwnerOnlyFile;
import io.keyholder.application.Keyholder;
import io.keyholder.application.key.KeyImportResult;
import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.key.EncryptionKeyPair;
import io.keyholder.domain.key.KeyPadding;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Crypto;
import io.keyholder.ports.keys.KeyFileTarget;
import io.keyholder.ports.keys.PrivateKeyReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads and writes private key files, and explains in one line what is wrong with one. */
final class KeyFiles {
    private final Terminal terminal;
    private final Crypto crypto;

    KeyFiles(Terminal terminal, Crypto crypto) {
        this.terminal = terminal;
        this.crypto = crypto;
    }

    /**
     * The pair in a file, of any owner; the caller closes it.
     *
     * @throws CommandFailure when its passphrase is wrong or it is damaged
     */
    EncryptionKeyPair read(Path file, KeyPadding padding) {
        byte[] content = content(file);
        try (Password passphrase = terminal.readSecret("Passphrase of the key file")) {
            PrivateKeyReading reading = crypto.privateKeyFiles().read(content, passphrase);
            if (reading instanceof PrivateKeyReading.Read read) {
                return new EncryptionKeyPair(crypto.privateKeyFiles().publicKeyOf(read.key(), padding), read.key());
            }
            throw reading instanceof PrivateKeyReading.Damaged damaged
                    ? new CommandFailure(damaged.problem())
                    : wrongPassphrase();
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * The pair in a file, which is registered for this owner; the caller closes it.
     *
     * @throws CommandFailure when its passphrase is wrong, it is damaged, or it belongs to another owner
     */
    EncryptionKeyPair readRegistered(Keyholder keyholder, DataOwnerId owner, Path file) {
        byte[] content = content(file);
        try (Password passphrase = terminal.readSecret("Passphrase of the key file")) {
            KeyImportResult result = keyholder.keys().importKey(owner, content, passphrase);
            if (result instanceof KeyImportResult.Imported imported) {
                return imported.pair();
            }
            if (result instanceof KeyImportResult.WrongOwner wrong) {
                throw new CommandFailure(
                        "the key " + wrong.fingerprint().sha256() + " is not registered for " + Line.of(owner.value()));
            }
            throw result instanceof KeyImportResult.Damaged damaged
                    ? new CommandFailure(damaged.problem())
                    : wrongPassphrase();
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    /**
     * Hands a key over to a new file, under a passphrase that is read.
     *
     * @throws CommandFailure when there is such a file, or the passphrase is empty
     */
    void save(PrivateKeyHandover handover, Path file) {
        try (Password passphrase = terminal.readSecret("Passphrase of the new key file")) {
            if (passphrase.isEmpty()) {
                throw new CommandFailure("the passphrase of the new key file is empty");
            }
            requireSaved(handover.saveEncryptedPem(OwnerOnlyFile.at(file), passphrase), file);
        }
    }

    /** Whose keys a user has. */
    static DataOwnerId ownerOf(User user) {
        return user.dataOwner()
                .keyOwner()
                .orElseThrow(() -> new CommandFailure("the user stands for no data owner, so it has no keys"));
    }

    /** Refuses where a file was there. */
    static void requireSaved(KeyFileTarget.Outcome outcome, Path file) {
        if (outcome == KeyFileTarget.Outcome.EXISTS) {
            throw exists(file);
        }
    }

    static CommandFailure exists(Path file) {
        return new CommandFailure(Line.of(file.toString()) + " exists, and is not overwritten");
    }

    static byte[] content(Path file) {
        requireReadable(file);
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException("the file cannot be read", broken);
        }
    }

    static void requireReadable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw CommandFailure.usage("cannot read " + Line.of(file.toString()));
        }
    }

    private static CommandFailure wrongPassphrase() {
        return new CommandFailure("the passphrase does not open the key file");
    }
}
