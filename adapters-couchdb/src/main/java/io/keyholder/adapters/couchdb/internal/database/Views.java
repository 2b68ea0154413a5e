package io.keyholder.adapters.couchdb.internal.database;

import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.util.List;

/** The views of one database. Thread-safe. */
public final class Views {
    private final Requests requests;

    Views(Requests requests) {
        this.requests = requests;
    }

    /** The rows of one of our views; {@code query} begins with {@code ?} or is empty. */
    public String rows(String designId, String view, String query, Deadline deadline) {
        return requests.successful(Request.get(target(designId, view) + query), deadline)
                .body();
    }

    /** The rows of any of these keys, each a JSON value, with their documents. */
    public String rowsOf(String designId, String view, List<String> keys, Deadline deadline) {
        String body = "{\"keys\":[" + String.join(",", keys) + "]}";
        return requests.successful(
                        Request.post(target(designId, view) + "?include_docs=true&reduce=false", body), deadline)
                .body();
    }

    /** A JSON string as a value of a query. */
    public static String key(String text) {
        return Request.encoded(Replies.text(Replies.newObject().textNode(text)));
    }

    private String target(String designId, String view) {
        return requests.path() + "/_design/" + Request.encoded(designId.substring("_design/".length())) + "/_view/"
                + view;
    }
}
