package io.keyholder.testkit.example;

import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;

/** A store that has users so far and nothing else yet. */
record FirstTryStorage(UserRepository users) implements Storage {
    @Override
    public LoginStateRepository loginStates() {
        throw new StoreException("this store remembers nothing about logging in yet", null);
    }

    @Override
    public InvitationRepository invitations() {
        throw new StoreException("this store keeps no invitations yet", null);
    }

    @Override
    public UserEventLog userEvents() {
        throw new StoreException("this store keeps no events yet", null);
    }

    @Override
    public PublicKeyDirectory publicKeys() {
        throw new StoreException("this store keeps no keys yet", null);
    }

    @Override
    public void close() {}
}
