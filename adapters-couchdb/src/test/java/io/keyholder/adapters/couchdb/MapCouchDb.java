package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link ClusterModel} of one node, which remembers what every document was after every write: thousands of random
 * schedules take seconds. Thread-safe.
 */
final class MapCouchDb implements Exchange {
    private final ClusterModel cluster;
    private final Exchange node;
    private final List<Change> changes = new ArrayList<>();

    MapCouchDb() {
        this(true);
    }

    /** @param isCouchDb whether it judges edits as CouchDB does, or as PouchDB does */
    MapCouchDb(boolean isCouchDb) {
        cluster = ClusterModel.single(isCouchDb);
        node = cluster.through(0);
        cluster.listen(id -> changes.add(new Change(id, cluster.shown(0, id).orElseThrow())));
    }

    /**
     * One revision of one document.
     *
     * @param document with {@code _deleted} when that revision removed it
     */
    record Change(String id, ObjectNode document) {
        boolean isRemoval() {
            return RevisionTree.isRemoval(document);
        }
    }

    /** All that was ever written, in that order. */
    synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** How much was ever written. */
    synchronized int size() {
        return changes.size();
    }

    @Override
    public synchronized Reply send(Request request, Deadline deadline) {
        return node.send(request, deadline);
    }

    @Override
    public void close() {}
}
