package io.keyholder.testkit.example;

import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.user.UserRepositoryContract;

/** The whole test of the adapter; it would end in {@code Test} if it were meant to pass. */
public class FirstTryContract implements UserRepositoryContract {
    @Override
    public StorageSandbox newSandbox() {
        UserRepository users = new FirstTryUserRepository();
        return new StorageSandbox() {
            @Override
            public Storage open() {
                return new FirstTryStorage(users);
            }

            @Override
            public void close() {}
        };
    }
}
