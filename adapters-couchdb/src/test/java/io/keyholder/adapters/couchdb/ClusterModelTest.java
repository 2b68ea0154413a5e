package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Endpoint;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * That a {@link ClusterModel} answers as three real nodes do: the same sequences of requests, through nodes that reach
 * all copies, two of them or one, get the same answers, and leave the same versions. Nodes are put into maintenance
 * mode for that, where they take no part. The build leaves it out unless {@code COUCHDB_URLS} names three nodes: no
 * other server can be asked.
 */
@Tag("nodes")
class ClusterModelTest {
    private static final int NODES = 3;
    private static final int PHASES = 12;
    private static final int STEPS = 12;
    private static final List<String> IDS = List.of("a", "b", "c", "d");

    private final Random random = new Random(20_261_130L);
    private final ClusterModel model = ClusterModel.of(NODES, new Random(1));
    private final CouchDbSandbox sandbox = CouchDbSandbox.create();
    private final List<String> differences = new ArrayList<>();
    private final List<Exchange> nodes = new ArrayList<>();
    private final List<Integer> reached = new ArrayList<>();

    /** Each state by its mark, with the revision that it has on either side. */
    private final Map<String, List<String>> revisions = new HashMap<>();

    private final Map<String, List<String>> marksOf = new HashMap<>();
    private int marks;

    @Test
    void answersAsThreeNodesDo() {
        onThreeNodes(() -> {
            for (int number = 0; number < 10 * NODES; number++) {
                nodes.get(0).send(Request.put(target("warm-" + number), "{}"), deadline());
            }
            for (int phase = 0; phase < PHASES; phase++) {
                reach(phase % NODES == 2 ? 1 : phase % NODES == 1 ? 2 : NODES);
                IntStream.range(0, STEPS).forEach(step -> step());
                heal();
                IDS.forEach(id -> compareVersions(id, "after phase"));
            }
            assertThat(differences).isEmpty();
        });
    }

    /** Whatever a node answers that reaches its own copy only, nothing that it took is reported as done. */
    @Test
    void acknowledgesNothingThatOneCopyTook() {
        onThreeNodes(() -> {
            CouchDbOptions options = sandbox.options().withPatience(Duration.ZERO);
            CouchDbStorage store = CouchDbStorage.open(nodes.get(0), options);
            User ada = ((CreateOutcome.Created) store.users().create(PartitionTest.user("ada"))).user();
            assertThat(store.loginStates().compareAndSet(LoginStateKey.of(ada.id()), Optional.empty(), LoginState.NONE))
                    .isTrue();
            maintain(1, true);
            maintain(2, true);
            for (PartitionTest.Write write : PartitionTest.writes(ada)) {
                assertThatThrownBy(() -> write.in(store), write.what()).isInstanceOf(StoreUnavailableException.class);
            }
            maintain(1, false);
            maintain(2, false);
            for (int node = 0; node < NODES; node++) {
                CouchDbStorage healed = CouchDbStorage.open(nodes.get(node), options);
                assertThat(healed.users().findById(ada.id()).map(User::withoutRevision))
                        .contains(ada.withoutRevision());
                for (PartitionTest.Write write : PartitionTest.writes(ada)) {
                    assertThat(write.isSeenIn(healed)).as(write.what()).isFalse();
                }
            }
            assertThat(PartitionTest.writes(ada).get(0).in(store)).isTrue();
        });
    }

    private void onThreeNodes(Runnable test) {
        List<Endpoint> endpoints = sandbox.options().endpoints();
        assumeThat(endpoints).hasSize(NODES);
        endpoints.forEach(endpoint -> nodes.add(EktorpExchange.with(endpoint)));
        try {
            sandbox.open().close();
            test.run();
        } finally {
            IntStream.range(0, NODES).forEach(node -> maintain(node, false));
            sandbox.close();
            nodes.forEach(Exchange::close);
        }
    }

