package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.database.Views;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * That {@link MapCouchDb} answers as the server does that the tests run against: random requests get the same answers.
 */
class MapCouchDbTest {
    private static final List<String> IDS = List.of("a", "b", "z;c", "+3247");
    private static final int REQUESTS = 400;
    private static final int WARM_UP = 30;

    private final Random random = new Random(20_260_301L);
    private final Map<String, List<String>> mine = new HashMap<>();
    private final Map<String, List<String>> theirs = new HashMap<>();
    private int marks;

    @Test
    void answersAsAServerDoes() {
        try (CouchDbSandbox sandbox = CouchDbSandbox.create();
                Exchange server = EktorpExchange.with(sandbox.options().endpoint())) {
            sandbox.open().close();
            String database = sandbox.options().database();
            MapCouchDb map = new MapCouchDb(TestServer.isCouchDb());
            warmUp(server, "/" + database);
            for (int number = 0; number < REQUESTS; number++) {
                compare(map, server, "/" + database);
            }
            assertThat(mine.values()).anyMatch(revisions -> revisions.size() > 20);
        }
    }

    /** A shard of CouchDB refuses edits of unknown revisions until it has taken a new document. */
    private static void warmUp(Exchange server, String path) {
        for (int number = 0; number < WARM_UP; number++) {
            assertThat(server.send(Request.put(path + "/warm-" + number, "{}"), deadline())
                            .isSuccess())
                    .isTrue();
        }
    }

    private void compare(Exchange map, Exchange server, String path) {
        String id = IDS.get(random.nextInt(IDS.size()));
        int back = random.nextInt(3);
        String target = path + "/" + Request.encoded(id);
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> {
                String mark = "m" + marks++;
                both(
                        id,
                        map.send(Request.put(target, body(id, mine, back, mark)), deadline()),
                        server.send(Request.put(target, body(id, theirs, back, mark)), deadline()));
            }
            case 3 ->
                both(
                        id,
                        map.send(Request.delete(target + "?rev=" + revision(id, mine, back)), deadline()),
                        server.send(Request.delete(target + "?rev=" + revision(id, theirs, back)), deadline()));
            case 4, 5 -> {
                String mark = "m" + marks++;
                Reply ours = map.send(Request.post(path + "/_bulk_docs", bulk(mine, back, mark)), deadline());
                Reply other = server.send(Request.post(path + "/_bulk_docs", bulk(theirs, back, mark)), deadline());
                assertThat(other.status()).isEqualTo(ours.status());
                Map<String, JsonNode> answers = byId(Replies.json(other));
                byId(Replies.json(ours)).forEach((doc, answer) -> {
                    assertThat(answers.get(doc).path("error").asText())
                            .isEqualTo(answer.path("error").asText());
                    remember(doc, answer, answers.get(doc));
                });
            }
            case 6 -> {
                String query = "?rev=";
                compareContents(
                        map.send(Request.get(target + query + revision(id, mine, back)), deadline()),
                        server.send(Request.get(target + query + revision(id, theirs, back)), deadline()));
            }
            case 7 -> compareAncestry(map, server, target + "?open_revs=all&revs=true");
            case 8 ->
                compareContents(
                        map.send(Request.get(path + all("z;")), deadline()),
                        server.send(Request.get(path + all("z;")), deadline()));
            default ->
                compareContents(
                        map.send(Request.get(target), deadline()), server.send(Request.get(target), deadline()));
        }
    }

    private void both(String id, Reply ours, Reply other) {
        boolean isWritten = ours.isSuccess();
        assertThat(other.isSuccess()).as("%s, not %s", ours, other).isEqualTo(isWritten);
        if (isWritten) {
            assertThat(other.status()).isEqualTo(ours.status());
        } else {
            assertThat(List.of(ours.status(), other.status())).allMatch(status -> status == 404 || status == 409);
        }
        remember(id, Replies.json(ours), Replies.json(other));
    }

    private void remember(String id, JsonNode ours, JsonNode other) {
        assertThat(other.has("rev")).isEqualTo(ours.has("rev"));
        if (ours.has("rev")) {
            assertThat(generation(other)).isEqualTo(generation(ours));
            mine.computeIfAbsent(id, unknown -> new ArrayList<>())
                    .add(ours.path("rev").asText());
            theirs.computeIfAbsent(id, unknown -> new ArrayList<>())
                    .add(other.path("rev").asText());
        }
    }

    private static void compareContents(Reply ours, Reply other) {
        assertThat(other.status()).isEqualTo(ours.status());
        assertThat(marks(Replies.json(other))).isEqualTo(marks(Replies.json(ours)));
        assertThat(Replies.saysNoDocument(other)).isEqualTo(Replies.saysNoDocument(ours));
    }

    private static void compareAncestry(Exchange map, Exchange server, String target) {
        Reply ours = map.send(Request.get(target), deadline());
        Reply other = server.send(Request.get(target), deadline());
        assertThat(other.isSuccess()).isEqualTo(ours.isSuccess());
        if (ours.isSuccess()) {
            JsonNode ourRevisions = Replies.json(ours).path(0).path("ok").path("_revisions");
            JsonNode otherRevisions = Replies.json(other).path(0).path("ok").path("_revisions");
            assertThat(otherRevisions.path("start")).isEqualTo(ourRevisions.path("start"));
            assertThat(otherRevisions.path("ids").size())
                    .isEqualTo(ourRevisions.path("ids").size());
        }
    }

    private static List<String> marks(JsonNode reply) {
        List<String> marks = new ArrayList<>(reply.findValuesAsText("mark"));
        reply.findValues("_deleted").forEach(removed -> marks.add("removed " + removed.asBoolean()));
        return marks;
    }

    private static Map<String, JsonNode> byId(JsonNode answers) {
        Map<String, JsonNode> byId = new TreeMap<>();
        answers.forEach(answer -> byId.put(answer.path("id").asText(), answer));
        return byId;
    }

    private static String all(String start) {
        return "/_all_docs?include_docs=true&limit=2&startkey=" + Views.key(start) + "&endkey="
                + Views.key(start + "\ufff0");
    }

    private String bulk(Map<String, List<String>> revisions, int back, String mark) {
        ObjectNode bulk = Replies.newObject();
        IDS.subList(0, 2 + back % 2)
                .forEach(id -> bulk.withArray("docs").add(Replies.json(body(id, revisions, back, mark + id))));
        return Replies.text(bulk);
    }

    private static String body(String id, Map<String, List<String>> revisions, int back, String mark) {
        ObjectNode body = Replies.newObject().put("_id", id).put("mark", mark);
        if (back < 2) {
            String revision = revision(id, revisions, back);
            body.put("_rev", revision);
        }
        return Replies.text(body);
    }

    /** One of the last revisions, or one that never was. */
    private static String revision(String id, Map<String, List<String>> revisions, int back) {
        List<String> known = revisions.getOrDefault(id, List.of());
        return back < known.size() ? known.get(known.size() - 1 - back) : "1-0123456789abcdef0123456789abcdef";
    }

    private static String generation(JsonNode answer) {
        return answer.path("rev").asText().split("-", 2)[0];
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(1));
    }
}
