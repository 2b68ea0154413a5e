package io.keyholder.adapters.couchdb.internal.record;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At which revision documents were last read here. CouchDB takes an edit of any revision for a document that never was;
 * so a revision that was not read here is looked for before it is replaced. Thread-safe.
 */
final class SeenRevisions {
    private static final int MOST = 10_000;

    private final Database database;
    private final Map<String, String> seen = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    SeenRevisions(Database database) {
        this.database = database;
    }

    /** Remembers where a document was read. */
    Document noted(Document document) {
        synchronized (seen) {
            seen.put(document.id(), document.revision());
        }
        return document;
    }

    /** Whether a document is or was at a revision: read here, or stored there now. */
    boolean isKnown(String id, String revision, Deadline deadline) {
        synchronized (seen) {
            if (revision.equals(seen.get(id))) {
                return true;
            }
        }
        return database.versions(id, deadline).liveRevisions().contains(revision);
    }
}