    /** Lets requests reach so many of the copies, those of the nodes that coordinate them. */
    private void reach(int count) {
        List<Integer> parts = new ArrayList<>();
        reached.clear();
        int first = random.nextInt(NODES);
        for (int node = 0; node < NODES; node++) {
            boolean isReached = (node - first + NODES) % NODES < count;
            parts.add(isReached ? 0 : 1);
            if (isReached) {
                reached.add(node);
            } else {
                maintain(node, true);
            }
        }
        model.cut(parts);
    }

    private void heal() {
        IntStream.range(0, NODES).forEach(node -> maintain(node, false));
        catchUp();
        model.settle();
    }

    private void maintain(int node, boolean isOn) {
        Reply reply = nodes.get(node)
                .send(Request.put("/_node/_local/_config/couchdb/maintenance_mode", "\"" + isOn + "\""), deadline());
        assertThat(reply.isSuccess()).isTrue();
    }

    private void catchUp() {
        ObjectNode wanted = Replies.newObject();
        IDS.forEach(id -> wanted.withArray("docs").addObject().put("id", id));
        Exchange any = nodes.get(0);
        Reply found = any.send(Request.post(path() + "/_bulk_get?revs=true&r=3", Replies.text(wanted)), deadline());
        ObjectNode all = Replies.newObject().put("new_edits", false);
        ArrayNode documents = all.putArray("docs");
        IDS.forEach(id -> any.send(Request.get(target(id) + "?open_revs=all&r=3"), deadline()));
        Replies.json(found)
                .path("results")
                .forEach(result -> result.path("docs").forEach(leaf -> {
                    if (leaf.has("ok")) {
                        documents.add(leaf.path("ok"));
                    }
                }));
        any.send(Request.post(path() + "/_bulk_docs?w=3", Replies.text(all)), deadline());
    }

