package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.contract.user.UnreadableUserContract;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * That a store keeps all its promises on a cluster whose copies vote: each store of a test works through another node
 * of a {@link ClusterModel}. How soon lists show what was written is not promised, see {@link CaughtUpExchange}.
 */
class ClusterModelContractTest implements RacesOnACluster, UnreadableUserContract {
    private static final int NODES = 3;
    private static final long SEED = 20_261_130L;

    private final List<Cluster> clusters = new ArrayList<>();

    @Override
    public StorageSandbox newSandbox() {
        Cluster cluster = new Cluster();
        clusters.add(cluster);
        return cluster;
    }

    @Override
    public boolean hasCopies() {
        return true;
    }

    @Override
    public void damage(UserId user) {
        Cluster cluster = clusters.get(0);
        Database database = new Database(cluster.exchange(), Cluster.NAME, Duration.ofMinutes(1));
        Document stored = database.get(user.value(), database.deadline()).orElseThrow();
        String json = stored.json().replace("\"login\":", "\"login\":7,\"was\":");
        PendingDocument damaged =
                new PendingDocument(stored.id(), Optional.of(stored.revision()), json, document -> true, false);
        assertThat(database.put(damaged, database.deadline())).isInstanceOf(WriteOutcome.Written.class);
    }

    /** One cluster for a test. */
    private static final class Cluster implements StorageSandbox {
        static final String NAME = "users";

        private final ClusterModel model = ClusterModel.of(NODES, new Random(SEED));
        private final Set<String> written = ConcurrentHashMap.newKeySet();
        private final AtomicInteger stores = new AtomicInteger();

        Exchange exchange() {
            return new CaughtUpExchange(model.through(stores.getAndIncrement() % NODES), NAME, NODES, written);
        }

        @Override
        public Storage open() {
            CouchDbOptions options =
                    CouchDbOptions.of(URI.create("http://localhost:1"), NAME).withDeadline(Duration.ofMinutes(1));
            return CouchDbStorage.open(exchange(), options);
        }

        @Override
        public void close() {
            model.settle();
            assertThat(model.isSettled()).isTrue();
        }
    }
}
