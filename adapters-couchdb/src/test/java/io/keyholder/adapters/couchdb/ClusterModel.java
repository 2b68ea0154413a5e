package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A cluster of CouchDB in maps: each node holds a copy of every document, and each copy decides by itself, when an edit
 * reaches it, whether it takes it. Any node coordinates requests: it asks the copies in any order, answers a write by
 * their votes as {@code fabric_doc_update} does, and a read by the first majority as {@code fabric_doc_open} and
 * {@code fabric_doc_open_revs} do. Copies that were not waited for get an edit later; copies tell each other what they
 * hold at any moment. Nodes can be cut off. {@link MapCouchDbTest} and {@link ClusterModelTest} send it and real
 * servers the same requests. Thread-safe.
 */
final class ClusterModel {
    private static final int LATE_TURNS = 3;

    private final List<Map<String, RevisionTree>> copies = new ArrayList<>();
    private final List<Integer> sides = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final List<Consumer<String>> listeners = new ArrayList<>();
    private final Random random;
    private final boolean isCouchDb;

    private ClusterModel(int nodes, Random random, boolean isCouchDb) {
        this.random = random;
        this.isCouchDb = isCouchDb;
        for (int node = 0; node < nodes; node++) {
            copies.add(new TreeMap<>());
            sides.add(0);
        }
    }

    /** A cluster of so many nodes. */
    static ClusterModel of(int nodes, Random random) {
        return new ClusterModel(nodes, random, true);
    }

    /** One node, where every document has one copy. */
    static ClusterModel single(boolean isCouchDb) {
        return new ClusterModel(1, new Random(0), isCouchDb);
    }

    int nodes() {
        return copies.size();
    }

    /** Hears of each document after the first copy took a write of it. */
    void listen(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** Requests that one node coordinates. */
    Exchange through(int node) {
        return through(node, () -> {});
    }

    /** @param between runs before each step of a request, at which other requests may go on */
    Exchange through(int node, Runnable between) {
        return new Exchange() {
            @Override
            public Reply send(Request request, Deadline deadline) {
                return new Coordinator(node, between).send(request);
            }

            @Override
            public void close() {}
        };
    }

    /** Cuts the cluster into parts that do not reach each other: the number of each node's part. */
    synchronized void cut(List<Integer> parts) {
        Collections.copy(sides, parts);
    }

    /** Lets all nodes reach each other again. */
    synchronized void heal() {
        Collections.fill(sides, 0);
    }

    /** Lets every edit arrive that is under way, and every node tell every other one what it holds. */
    synchronized void settle() {
        heal();
        while (!late.isEmpty()) {
            late.remove(0).run();
        }
        ids().forEach(id -> IntStream.range(0, 2 * nodes()).forEach(round -> {
            for (int from = 0; from < nodes(); from++) {
                replicate(id, from, (from + 1) % nodes());
            }
        }));
    }

    /** Whether every node holds the same. */
    synchronized boolean isSettled() {
        return ids().stream()
                .allMatch(id -> copies.stream()
                                .map(copy -> copy.containsKey(id) ? copy.get(id).leafRevisions() : Set.<String>of())
                                .distinct()
                                .count()
                        == 1);
    }

    /** What a node shows of a document; a removal when it was removed. */
    synchronized Optional<ObjectNode> shown(int node, String id) {
        return Optional.ofNullable(copies.get(node).get(id)).flatMap(RevisionTree::shown);
    }

    /** The revisions of a document at a node. */
    synchronized RevisionTree tree(int node, String id) {
        return copies.get(node).computeIfAbsent(id, unknown -> new RevisionTree(isCouchDb));
    }

    /** The ids of all documents that ever were. */
    synchronized Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        copies.forEach(copy -> ids.addAll(copy.keySet()));
        return ids;
    }

