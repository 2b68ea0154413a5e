package io.keyholder.adapters.memory;

import io.keyholder.ports.Storage;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;

class H2DirectoryContractTest implements StorageContract {
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
