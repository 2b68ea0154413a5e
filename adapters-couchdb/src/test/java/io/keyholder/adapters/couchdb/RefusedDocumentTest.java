package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.identifier.Reservation;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UserRepository;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database whose own rules refuse some users: the error says so, and nothing of them is left behind. */
class RefusedDocumentTest {
    private static final String UNWANTED = "unwanted";

    private final MapCouchDb server = new MapCouchDb();
    private final CouchDbStorage storage =
            CouchDbStorage.open(new Choosy(server), CouchDbOptions.of(URI.create("http://localhost:1"), "users"));
    private final UserRepository users = storage.users();

    @AfterEach
    void close() {
        storage.close();
    }

    @Test
    void leavesNothingOfAUserThatCannotBeCreated() {
        Map<String, JsonNode> before = documents();
        assertThatThrownBy(() -> users.create(user(UNWANTED, "a-login"))).isInstanceOf(StoreException.class);
        assertThat(documents()).isEqualTo(before);
    }

    @Test
    void leavesNothingOfTheOneAmongManyAndCreatesTheOthers() {
        User first = user("first", "first");
        User last = user("last", "last");
        assertThatThrownBy(() -> users.createAll(List.of(first, user(UNWANTED, "a-login"), last)))
                .isInstanceOf(StoreException.class);
        assertThat(users.findById(first.id()).map(User::withoutRevision)).contains(first);
        assertThat(users.findById(last.id()).map(User::withoutRevision)).contains(last);
        assertThat(documents().keySet().stream().filter(id -> id.startsWith(Reservation.PREFIX)))
                .hasSize(2);
        assertThat(documents()).doesNotContainKey(UNWANTED);
    }

    @Test
    void leavesNothingReservedByAChangeThatIsRefused() {
        assertThat(users.create(user("fine", "fine"))).isInstanceOf(CreateOutcome.Created.class);
        Map<String, JsonNode> before = documents();
        User changed = users.findById(new UserId("fine"))
                .orElseThrow()
                .withIdentifiers(LoginIdentifiers.login("another"))
                .withProfile(user("x", "x").profile().withName(UNWANTED));
        assertThatThrownBy(() -> users.update(changed)).isInstanceOf(StoreException.class);
        assertThat(documents()).isEqualTo(before);
    }

    private static User user(String id, String login) {
        return FrailWriter.user(new UserId(id), LoginIdentifiers.login(login), id);
    }

    private Map<String, JsonNode> documents() {
        Map<String, JsonNode> documents = new TreeMap<>();
        server.changes().forEach(change -> {
            if (change.isRemoval()) {
                documents.remove(change.id());
            } else {
                documents.put(change.id(), change.document());
            }
        });
        return documents;
    }

    /** Refuses users of one name, as a validating design document of the operator's would. */
    private record Choosy(MapCouchDb server) implements Exchange {
        @Override
        public Reply send(Request request, Deadline deadline) {
            boolean isBulk = request.target().endsWith("/_bulk_docs");
            if (request.method() == Request.Method.PUT
                    && isUnwanted(Replies.json(request.body().orElseThrow()))) {
                return new Reply(403, "{\"error\":\"forbidden\",\"reason\":\"unwanted\"}");
            }
            return isBulk ? bulk(request, deadline) : server.send(request, deadline);
        }

        private Reply bulk(Request request, Deadline deadline) {
            ArrayNode wanted = Replies.newObject().arrayNode();
            ArrayNode refusals = Replies.newObject().arrayNode();
            Replies.json(request.body().orElseThrow()).path("docs").forEach(document -> {
                if (isUnwanted(document)) {
                    refusals.addObject()
                            .put("id", document.path("_id").asText())
                            .put("error", "forbidden");
                } else {
                    wanted.add(document);
                }
            });
            ObjectNode rest = Replies.newObject();
            rest.set("docs", wanted);
            Reply reply = server.send(Request.post(request.target(), Replies.text(rest)), deadline);
            Replies.json(reply).forEach(refusals::add);
            return new Reply(201, Replies.text(refusals));
        }

        private static boolean isUnwanted(JsonNode document) {
            return document.path("name").asText().equals(UNWANTED);
        }

        @Override
        public void close() {}
    }
}