    /** The documents that have several live versions at a node. */
    synchronized List<String> conflicts(int node) {
        return ids().stream()
                .filter(id -> tree(node, id).leaves().stream()
                                .filter(leaf -> !RevisionTree.isRemoval(leaf))
                                .count()
                        > 1)
                .toList();
    }

    private void replicate(String id, int from, int to) {
        if (!sides.get(from).equals(sides.get(to)) || !copies.get(from).containsKey(id)) {
            return;
        }
        tree(from, id).replicated().forEach(leaf -> tree(to, id).merge(leaf));
    }

    /** What a cluster does by itself at any moment. */
    private synchronized void background() {
        if (nodes() == 1) {
            return;
        }
        for (int turn = 0; turn < LATE_TURNS && !late.isEmpty(); turn++) {
            if (random.nextInt(3) == 0) {
                late.remove(random.nextInt(late.size())).run();
            }
        }
        if (random.nextInt(6) == 0) {
            List<String> all = List.copyOf(ids());
            if (!all.isEmpty()) {
                replicate(all.get(random.nextInt(all.size())), random.nextInt(nodes()), random.nextInt(nodes()));
            }
        }
    }

    /** One request at the node that coordinates it. */
    private final class Coordinator {
        private final int node;
        private final Runnable between;

        Coordinator(int node, Runnable between) {
            this.node = node;
            this.between = between;
        }

