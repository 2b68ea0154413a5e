package io.keyholder.adapters.memory;

import io.keyholder.ports.Storage;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;

class MapStorageContractTest implements StorageContract {
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
