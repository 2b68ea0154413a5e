package io.keyholder.ports;

import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;

/**
 * One store with all the persistence ports a host needs; opening and closing it is the adapter's business.
 *
 * <p>Implementations MUST be thread-safe. After {@link #close()} every method of every port of this store MUST throw a
 * {@link io.keyholder.ports.persistence.StoreException}.
 */
public interface Storage extends AutoCloseable {
    /** The users; the same object each time. */
    UserRepository users();

    /** What is remembered about logging in; the same object each time. */
    LoginStateRepository loginStates();

    /** The invitations; the same object each time. */
    InvitationRepository invitations();

    /** The events of its users that wait to be delivered; the same object each time. */
    UserEventLog userEvents();

    /** The public keys; the same object each time. */
    PublicKeyDirectory publicKeys();

    /**
     * Lets go of files and connections; everything acknowledged stays. Repeating it does nothing.
     *
     * @throws io.keyholder.ports.persistence.StoreException when the store could not be closed in good order
     */
    @Override
    void close();
}
