package org.example.filestore;

import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import java.nio.file.Path;

/**
 * A store in one plain file, to which each write appends a line. Thread-safe; several instances and processes may have
 * the file open. All content is also held in memory, and the file is never made smaller: a sample, for small practices.
 */
public final class FileStorage implements Storage {
    private final Journal journal;
    private final FileUsers users;
    private final FileLoginStates loginStates;
    private final FileInvitations invitations;
    private final FileUserEvents userEvents;
    private final FilePublicKeys publicKeys;

    private FileStorage(Journal journal) {
        this.journal = journal;
        users = new FileUsers(journal);
        loginStates = new FileLoginStates(journal);
        invitations = new FileInvitations(journal);
        userEvents = new FileUserEvents(journal);
        publicKeys = new FilePublicKeys(journal);
    }

    /**
     * Opens the store in this file, which is made when there is none.
     *
     * @throws io.keyholder.ports.persistence.StoreException when it cannot be opened or read
     */
    public static FileStorage at(Path file) {
        return new FileStorage(Journal.at(file));
    }

    @Override
    public UserRepository users() {
        return users;
    }

    @Override
    public LoginStateRepository loginStates() {
        return loginStates;
    }

    @Override
    public InvitationRepository invitations() {
        return invitations;
    }

    @Override
    public UserEventLog userEvents() {
        return userEvents;
    }

    @Override
    public PublicKeyDirectory publicKeys() {
        return publicKeys;
    }

    @Override
    public void close() {
        journal.close();
    }
}
