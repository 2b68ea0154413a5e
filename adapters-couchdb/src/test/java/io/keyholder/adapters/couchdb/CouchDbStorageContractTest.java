package io.keyholder.adapters.couchdb;

import io.keyholder.testkit.InvitationRepositoryContract;
import io.keyholder.testkit.LoginStateRepositoryContract;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.StorageSandbox;
import io.keyholder.testkit.UserEventLogContract;

class CouchDbStorageContractTest
        implements StorageContract, LoginStateRepositoryContract, InvitationRepositoryContract, UserEventLogContract {
    @Override
    public StorageSandbox newSandbox() {
        return CouchDbSandbox.create();
    }
}