    private void step() {
        int node = reached.get(random.nextInt(reached.size()));
        String id = IDS.get(random.nextInt(IDS.size()));
        Optional<String> base = base(id);
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> put(node, id, base);
            case 3 -> delete(node, id, base);
            case 4 -> bulk(node);
            case 5 -> asItIs(node, id);
            default -> compareVersions(id, "through node " + node);
        }
    }

    /** One of the last states of a document; none now and then. */
    private Optional<String> base(String id) {
        List<String> known = marksOf.getOrDefault(id, List.of());
        int back = random.nextInt(3);
        return back < known.size() && random.nextInt(6) > 0
                ? Optional.of(known.get(known.size() - 1 - back))
                : Optional.empty();
    }

    private void put(int node, String id, Optional<String> base) {
        String mark = "m" + marks++;
        Reply ours = model.through(node).send(Request.put(target(id), body(id, mark, base, 0)), deadline());
        Reply theirs = nodes.get(node).send(Request.put(target(id), body(id, mark, base, 1)), deadline());
        compare("put of " + id + " on " + base, ours, theirs);
        remember(id, mark, Replies.json(ours), Replies.json(theirs));
    }

    private void delete(int node, String id, Optional<String> base) {
        if (base.isPresent()) {
            String query = "?rev=";
            List<String> both = revisions.get(base.get());
            compare(
                    "removal of " + id,
                    model.through(node).send(Request.delete(target(id) + query + both.get(0)), deadline()),
                    nodes.get(node).send(Request.delete(target(id) + query + both.get(1)), deadline()));
        }
    }

    private void bulk(int node) {
        List<String> names = new ArrayList<>();
        List<ObjectNode> bodies = List.of(Replies.newObject(), Replies.newObject());
        List<String> wanted = IDS.subList(0, 2 + random.nextInt(2));
        for (String id : wanted) {
            Optional<String> base = base(id);
            String mark = "m" + marks++;
            names.add(mark);
            for (int side = 0; side < 2; side++) {
                bodies.get(side).withArray("docs").add(Replies.json(body(id, mark, base, side)));
            }
        }
        String bulk = path() + "/_bulk_docs";
        Reply ours = model.through(node).send(Request.post(bulk, Replies.text(bodies.get(0))), deadline());
        Reply theirs = nodes.get(node).send(Request.post(bulk, Replies.text(bodies.get(1))), deadline());
        compare("bulk", ours, theirs);
        for (String id : wanted) {
            JsonNode own = answer(ours, id);
            JsonNode other = answer(theirs, id);
            if (own.path("accepted").asBoolean() != other.path("accepted").asBoolean()
                    || !own.path("error").equals(other.path("error"))) {
                differences.add("bulk with " + id + ": " + own + ", not " + other);
            }
            remember(id, names.get(wanted.indexOf(id)), own, other);
        }
    }

    /** A version that another writer made, the same on both sides: answered 201, however few copies take it. */
    private void asItIs(int node, String id) {
        String mark = "m" + marks++;
        String digits = String.format("%032x", 1_000 + marks);
        List<String> made = List.of("1-" + digits, "1-" + digits);
        for (int side = 0; side < 2; side++) {
            ObjectNode body = (ObjectNode) Replies.json(body(id, mark, Optional.empty(), side));
            body.put("_rev", made.get(side));
            String bulk = Request.AS_IT_IS + "\"docs\":[" + Replies.text(body) + "]}";
            Exchange exchange = side == 0 ? model.through(node) : nodes.get(node);
            Reply reply = exchange.send(Request.post(path() + "/_bulk_docs", bulk), deadline());
            if (reply.status() != 201) {
                differences.add("as it is on side " + side + ": " + reply);
            }
        }
        revisions.put(mark, made);
        marksOf.computeIfAbsent(id, unknown -> new ArrayList<>()).add(mark);
    }

    private void compare(String what, Reply ours, Reply theirs) {
        if (ours.status() != theirs.status()) {
            differences.add(what + " with " + reached.size() + " copies: " + ours + ", not " + theirs);
        }
    }

    private void compareVersions(String id, String when) {
        int node = reached.get(0);
        Request request = Request.get(target(id) + "?open_revs=all");
        String own = versions(model.through(node).send(request, deadline()));
        String other = versions(nodes.get(node).send(request, deadline()));
        if (!own.equals(other)) {
            differences.add("versions of " + id + " " + when + ": " + own + ", not " + other);
        }
    }

    private static String versions(Reply reply) {
        TreeSet<String> found = new TreeSet<>();
        Replies.json(reply).forEach(leaf -> {
            JsonNode document = leaf.path("ok");
            String generation = document.path("_rev").asText().split("-", 2)[0];
            found.add(
                    document.path("_deleted").asBoolean()
                            ? "removed at " + generation
                            : document.path("mark").asText() + " at " + generation);
        });
        return found.toString();
    }

    private void remember(String id, String mark, JsonNode ours, JsonNode theirs) {
        if (ours.has("rev") && theirs.has("rev")) {
            revisions.put(
                    mark, List.of(ours.path("rev").asText(), theirs.path("rev").asText()));
            marksOf.computeIfAbsent(id, unknown -> new ArrayList<>()).add(mark);
        }
    }

    private String body(String id, String mark, Optional<String> base, int side) {
        ObjectNode body = Replies.newObject().put("_id", id).put("mark", mark);
        base.ifPresent(state -> body.put("_rev", revisions.get(state).get(side)));
        return Replies.text(body);
    }

    private static JsonNode answer(Reply reply, String id) {
        for (JsonNode answer : Replies.json(reply)) {
            if (answer.path("id").asText().equals(id)) {
                return answer;
            }
        }
        return Replies.newObject();
    }

    private String path() {
        return "/" + sandbox.options().database();
    }

    private String target(String id) {
        return path() + "/" + Request.encoded(id);
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(1));
    }
}
