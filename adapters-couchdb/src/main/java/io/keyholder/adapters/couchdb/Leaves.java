package io.keyholder.adapters.couchdb;

import java.util.List;
import java.util.Optional;

/** The versions of a document that replication left side by side. */
final class Leaves {
    private final Database database;

    Leaves(Database database) {
        this.database = database;
    }

    /** All that are not deleted; the one that reads show comes first. Empty when there is no document. */
    List<Document> of(String id, Deadline deadline) {
        return database.leafRevisions(id, deadline).stream()
                .map(revision -> database.get(id, revision, deadline))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Removes all but the one that reads show. */
    void removeLosers(List<Document> leaves, Deadline deadline) {
        leaves.stream().skip(1).forEach(loser -> database.delete(loser.id(), loser.revision(), deadline));
    }
}