        Reply send(Request request) {
            String[] parts = request.target().split("\\?", 2);
            Map<String, String> query = query(parts.length > 1 ? parts[1] : "");
            List<String> path = Stream.of(parts[0].split("/"))
                    .skip(1)
                    .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), UTF_8))
                    .toList();
            if (path.isEmpty()) {
                return reply(200, Replies.newObject().put("couchdb", "Welcome").put("version", "3.5.0"));
            }
            if (path.size() == 1) {
                ObjectNode description = Replies.newObject().put("db_name", path.get(0));
                description
                        .putObject("cluster")
                        .put("n", nodes())
                        .put("w", majority())
                        .put("r", majority());
                return reply(200, description);
            }
            return switch (path.get(1)) {
                case "_bulk_docs" -> bulk(Replies.json(request.body().orElseThrow()), wanted(query));
                case "_bulk_get" ->
                    bulkGet(Replies.json(request.body().orElseThrow()).path("docs"), query.containsKey("revs"));
                case "_all_docs" ->
                    request.body()
                            .map(body -> named(Replies.json(body).path("keys")))
                            .orElseGet(() -> allDocs(query));
                case "_design" ->
                    path.size() == 3
                            ? document(request, "_design/" + path.get(2), query)
                            : view(request, path.get(4), query);
                default -> document(request, path.get(1), query);
            };
        }

        private Reply document(Request request, String id, Map<String, String> query) {
            return switch (request.method()) {
                case GET -> get(id, query);
                case PUT -> put(id, (ObjectNode) Replies.json(request.body().orElseThrow()));
                case DELETE ->
                    shown(id)
                                    .filter(found -> !RevisionTree.isRemoval(found) || isAtRemoval(found, query))
                                    .isEmpty()
                            ? notFound(shown(id).isPresent() ? "deleted" : "missing")
                            : put(
                                    id,
                                    Replies.newObject()
                                            .put("_rev", query.get("rev"))
                                            .put("_deleted", true));
                case POST -> throw new IllegalArgumentException("nothing posts to documents");
            };
        }

        private boolean isAtRemoval(ObjectNode found, Map<String, String> query) {
            return !isCouchDb && RevisionTree.revision(found).equals(query.get("rev"));
        }

        private Reply get(String id, Map<String, String> query) {
            if (query.containsKey("rev")) {
                int enough = Integer.parseInt(query.getOrDefault("r", String.valueOf(majority())));
                return at(id, query.get("rev"), enough)
                        .map(found -> reply(200, found))
                        .orElseGet(() -> notFound("missing"));
            }
            if (query.containsKey("open_revs")) {
                List<ObjectNode> leaves = openRevisions(id, query.containsKey("revs"));
                if (leaves.isEmpty()) {
                    return notFound("missing");
                }
                ArrayNode answer = Replies.newObject().arrayNode();
                leaves.forEach(leaf -> answer.addObject().set("ok", leaf));
                return new Reply(200, Replies.text(answer));
            }
            return shown(id)
                    .map(found -> RevisionTree.isRemoval(found) ? notFound("deleted") : reply(200, found))
                    .orElseGet(() -> notFound("missing"));
        }

        /** Asks copies until a majority agrees, or all of them; what differs is repaired later. */
        private List<ObjectNode> openRevisions(String id, boolean hasHistories) {
            RevisionTree merged = new RevisionTree(isCouchDb);
            int answers = 0;
            for (int copy : order()) {
                between();
                synchronized (ClusterModel.this) {
                    RevisionTree tree = tree(copy, id);
                    boolean isAgreed = merged.leafRevisions().size()
                                    == tree.leafRevisions().size()
                            && merged.knows(tree.leafRevisions());
                    tree.replicated().forEach(merged::merge);
                    answers++;
                    if (answers >= majority() && isAgreed) {
                        break;
                    }
                    if (answers > 1 && !isAgreed && random.nextBoolean()) {
                        repair(id, merged.replicated());
                    }
                }
            }
            return hasHistories ? merged.replicated() : merged.leaves();
        }

        private Optional<ObjectNode> shown(String id) {
            Map<String, Integer> votes = new HashMap<>();
            List<ObjectNode> found = new ArrayList<>();
            List<ObjectNode> replicated = new ArrayList<>();
            for (int copy : order()) {
                between();
                synchronized (ClusterModel.this) {
                    RevisionTree tree = tree(copy, id);
                    Optional<ObjectNode> shown = tree.shown();
                    shown.ifPresent(found::add);
                    shown.ifPresent(document -> replicated.add(tree.withHistory(document)));
                    if (votes.merge(shown.map(RevisionTree::revision).orElse(""), 1, Integer::sum) >= majority()) {
                        return shown;
                    }
                }
            }
            synchronized (ClusterModel.this) {
                repair(id, replicated);
            }
            RevisionTree merged = new RevisionTree(isCouchDb);
            replicated.forEach(merged::merge);
            return merged.shown();
        }

        private void repair(String id, List<ObjectNode> replicated) {
            for (int copy : order()) {
                late.add(() -> replicated.forEach(leaf -> tree(copy, id).merge(leaf)));
            }
        }

        /** Asks copies until so many agree that they keep a revision, or that they do not, or all of them. */
        private Optional<ObjectNode> at(String id, String revision, int enough) {
            Optional<ObjectNode> kept = Optional.empty();
            int found = 0;
            int missing = 0;
            for (int copy : order()) {
                between();
                synchronized (ClusterModel.this) {
                    Optional<ObjectNode> document = tree(copy, id).at(revision);
                    kept = kept.or(() -> document);
                    found += document.isPresent() ? 1 : 0;
                    missing += document.isPresent() ? 0 : 1;
                }
                if (found >= enough || missing >= enough) {
                    return missing >= enough ? Optional.empty() : kept;
                }
            }
            return kept;
        }

        private Reply put(String id, ObjectNode document) {
            ObjectNode edit = document.deepCopy();
            edit.put("_id", id);
            return votes(List.of(edit)).get(0).single(id, RevisionTree.isRemoval(edit));
        }

        /** How many copies are to take a write. */
        private int wanted(Map<String, String> query) {
            return Integer.parseInt(query.getOrDefault("w", String.valueOf(majority())));
        }

        private Reply bulk(JsonNode body, int wanted) {
            List<ObjectNode> documents = new ArrayList<>();
            body.path("docs").forEach(document -> documents.add((ObjectNode) document));
            if (!body.path("new_edits").asBoolean(true)) {
                return replicated(documents, wanted);
            }
            ArrayNode answers = Replies.newObject().arrayNode();
            List<Votes> votes = votes(documents);
            boolean isAccepted = false;
            for (int place = 0; place < documents.size(); place++) {
                Votes vote = votes.get(place);
                isAccepted = isAccepted || vote.isAccepted();
                answers.add(vote.answer(documents.get(place).path("_id").asText()));
            }
            return new Reply(isAccepted ? 202 : 201, Replies.text(answers));
        }

        /** Answers 201 however few copies take versions as they are: to CouchDB all answers without an error agree. */
        private Reply replicated(List<ObjectNode> documents, int wanted) {
            int taken = 0;
            for (int copy : order()) {
                between();
                if (taken >= wanted) {
                    synchronized (ClusterModel.this) {
                        late.add(() -> documents.forEach(document ->
                                tree(copy, document.path("_id").asText()).merge(document)));
                    }
                } else {
                    synchronized (ClusterModel.this) {
                        documents.forEach(document ->
                                tree(copy, document.path("_id").asText()).merge(document));
                    }
                    taken++;
                }
            }
            return new Reply(taken > 0 ? 201 : 202, "[]");
        }

        /** Brings edits to the copies one by one, until a majority took each of them or all copies answered. */
        private List<Votes> votes(List<ObjectNode> edits) {
            List<Votes> votes =
                    edits.stream().map(edit -> new Votes(majority())).toList();
            boolean isHeard = false;
            for (int copy : order()) {
                between();
                synchronized (ClusterModel.this) {
                    if (votes.stream().allMatch(Votes::isWon)) {
                        late.add(() -> edits.forEach(
                                edit -> tree(copy, edit.path("_id").asText()).edit(edit)));
                        continue;
                    }
                    for (int place = 0; place < edits.size(); place++) {
                        String id = edits.get(place).path("_id").asText();
                        Optional<ObjectNode> stored = tree(copy, id).edit(edits.get(place));
                        votes.get(place).add(stored.map(RevisionTree::revision));
                        if (stored.isPresent() && !isHeard) {
                            listeners.forEach(listener -> listener.accept(id));
                        }
                    }
                    isHeard = true;
                }
            }
            return votes;
        }

        private Reply allDocs(Map<String, String> query) {
            String start = Replies.json(query.getOrDefault("startkey", "\"\"")).asText();
            String end =
                    Replies.json(query.getOrDefault("endkey", "\"\\uffff\"")).asText();
            List<ModelViews.Row> rows = present()
                    .filter(document -> ModelViews.id(document).compareTo(start) >= 0
                            && ModelViews.id(document).compareTo(end) <= 0)
                    .limit(Long.parseLong(query.getOrDefault("limit", "1000000")))
                    .map(document -> new ModelViews.Row(ModelViews.id(document), document))
                    .toList();
            return ModelViews.reply(rows);
        }

        private Reply named(JsonNode ids) {
            Set<String> wanted = new LinkedHashSet<>();
            ids.forEach(id -> wanted.add(id.asText()));
            return ModelViews.reply(wanted.stream()
                    .map(this::shown)
                    .flatMap(Optional::stream)
                    .filter(document -> !RevisionTree.isRemoval(document))
                    .map(document -> new ModelViews.Row(ModelViews.id(document), document))
                    .toList());
        }

        private Reply bulkGet(JsonNode documents, boolean hasHistories) {
            ObjectNode answer = Replies.newObject();
            ArrayNode results = answer.putArray("results");
            documents.forEach(document -> {
                String id = document.path("id").asText();
                ObjectNode result = results.addObject().put("id", id);
                ArrayNode docs = result.putArray("docs");
                List<ObjectNode> leaves = openRevisions(id, hasHistories);
                leaves.forEach(leaf -> docs.addObject().set("ok", leaf));
                if (leaves.isEmpty()) {
                    docs.addObject().putObject("error").put("error", "not_found");
                }
            });
            return reply(200, answer);
        }

        /** A list or a view comes from one copy. */
        private Stream<ObjectNode> present() {
            List<Integer> order = order();
            between();
            synchronized (ClusterModel.this) {
                return copies.get(order.get(0)).values().stream()
                        .flatMap(tree -> tree.shown().stream())
                        .filter(document -> !RevisionTree.isRemoval(document))
                        .toList()
                        .stream();
            }
        }

        private Reply view(Request request, String view, Map<String, String> query) {
            int copy = order().get(0);
            between();
            synchronized (ClusterModel.this) {
                List<ObjectNode> documents = copies.get(copy).values().stream()
                        .flatMap(tree -> tree
                                .shown()
                                .filter(shown -> !RevisionTree.isRemoval(shown))
                                .map(shown -> withConflicts(tree, shown))
                                .stream())
                        .toList();
                return ModelViews.answer(view, documents, request.body().map(Replies::json), query);
            }
        }

        private static ObjectNode withConflicts(RevisionTree tree, ObjectNode shown) {
            List<ObjectNode> live = tree.leaves().stream()
                    .filter(leaf -> !RevisionTree.isRemoval(leaf))
                    .toList();
            ObjectNode document = shown.deepCopy();
            live.stream()
                    .skip(1)
                    .forEach(leaf -> document.withArray("_conflicts").add(RevisionTree.revision(leaf)));
            return document;
        }

        /** The copies that this node reaches, in the order in which they answer. */
        private List<Integer> order() {
            synchronized (ClusterModel.this) {
                List<Integer> order = new ArrayList<>(IntStream.range(0, nodes())
                        .filter(copy -> sides.get(copy).equals(sides.get(node)))
                        .boxed()
                        .toList());
                Collections.shuffle(order, random);
                return order;
            }
        }

        private void between() {
            between.run();
            background();
        }
    }

    private int majority() {
        return nodes() / 2 + 1;
    }

    /** What the copies said to one edit. */
    private static final class Votes {
        private final int majority;
        private final Map<String, Integer> taken = new LinkedHashMap<>();

        Votes(int majority) {
            this.majority = majority;
        }

        void add(Optional<String> revision) {
            revision.ifPresent(made -> taken.merge(made, 1, Integer::sum));
        }

        boolean isWon() {
            return taken.values().stream().anyMatch(votes -> votes >= majority);
        }

        boolean isAccepted() {
            return !isWon() && !taken.isEmpty();
        }

        private Optional<String> revision() {
            return taken.entrySet().stream()
                    .filter(entry -> entry.getValue() >= majority)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .or(() -> taken.keySet().stream().findFirst());
        }

        Reply single(String id, boolean isRemoval) {
            int won = isRemoval ? 200 : 201;
            return reply(revision().isEmpty() ? 409 : isWon() ? won : 202, answer(id));
        }

        ObjectNode answer(String id) {
            ObjectNode answer = Replies.newObject().put("id", id);
            return revision()
                    .map(revision -> {
                        answer.put("ok", true).put("rev", revision);
                        return isWon() ? answer : answer.put("accepted", true);
                    })
                    .orElseGet(() -> answer.put("error", "conflict").put("reason", "Document update conflict."));
        }
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        Stream.of(text.split("&")).filter(part -> !part.isEmpty()).forEach(part -> {
            String[] pair = part.split("=", 2);
            query.put(pair[0], URLDecoder.decode(pair[1].replace("+", "%2B"), UTF_8));
        });
        return query;
    }

    private static Reply notFound(String reason) {
        return reply(404, Replies.newObject().put("error", "not_found").put("reason", reason));
    }

    private static Reply reply(int status, ObjectNode body) {
        return new Reply(status, Replies.text(body));
    }
}
