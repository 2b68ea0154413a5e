package io.keyholder.adapters.couchdb;

import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.event.UserEventLogContract;

/** That a store beside iCure servers keeps every promise of a store. */
class BesideIcureContractTest implements StorageContract, UserEventLogContract {
    @Override
    public StorageSandbox newSandbox() {
        return CouchDbSandbox.beside(Neighbours.ICURE);
    }
}
