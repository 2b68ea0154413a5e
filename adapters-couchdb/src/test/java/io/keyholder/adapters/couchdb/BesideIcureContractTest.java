package io.keyholder.adapters.couchdb;

import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.StorageLifecycleContract;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.event.UserEventLogContract;
import io.keyholder.testkit.contract.key.PublicKeyDirectoryContract;
import io.keyholder.testkit.contract.user.UserRepositoryContract;
import java.net.URI;
import java.time.Duration;

/**
 * That a store beside iCure servers keeps every promise of a store: on CouchDB where a test has one, and else on the
 * double that {@link MapCouchDbTest} compares with servers, because each write takes three requests more there.
 */
class BesideIcureContractTest
        implements UserRepositoryContract, PublicKeyDirectoryContract, StorageLifecycleContract, UserEventLogContract {
    @Override
    public StorageSandbox newSandbox() {
        return TestServer.isCouchDb() ? CouchDbSandbox.beside(Neighbours.ICURE) : new InMaps();
    }

    private static final class InMaps implements StorageSandbox {
        private final MapCouchDb server = new MapCouchDb();

        @Override
        public Storage open() {
            CouchDbOptions options = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
                    .withDeadline(Duration.ofMinutes(1))
                    .withNeighbours(Neighbours.ICURE);
            return CouchDbStorage.open(server, options);
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
