package io.keyholder.adapters.couchdb;

import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.testkit.contract.StorageLifecycleContract;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.event.UserEventLogContract;
import io.keyholder.testkit.contract.key.PublicKeyDirectoryContract;
import io.keyholder.testkit.contract.user.UserRepositoryContract;

/** That a store beside iCure servers keeps every promise of a store. */
class BesideIcureContractTest
        implements UserRepositoryContract, PublicKeyDirectoryContract, StorageLifecycleContract, UserEventLogContract {
    @Override
    public StorageSandbox newSandbox() {
        return CouchDbSandbox.beside(Neighbours.ICURE);
    }
}
