package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A write that a majority took, on which another writer has built before its own writer sees a rival of it. Withdrawn,
 * it would take the other writer's acknowledged state, or what that state replaced, with it.
 */
class BuiltOnWriteTest {
    private static final UserId ADA = new UserId("ada");
    private static final int REQUESTS_OF_A_WITHDRAWAL = 6;
    private static final CouchDbOptions OPTIONS = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
            .withPatience(Duration.ZERO)
            .withDeadline(Duration.ofSeconds(20));

    private final ClusterModel cluster = ClusterModel.of(3, new Random(20_260_302L));
    private final CouchDbStorage other = CouchDbStorage.open(cluster.through(1), OPTIONS);
    private final User before = created(other, user("before"));
    private final Events events = new Events();
    private final CouchDbStorage store = CouchDbStorage.open(events, OPTIONS);

    BuiltOnWriteTest() {
        cluster.settle();
        events.expectPurge();
    }

    @Test
    void countsOnceItsRivalIsWithdrawn() {
        events.rivalGoesAfter = REQUESTS_OF_A_WITHDRAWAL;
        assertThat(store.users().purge(ADA, revision(before))).isEqualTo(new PurgeOutcome.Purged());
        cluster.settle();
        assertThat(other.users().findById(ADA).map(Chronicle::name)).contains("after");
        assertThat(cluster.conflicts(0)).isEmpty();
    }

    @Test
    void isOfUnknownOutcomeWhileItsRivalStays() {
        events.rivalGoesAfter = Integer.MAX_VALUE;
        assertThatThrownBy(() -> store.users().purge(ADA, revision(before)))
                .isInstanceOf(StoreUnavailableException.class);
        cluster.settle();
        assertThat(cluster.tree(0, ADA.value()).leaves().stream()
                        .filter(leaf -> !RevisionTree.isRemoval(leaf))
                        .map(leaf -> leaf.path("name").asText()))
                .containsExactlyInAnyOrder("after", "rival");
        assertThat(other.users().findByIdentifier(IdentifierKey.of("after")).single())
                .isPresent();
    }

    /** Once the purge was answered, the id is given to a new user, and an edit of the old one reaches one copy. */
    private final class Events implements Exchange {
        private final Exchange node = cluster.through(0);
        private Optional<Integer> requests = Optional.empty();
        private boolean isPurged;
        private int rivalGoesAfter;

        void expectPurge() {
            requests = Optional.of(0);
        }

        @Override
        public Reply send(Request request, Deadline deadline) {
            requests = requests.map(number -> isPurged ? number + 1 : number);
            if (requests.filter(number -> number == rivalGoesAfter).isPresent()) {
                put(rivalWithdrawn());
            }
            Reply reply = node.send(request, deadline);
            boolean isPurge = requests.isPresent()
                    && !isPurged
                    && request.method() == Request.Method.PUT
                    && request.body().orElse("").contains("_deleted");
            if (isPurge) {
                isPurged = true;
                created(other, user("after"));
                put(rival());
            }
            return reply;
        }

        private void put(ObjectNode version) {
            for (int copy = 0; copy < cluster.nodes(); copy++) {
                cluster.tree(copy, ADA.value()).merge(version);
            }
        }

        private ObjectNode rival() {
            ObjectNode rival =
                    cluster.tree(0, ADA.value()).at(base()).orElseThrow().deepCopy();
            rival.put("name", "rival").put("_rev", "3-" + "f".repeat(32));
            rival.putObject("_revisions")
                    .put("start", 3)
                    .putArray("ids")
                    .add("f".repeat(32))
                    .add(base().substring(2));
            return rival;
        }

        private ObjectNode rivalWithdrawn() {
            ObjectNode tombstone = rival();
            tombstone.removeAll();
            tombstone
                    .put("_id", ADA.value())
                    .put("_rev", "4-" + "e".repeat(32))
                    .put("_deleted", true)
                    .put("keyholder", "withdrawal")
                    .put("write", "3-" + "f".repeat(32));
            tombstone
                    .putObject("_revisions")
                    .put("start", 4)
                    .putArray("ids")
                    .add("e".repeat(32))
                    .add("f".repeat(32))
                    .add(base().substring(2));
            return tombstone;
        }

        private String base() {
            return revision(before).value();
        }

        @Override
        public void close() {
            node.close();
        }
    }

    private static User created(CouchDbStorage store, User user) {
        return ((CreateOutcome.Created) store.users().create(user)).user();
    }

    private static Revision revision(User user) {
        return user.revision().orElseThrow();
    }

    private static User user(String name) {
        return FrailWriter.user(ADA, LoginIdentifiers.login(name), name);
    }
}
