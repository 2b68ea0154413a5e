package host;

import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.StorageSandbox;

class MapContractTest implements StorageContract {
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
