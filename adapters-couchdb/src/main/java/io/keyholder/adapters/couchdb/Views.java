package io.keyholder.adapters.couchdb;

import java.util.List;

/** The views of one database. Thread-safe. */
final class Views {
    private final Requests requests;

    Views(Requests requests) {
        this.requests = requests;
    }

    /** The rows of one of our views; {@code query} begins with {@code ?} or is empty. */
    String rows(String designId, String view, String query, Deadline deadline) {
        return requests.successful(Request.get(target(designId, view) + query), deadline)
                .body();
    }

    /** The rows of any of these keys, each a JSON value, with their documents. */
    String rowsOf(String designId, String view, List<String> keys, Deadline deadline) {
        String body = "{\"keys\":[" + String.join(",", keys) + "]}";
        return requests.successful(
                        Request.post(target(designId, view) + "?include_docs=true&reduce=false", body), deadline)
                .body();
    }

    /** A JSON string as a value of a query. */
    static String key(String text) {
        return Request.encoded(Replies.text(Replies.newObject().textNode(text)));
    }

    private String target(String designId, String view) {
        return requests.path() + "/_design/" + Request.encoded(designId.substring("_design/".length())) + "/_view/"
                + view;
    }
}
