package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.net.URLDecoder;
import java.util.List;
import java.util.Set;

/**
 * Requests to a cluster, where a list comes from one copy that may lag. Before each list, all copies take every
 * document that was written, as it is. So a contract holds on a cluster in all but how soon lists show what was
 * written.
 */
final class CaughtUpExchange implements Exchange {
    private final Exchange server;
    private final String path;
    private final int copies;
    private final Set<String> written;

    /** @param written the ids that were written in this database and may lag, by any exchange; concurrent */
    CaughtUpExchange(Exchange server, String database, int copies, Set<String> written) {
        this.server = server;
        this.path = "/" + database + "/";
        this.copies = copies;
        this.written = written;
    }

    @Override
    public Reply send(Request request, Deadline deadline) {
        if (isList(request)) {
            catchUp(List.copyOf(written), deadline);
        }
        note(request);
        return server.send(request, deadline);
    }

    @Override
    public void close() {
        server.close();
    }

    private static boolean isList(Request request) {
        return request.target().contains("/_view/") || request.target().contains("/_all_docs");
    }

    private void note(Request request) {
        if (!request.target().startsWith(path) || request.method() == Request.Method.GET) {
            return;
        }
        if (request.target().endsWith("/_bulk_docs")) {
            Replies.json(request.body().orElseThrow())
                    .path("docs")
                    .forEach(document -> written.add(document.path("_id").asText()));
        } else if (!request.target().startsWith(path + "_")) {
            String segment = request.target().substring(path.length()).split("\\?", 2)[0];
            written.add(URLDecoder.decode(segment, UTF_8));
        }
    }

    private void catchUp(List<String> ids, Deadline deadline) {
        if (ids.isEmpty()) {
            return;
        }
        written.removeAll(ids);
        ObjectNode wanted = Replies.newObject();
        ArrayNode names = wanted.putArray("docs");
        ids.forEach(id -> names.addObject().put("id", id));
        Reply found = server.send(Request.post(path + "_bulk_get?revs=true", Replies.text(wanted)), deadline);
        ObjectNode all = Replies.newObject().put("new_edits", false);
        ArrayNode documents = all.putArray("docs");
        Replies.json(found).path("results").forEach(result -> addLeaves(documents, result));
        Reply taken = server.send(Request.post(path + "_bulk_docs?w=" + copies, Replies.text(all)), deadline);
        assertThat(taken.status()).as("every copy took what was written").isEqualTo(201);
    }

    private static void addLeaves(ArrayNode documents, JsonNode result) {
        result.path("docs").forEach(leaf -> {
            if (leaf.has("ok")) {
                documents.add(leaf.path("ok"));
            }
        });
    }
}
