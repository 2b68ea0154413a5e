package io.keyholder.examples;

import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.crypto.SealingKeys;
import io.keyholder.application.InvitationOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.embedded.EmbeddedKeyholder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** How commands open the users in a directory or a database. Tests open with cheaper hashes. */
interface KeyholderOpener {
    /** Opens the durable embedded default. */
    KeyholderOpener EMBEDDED = new KeyholderOpener() {
        @Override
        public Keyholder open(Path directory, InvitationOptions invitations) {
            return EmbeddedKeyholder.open(
                    directory, KeyholderOptions.of(Clock.systemUTC()).withInvitations(invitations));
        }

        @Override
        public Keyholder open(CouchDbOptions database, Optional<Path> sealingKey, InvitationOptions invitations) {
            CryptoOptions options = sealingKey
                    .map(file -> CryptoOptions.defaults().withSealingKeys(SealingKeys.createFile(file)))
                    .orElseGet(CryptoOptions::defaults);
            return Keyholder.open(
                    CouchDbStorage.open(database),
                    BouncyCastleCrypto.create(options),
                    KeyholderOptions.of(Clock.systemUTC()).withInvitations(invitations));
        }

        @Override
        public Keyholder openExisting(Path directory) {
            return EmbeddedKeyholder.openExisting(directory);
        }
    };

    /**
     * The users in this database.
     *
     * @param sealingKey the file with the key of second-factor secrets, made when it is missing
     * @throws io.keyholder.ports.persistence.StoreException when it cannot be used; the subtype says why
     */
    Keyholder open(CouchDbOptions database, Optional<Path> sealingKey, InvitationOptions invitations);

    /** The users in this directory, none when it holds no store yet. */
    default Keyholder open(Path directory) {
        return open(directory, InvitationOptions.NONE);
    }

    /** The same with a way for invitations to leave. */
    Keyholder open(Path directory, InvitationOptions invitations);

    /**
     * The users in this directory.
     *
     * @throws io.keyholder.ports.persistence.StoreMissingException when it holds no store
     */
    Keyholder openExisting(Path directory);
}
