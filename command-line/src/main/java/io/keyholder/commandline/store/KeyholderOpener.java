package io.keyholder.commandline.store;

import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.invitation.InvitationOptions;
import io.keyholder.embedded.EmbeddedKeyholder;
import io.keyholder.embedded.EmbeddedOptions;
import io.keyholder.ports.Crypto;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** How commands open the users in a directory or a database. Tests open with cheaper hashes. */
public interface KeyholderOpener {
    /** Opens the durable embedded default. */
    KeyholderOpener EMBEDDED = new KeyholderOpener() {
        @Override
        public Keyholder open(Path directory, CryptoChoices crypto, InvitationOptions invitations) {
            return EmbeddedKeyholder.open(
                    directory,
                    options(crypto).withKeyholder(KeyholderOptions.of(clock()).withInvitations(invitations)));
        }

        @Override
        public Keyholder open(
                CouchDbOptions database,
                CryptoChoices crypto,
                Optional<Path> sealingKey,
                InvitationOptions invitations) {
            CryptoOptions hashing = crypto.on(CryptoOptions.defaults());
            CryptoOptions options = sealingKey
                    .map(file -> hashing.withSealingKeys(SealingKeys.createFile(file)))
                    .orElse(hashing);
            return Keyholder.open(
                    CouchDbStorage.open(database),
                    BouncyCastleCrypto.create(options),
                    KeyholderOptions.of(clock()).withInvitations(invitations));
        }

        @Override
        public Keyholder openExisting(Path directory, CryptoChoices crypto, InvitationOptions messages) {
            return EmbeddedKeyholder.openExisting(
                    directory,
                    options(crypto).withKeyholder(KeyholderOptions.of(clock()).withInvitations(messages)));
        }

        @Override
        public Crypto keyCrypto() {
            return BouncyCastleCrypto.create();
        }

        @Override
        public Clock clock() {
            return Clock.systemUTC();
        }

        private static EmbeddedOptions options(CryptoChoices crypto) {
            return EmbeddedOptions.defaults().withCrypto(crypto.on(CryptoOptions.defaults()));
        }
    };

    /**
     * The users in this database.
     *
     * @param sealingKey the file with the key of second-factor secrets, made when it is missing
     * @throws io.keyholder.ports.persistence.StoreException when it cannot be used; the subtype names the reason
     */
    Keyholder open(
            CouchDbOptions database, CryptoChoices crypto, Optional<Path> sealingKey, InvitationOptions invitations);

    /** The users in this directory, none when it holds no store yet. */
    default Keyholder open(Path directory) {
        return open(directory, CryptoChoices.none(), InvitationOptions.NONE);
    }

    /** The same with a choice about hashes and a way for invitations to leave. */
    Keyholder open(Path directory, CryptoChoices crypto, InvitationOptions invitations);

    /**
     * The users in this directory.
     *
     * @throws io.keyholder.ports.persistence.StoreMissingException when it holds no store
     */
    default Keyholder openExisting(Path directory) {
        return openExisting(directory, CryptoChoices.none(), InvitationOptions.NONE);
    }

    /** The same with a choice about hashes and a way for messages to leave. */
    Keyholder openExisting(Path directory, CryptoChoices crypto, InvitationOptions messages);

    /** What makes, reads and uses private key files, where no store is opened. */
    Crypto keyCrypto();

    /** The clock of the users and of commands that show them. */
    Clock clock();
}
