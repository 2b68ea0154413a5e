package io.keyholder.adapters.memory;

import io.keyholder.ports.Storage;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.event.UserEventLogContract;
import io.keyholder.testkit.contract.invitation.InvitationRepositoryContract;
import io.keyholder.testkit.contract.login.LoginStateRepositoryContract;

class MapStorageContractTest
        implements StorageContract, LoginStateRepositoryContract, InvitationRepositoryContract, UserEventLogContract {
    @Override
    public StorageSandbox newSandbox() {
        MapStorage data = MapStorage.create();
        return new StorageSandbox() {
            @Override
            public Storage open() {
                return data.sharing();
            }

            @Override
            public void close() {
                data.close();
            }
        };
    }
}
