package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.CouchDbOptions.WhenMissing;
import io.keyholder.adapters.couchdb.internal.http.ClusterExchange;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Endpoint;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.testkit.contract.StorageSandbox;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A database of the shared server for one test, removed on closing. */
final class CouchDbSandbox implements StorageSandbox {
    /** Tells the databases of one run from those of another on the same server, also from what a killed one left. */
    private static final String RUN = UUID.randomUUID().toString().replace("-", "");

    private static final AtomicLong NUMBERS = new AtomicLong();

    private final CouchDbOptions options;
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    private CouchDbSandbox(CouchDbOptions options) {
        this.options = options;
    }

    static CouchDbSandbox create() {
        return new CouchDbSandbox(options("keyholder_test_" + RUN + "_" + NUMBERS.incrementAndGet()));
    }

    /** The same, opened beside other servers. */
    static CouchDbSandbox beside(Neighbours neighbours) {
        return new CouchDbSandbox(create().options().withNeighbours(neighbours));
    }

    private static CouchDbOptions options(String database) {
        TestServer server = TestServer.shared();
        return CouchDbOptions.of(server.uri(), database)
                .withOtherServers(server.others())
                .withAccount(server.account())
                .withDeadline(Duration.ofMinutes(1))
                .withWhenMissing(WhenMissing.CREATE);
    }

    CouchDbOptions options() {
        return options;
    }

    /** Through another node of a cluster each time, with lists that show what was written. */
    @Override
    public CouchDbStorage open() {
        return CouchDbStorage.open(exchange(), options(options.database()).withNeighbours(options.neighbours()));
    }

    /** Requests after which lists show what was written; through another node of a cluster first each time. */
    Exchange exchange() {
        List<Endpoint> endpoints = options(options.database()).endpoints();
        Exchange server = ClusterExchange.with(endpoints);
        return endpoints.size() == 1
                ? server
                : new CaughtUpExchange(server, options.database(), Math.min(3, endpoints.size()), written);
    }

    @Override
    public void close() {
        try (Exchange exchange = ClusterExchange.with(options.endpoints())) {
            exchange.send(Request.delete("/" + options.database()), Deadline.after(Duration.ofMinutes(1)));
        }
    }
}
