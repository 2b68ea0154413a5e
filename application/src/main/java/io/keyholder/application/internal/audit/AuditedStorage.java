package io.keyholder.application.internal.audit;

import io.keyholder.application.internal.Now;
import io.keyholder.ports.Storage;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;

/** A store whose changes of users and public keys are taken down in the audit trail. Thread-safe. */
public final class AuditedStorage implements Storage {
    private final Storage storage;
    private final UserRepository users;
    private final PublicKeyDirectory publicKeys;

    private AuditedStorage(Storage storage, AuditTrail audit, Now now) {
        this.storage = storage;
        this.users = new AuditedUsers(storage.users(), audit, now);
        this.publicKeys = new AuditedKeys(storage.publicKeys(), new KeyAudit(audit, now));
    }

    /**
     * The same store, when the host has no audit trail.
     *
     * @param naming the host's trail, which names who acts
     */
    public static Storage of(Storage storage, AuditTrail audit, ActingTrail naming, Now now) {
        return audit == AuditTrail.NONE ? storage : new AuditedStorage(storage, naming, now);
    }

    @Override
    public UserRepository users() {
        return users;
    }

    @Override
    public LoginStateRepository loginStates() {
        return storage.loginStates();
    }

    @Override
    public InvitationRepository invitations() {
        return storage.invitations();
    }

    @Override
    public UserEventLog userEvents() {
        return storage.userEvents();
    }

    @Override
    public PublicKeyDirectory publicKeys() {
        return publicKeys;
    }

    @Override
    public void close() {
        storage.close();
    }
}
