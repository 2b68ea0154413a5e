package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.record.StoreMetadata;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * What CouchDB's replicator does: documents with their histories, written without judging them
 * ({@code new_edits=false}).
 */
final class Replication {
    private Replication() {}

    /** Everything but views and the mark of the store. */
    static void ofRecords(CouchDbSandbox source, CouchDbSandbox target) {
        of(source, target, id -> !id.equals(StoreMetadata.ID));
    }

    /** Everything but views, of these ids. */
    static void of(CouchDbSandbox source, CouchDbSandbox target, Predicate<String> ids) {
        ObjectNode batch = Replies.newObject().put("new_edits", false);
        batch.putArray("docs");
        try (Exchange exchange = source.exchange();
                Exchange replica = target.exchange()) {
            String from = "/" + source.options().database();
            Reply all = send(exchange, Request.get(from + "/_all_docs"));
            Replies.json(all).path("rows").forEach(row -> {
                String id = row.path("id").asText();
                if (!id.startsWith("_design/") && ids.test(id)) {
                    Reply document = send(exchange, Request.get(from + "/" + Request.encoded(id) + "?revs=true"));
                    batch.withArray("docs").add(Replies.json(document));
                }
            });
            Reply written =
                    send(replica, Request.post("/" + target.options().database() + "/_bulk_docs", Replies.text(batch)));
            assertThat(written.status()).isEqualTo(201);
        }
    }

    private static Reply send(Exchange exchange, Request request) {
        return exchange.send(request, Deadline.after(Duration.ofMinutes(1)));
    }
}
