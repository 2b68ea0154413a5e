package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.domain.identity.IdentifierKey;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * As much of CouchDB as this adapter uses, in maps and without a network: thousands of random schedules take seconds.
 * {@link MapCouchDbTest} sends it and a real server the same requests, so that it shows no wishes of ours. Remembers
 * every revision of every document. Thread-safe.
 */
final class MapCouchDb implements Exchange {
    private final TreeMap<String, List<ObjectNode>> histories = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();

    /**
     * One revision of one document.
     *
     * @param document with {@code _deleted} when that revision removed it
     */
    record Change(String id, ObjectNode document) {
        boolean isRemoval() {
            return document.path("_deleted").asBoolean();
        }
    }

    /** All that was ever written, in that order. */
    synchronized List<Change> changes() {
        return List.copyOf(changes);
    }

    /** How much was ever written. */
    synchronized int size() {
        return changes.size();
    }

    @Override
    public synchronized Reply send(Request request, Deadline deadline) {
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
            return reply(200, Replies.newObject().put("db_name", path.get(0)));
        }
        return switch (path.get(1)) {
            case "_bulk_docs" -> bulk(Replies.json(request.body().orElseThrow()).path("docs"));
            case "_all_docs" ->
                request.body()
                        .map(body -> named(Replies.json(body).path("keys")))
                        .orElseGet(() -> allDocs(query));
            case "_design" ->
                path.size() == 3 ? document(request, "_design/" + path.get(2), query) : view(request, path, query);
            default -> document(request, path.get(1), query);
        };
    }

    @Override
    public void close() {}

    private Reply document(Request request, String id, Map<String, String> query) {
        return switch (request.method()) {
            case GET -> get(id, query);
            case PUT -> put(id, (ObjectNode) Replies.json(request.body().orElseThrow()));
            case DELETE ->
                put(id, Replies.newObject().put("_rev", query.get("rev")).put("_deleted", true));
            case POST -> throw new IllegalArgumentException("nobody posts to documents");
        };
    }

    private Reply get(String id, Map<String, String> query) {
        List<ObjectNode> history = histories.getOrDefault(id, List.of());
        if (query.containsKey("rev")) {
            return history.stream()
                    .filter(version -> revision(version).equals(query.get("rev")))
                    .findFirst()
                    .map(version -> reply(200, version))
                    .orElseGet(() -> notFound("missing"));
        }
        if (query.containsKey("open_revs")) {
            return history.isEmpty() ? notFound("missing") : new Reply(200, openRevisions(history));
        }
        if (history.isEmpty()) {
            return notFound("missing");
        }
        ObjectNode last = history.get(history.size() - 1);
        return isRemoval(last) ? notFound("deleted") : reply(200, last);
    }

    private static String openRevisions(List<ObjectNode> history) {
        ObjectNode leaf = history.get(history.size() - 1).deepCopy();
        ObjectNode revisions = leaf.putObject("_revisions").put("start", history.size());
        ArrayNode ids = revisions.putArray("ids");
        for (int place = history.size() - 1; place >= 0; place--) {
            ids.add(revision(history.get(place)).split("-", 2)[1]);
        }
        ArrayNode leaves = Replies.newObject().arrayNode();
        leaves.addObject().set("ok", leaf);
        return Replies.text(leaves);
    }

    private Reply put(String id, ObjectNode document) {
        List<ObjectNode> history = histories.getOrDefault(id, List.of());
        Optional<ObjectNode> last = history.isEmpty() ? Optional.empty() : Optional.of(history.get(history.size() - 1));
        boolean isThere = last.isPresent() && !isRemoval(last.get());
        String base = document.path("_rev").asText();
        boolean isCurrent = last.map(MapCouchDb::revision).orElse("").equals(base);
        if (isRemoval(document) && !isThere && !(isCurrent && last.isPresent())) {
            return notFound(last.isPresent() ? "deleted" : "missing");
        }
        if (!isCurrent && (isThere || !base.isEmpty())) {
            return reply(409, Replies.newObject().put("error", "conflict").put("reason", "Document update conflict."));
        }
        ObjectNode stored = Replies.newObject().put("_id", id);
        String content =
                last.map(MapCouchDb::revision).orElse("") + document.deepCopy().without("_rev");
        stored.put("_rev", (history.size() + 1) + "-" + Digest.of(content).substring(0, 32));
        document.properties().forEach(member -> stored.putIfAbsent(member.getKey(), member.getValue()));
        histories.computeIfAbsent(id, unknown -> new ArrayList<>()).add(stored);
        changes.add(new Change(id, stored));
        return reply(
                isRemoval(document) ? 200 : 201,
                Replies.newObject().put("ok", true).put("id", id).put("rev", revision(stored)));
    }

    private Reply bulk(JsonNode documents) {
        ArrayNode answers = Replies.newObject().arrayNode();
        documents.forEach(document -> {
            Reply single = put(document.path("_id").asText(), (ObjectNode) document);
            boolean isWritten = single.isSuccess();
            answers.add(
                    isWritten
                            ? Replies.json(single)
                            : Replies.newObject()
                                    .put("id", document.path("_id").asText())
                                    .put("error", "conflict"));
        });
        return new Reply(201, Replies.text(answers));
    }

    private Reply allDocs(Map<String, String> query) {
        String start = Replies.json(query.getOrDefault("startkey", "\"\"")).asText();
        String end = Replies.json(query.getOrDefault("endkey", "\"\\uffff\"")).asText();
        return rows(present()
                .filter(document ->
                        id(document).compareTo(start) >= 0 && id(document).compareTo(end) <= 0)
                .limit(Long.parseLong(query.getOrDefault("limit", "1000000")))
                .map(document -> row(document, id(document))));
    }

    private Reply named(JsonNode ids) {
        Set<String> wanted = new HashSet<>();
        ids.forEach(id -> wanted.add(id.asText()));
        return rows(present()
                .filter(document -> wanted.contains(id(document)))
                .map(document -> row(document, id(document))));
    }

    private Reply view(Request request, List<String> path, Map<String, String> query) {
        List<ObjectNode> users = present()
                .filter(document -> document.path("java_type").asText().equals(UserForm.TYPE))
                .sorted(Comparator.comparing(MapCouchDb::hexId))
                .toList();
        if (!path.get(4).equals(DesignDocument.USERS) && !path.get(4).equals(DesignDocument.IDENTIFIERS)) {
            return rows(Stream.empty());
        }
        if (path.get(4).equals(DesignDocument.IDENTIFIERS)) {
            return identifiers(users, Replies.json(request.body().orElseThrow()).path("keys"));
        }
        if (Boolean.parseBoolean(query.getOrDefault("reduce", "true"))) {
            ObjectNode counted = Replies.newObject();
            counted.putArray("rows").addObject().putNull("key").put("value", users.size());
            return reply(200, counted);
        }
        String start = Replies.json(query.getOrDefault("startkey", "\"\"")).asText();
        return rows(users.stream()
                .filter(document -> hexId(document).compareTo(start) >= 0)
                .limit(Long.parseLong(query.getOrDefault("limit", "1000000")))
                .map(document -> row(document, hexId(document))));
    }

    /** Folds by the library itself, but hands to Java what the view cannot fold. */
    private static Reply identifiers(List<ObjectNode> users, JsonNode keys) {
        Map<String, List<ObjectNode>> holders = new HashMap<>();
        for (ObjectNode document : users) {
            Stream.of("login", "email", "mobilePhone")
                    .filter(member -> document.has(member) && !document.has("deleted"))
                    .map(member -> document.path(member).asText())
                    .map(text -> text.chars().allMatch(unit -> unit < 0x7f)
                            ? IdentifierKey.of(text).value()
                            : "0")
                    .forEach(key -> holders.computeIfAbsent(key, unknown -> new ArrayList<>())
                            .add(document));
        }
        List<ObjectNode> rows = new ArrayList<>();
        keys.forEach(key -> holders.getOrDefault(key.asText(), List.of())
                .forEach(document -> rows.add(row(document, key.asText()))));
        return rows(rows.stream());
    }

    private Stream<ObjectNode> present() {
        return histories.values().stream()
                .map(history -> history.get(history.size() - 1))
                .filter(document -> !isRemoval(document));
    }

    private static Reply rows(Stream<ObjectNode> rows) {
        ObjectNode answer = Replies.newObject().put("total_rows", 0).put("offset", 0);
        ArrayNode list = answer.putArray("rows");
        rows.forEach(list::add);
        return reply(200, answer);
    }

    private static ObjectNode row(ObjectNode document, String key) {
        ObjectNode row = Replies.newObject().put("id", id(document)).put("key", key);
        row.putObject("value");
        row.set("doc", document);
        return row;
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

    private static boolean isRemoval(JsonNode document) {
        return document.path("_deleted").asBoolean();
    }

    private static String id(JsonNode document) {
        return document.path("_id").asText();
    }

    private static String revision(JsonNode document) {
        return document.path("_rev").asText();
    }

    private static String hexId(JsonNode document) {
        return HexFormat.of().formatHex(id(document).getBytes(UTF_8));
    }
}
