package io.keyholder.adapters.couchdb.internal.database;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.ports.persistence.IndexBuildingException;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.List;

/** The views of one database. Thread-safe. */
public final class Views {
    private final Requests requests;

    Views(Requests requests) {
        this.requests = requests;
    }

    /** The rows of one of our views; {@code query} begins with {@code ?} or is empty. */
    public String rows(String designId, String view, String query, Deadline deadline) {
        return answer(designId, Request.get(target(designId, view) + query), deadline);
    }

    /** The rows of any of these keys, each a JSON value, with their documents. */
    public String rowsOf(String designId, String view, List<String> keys, Deadline deadline) {
        String body = "{\"keys\":[" + String.join(",", keys) + "]}";
        return answer(
                designId, Request.post(target(designId, view) + "?include_docs=true&reduce=false", body), deadline);
    }

    /** CouchDB brings the index of a view up to date before it answers, however long that takes. */
    private String answer(String designId, Request request, Deadline deadline) {
        try {
            return requests.successful(request, deadline.shortlyBefore()).body();
        } catch (StoreUnavailableException late) {
            requireIndex(designId, late, deadline);
            throw late;
        }
    }

    private void requireIndex(String designId, StoreUnavailableException late, Deadline deadline) {
        JsonNode index;
        try {
            index = Replies.json(requests.successful(Request.get(design(designId) + "/_info"), deadline))
                    .path("view_index");
        } catch (StoreException unknown) {
            late.addSuppressed(unknown);
            return;
        }
        long pending = index.path("updates_pending").path("preferred").asLong();
        if (pending > 0 || index.path("updater_running").asBoolean()) {
            throw new IndexBuildingException(
                    "CouchDB is still building the index of users (" + pending + " changes are left); repeat the call",
                    pending,
                    late);
        }
    }

    /** A JSON string as a value of a query. */
    public static String key(String text) {
        return Request.encoded(Replies.text(Replies.newObject().textNode(text)));
    }

    private String target(String designId, String view) {
        return design(designId) + "/_view/" + view;
    }

    private String design(String designId) {
        return requests.target(designId);
    }
}
