package io.keyholder.adapters.couchdb.internal.record;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.recent.RecentlyUsed;

/**
 * At which revision documents were last read here. CouchDB takes an edit of any revision for a document that never was;
 * so a revision that was not read here is looked for before it is replaced. Thread-safe.
 */
final class SeenRevisions {
    private static final int MOST = 10_000;

    private final Database database;
    private final RecentlyUsed<String, String> seen = new RecentlyUsed<>(MOST);

    SeenRevisions(Database database) {
        this.database = database;
    }

    /** Remembers where a document was read. */
    Document noted(Document document) {
        seen.put(document.id(), document.revision());
        return document;
    }

    /** Whether a document is or was at a revision: read here, or stored there now. */
    boolean isKnown(String id, String revision, Deadline deadline) {
        return seen.find(id).filter(revision::equals).isPresent()
                || database.versions(id, deadline).liveRevisions().contains(revision);
    }
}
