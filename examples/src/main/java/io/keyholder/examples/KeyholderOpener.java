package io.keyholder.examples;

import io.keyholder.application.Keyholder;
import io.keyholder.embedded.EmbeddedKeyholder;
import java.nio.file.Path;

/** How commands open the users in a directory. Tests open with cheaper hashes. */
interface KeyholderOpener {
    /** Opens the durable embedded default. */
    KeyholderOpener EMBEDDED = new KeyholderOpener() {
        @Override
        public Keyholder open(Path directory) {
            return EmbeddedKeyholder.open(directory);
        }

        @Override
        public Keyholder openExisting(Path directory) {
            return EmbeddedKeyholder.openExisting(directory);
        }
    };

    /** The users in this directory, none when it holds no store yet. */
    Keyholder open(Path directory);

    /**
     * The users in this directory.
     *
     * @throws io.keyholder.ports.persistence.StoreMissingException when it holds no store
     */
    Keyholder openExisting(Path directory);
}
