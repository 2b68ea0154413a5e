package io.keyholder.adapters.memory;

import io.keyholder.ports.Storage;
import io.keyholder.testkit.InvitationRepositoryContract;
import io.keyholder.testkit.LoginStateRepositoryContract;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.StorageSandbox;
import io.keyholder.testkit.UserEventLogContract;

class H2DirectoryContractTest
        implements StorageContract, LoginStateRepositoryContract, InvitationRepositoryContract, UserEventLogContract {
    @Override
    public StorageSandbox newSandbox() {
        Scratch scratch = Scratch.create();
        return new StorageSandbox() {
            @Override
            public Storage open() {
                return H2Storage.at(scratch.store());
            }

            @Override
            public void close() {
                scratch.close();
            }
        };
    }
}
