package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Endpoint;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.Race;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;

/** On three real nodes, which {@code COUCHDB_URLS} names. Without them the build leaves this out. */
@Tag("nodes")
class HostsOnThreeNodesTest implements HostsOnACluster {
    private static final int ROUNDS = 20;

    @Override
    public void play(Scene scene) {
        CouchDbSandbox sandbox = CouchDbSandbox.create();
        List<Endpoint> endpoints = sandbox.options().endpoints();
        assumeThat(endpoints).hasSize(HOSTS);
        List<Storage> stores = new ArrayList<>();
        try {
            endpoints.forEach(node -> stores.add(CouchDbStorage.open(EktorpExchange.with(node), sandbox.options())));
            for (int round = 0; round < ROUNDS; round++) {
                scene.play(new Nodes(stores), "ada-" + round);
            }
        } finally {
            stores.forEach(Storage::close);
            sandbox.close();
        }
    }

    private record Nodes(List<Storage> stores) implements Place {
        @Override
        public Storage store(int node) {
            return stores.get(node);
        }

        @Override
        public <T> List<T> together(IntFunction<T> action) {
            return Race.between(HOSTS, action);
        }
    }
}
