package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.view.DesignDocument;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreException;
import org.junit.jupiter.api.Test;

/** That our views come and go without disturbing whoever reads others. */
class DesignDocumentTest {
    private static final String OTHER_VERSION = "_design/keyholder-0123456789abcdef";

    @Test
    void isNamedByItsContentAndHoldsViewsOnly() {
        DesignDocument current = DesignDocument.current();
        assertThat(current.id())
                .matches("_design/keyholder-[0-9a-f]{16}")
                .isEqualTo(DesignDocument.current().id());
        JsonNode json = Replies.json(current.json());
        assertThat(json.fieldNames()).toIterable().containsExactlyInAnyOrder("_id", "language", "views");
        json.path("views")
                .forEach(view -> assertThat(view.fieldNames()).toIterable().isSubsetOf("map", "reduce"));
    }

    @Test
    void isPutOnceAndLeavesThoseOfOtherVersionsAlone() {
        try (IcureDatabase database = IcureDatabase.create()) {
            database.withUsers(3).put("""
                    {"_id":"%s","views":{"users":{"map":"function (doc) { emit(doc._id, null); }"}}}""".formatted(OTHER_VERSION));
            String revision = database.stored(OTHER_VERSION).path("_rev").asText();
            try (CouchDbStorage store = database.open()) {
                assertThat(store.users().page(PageRequest.first(10))).hasSize(3);
            }
            String ours = DesignDocument.current().id();
            String firstRevision = database.stored(ours).path("_rev").asText();
            RecordingExchange exchange =
                    new RecordingExchange(EktorpExchange.with(database.options().endpoint()));
            try (CouchDbStorage store = CouchDbStorage.open(exchange, database.options())) {
                assertThat(store.users().count()).isEqualTo(3);
            }
            assertThat(exchange.methods()).containsOnly(Request.Method.GET);
            assertThat(database.stored(ours).path("_rev").asText()).isEqualTo(firstRevision);
            assertThat(database.stored(OTHER_VERSION).path("_rev").asText()).isEqualTo(revision);
            database.assertDesignUntouched();
        }
    }

    @Test
    void saysWhoMayPutItWhereThisAccountMayNot() {
        try (CouchDbSandbox sandbox = CouchDbSandbox.create()) {
            Exchange server = EktorpExchange.with(sandbox.options().endpoint());
            Exchange forbidding = new Exchange() {
                @Override
                public Reply send(Request request, Deadline deadline) {
                    boolean isDesign = request.method() == Request.Method.PUT
                            && request.target().contains("/_design/");
                    return isDesign ? new Reply(403, "{\"error\":\"forbidden\"}") : server.send(request, deadline);
                }

                @Override
                public void close() {
                    server.close();
                }
            };
            assertThatThrownBy(() -> CouchDbStorage.open(forbidding, sandbox.options()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("as an administrator of the database");
        }
    }
}
