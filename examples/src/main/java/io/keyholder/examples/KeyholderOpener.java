package io.keyholder.examples;

import io.keyholder.application.InvitationOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.embedded.EmbeddedKeyholder;
import java.nio.file.Path;
import java.time.Clock;

/** How commands open the users in a directory. Tests open with cheaper hashes. */
interface KeyholderOpener {
    /** Opens the durable embedded default. */
    KeyholderOpener EMBEDDED = new KeyholderOpener() {
        @Override
        public Keyholder open(Path directory, InvitationOptions invitations) {
            return EmbeddedKeyholder.open(
                    directory, KeyholderOptions.of(Clock.systemUTC()).withInvitations(invitations));
        }

        @Override
        public Keyholder openExisting(Path directory) {
            return EmbeddedKeyholder.openExisting(directory);
        }
    };

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
