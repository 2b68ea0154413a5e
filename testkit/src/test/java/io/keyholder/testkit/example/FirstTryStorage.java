package io.keyholder.testkit.example;

import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UserRepository;

/** A store that has users so far and no keys yet. */
record FirstTryStorage(UserRepository users) implements Storage {
    @Override
    public PublicKeyDirectory publicKeys() {
        throw new StoreException("this store keeps no keys yet", null);
    }

    @Override
    public void close() {}
}
