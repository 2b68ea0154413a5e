package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.adapters.couchdb.internal.view.DesignDocument;
import io.keyholder.documents.SharedDocuments;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Our views as a {@link ClusterModel} shows them: folded by the library itself where the map function would fold. */
final class ModelViews {
    private ModelViews() {}

    /** One row of a view. */
    record Row(String key, ObjectNode document) {}

    static Reply answer(String view, List<ObjectNode> documents, Optional<JsonNode> body, Map<String, String> query) {
        List<Row> rows = documents.stream()
                .flatMap(document -> keys(view, document).distinct().map(key -> new Row(key, document)))
                .sorted(Comparator.comparing(Row::key).thenComparing(row -> id(row.document())))
                .toList();
        if (body.isPresent()) {
            List<Row> wanted = new ArrayList<>();
            body.get()
                    .path("keys")
                    .forEach(key -> rows.stream()
                            .filter(row -> row.key().equals(key.asText()))
                            .forEach(wanted::add));
            return reply(wanted);
        }
        String exact = query.containsKey("key") ? query.get("key") : "";
        String start = text(query.getOrDefault("startkey", exact.isEmpty() ? "\"\"" : exact));
        String end = text(query.getOrDefault("endkey", exact.isEmpty() ? "\"\\uffff\"" : exact));
        List<Row> within = rows.stream()
                .filter(row -> row.key().compareTo(start) >= 0 && row.key().compareTo(end) <= 0)
                .toList();
        boolean isReduced = (view.equals(DesignDocument.USERS) || view.equals(DesignDocument.SEARCH))
                && Boolean.parseBoolean(query.getOrDefault("reduce", "true"));
        if (isReduced) {
            ObjectNode counted = Replies.newObject();
            counted.putArray("rows").addObject().putNull("key").put("value", within.size());
            return new Reply(200, Replies.text(counted));
        }
        return reply(within.stream()
                .limit(Long.parseLong(query.getOrDefault("limit", "1000000")))
                .toList());
    }

    /** The keys that a view emits for a document. */
    static Stream<String> keys(String view, ObjectNode document) {
        boolean isUser = document.path("java_type").asText().equals(UserForm.TYPE);
        return switch (view) {
            case DesignDocument.USERS -> isUser ? Stream.of(hex(id(document))) : Stream.empty();
            case DesignDocument.IDENTIFIERS ->
                isUser && !document.has("deleted") ? identifiers(document) : Stream.empty();
            case DesignDocument.CONFLICTS ->
                document.has("_conflicts") && (isUser || document.has("keyholder"))
                        ? Stream.of(hex(id(document)))
                        : Stream.empty();
            case DesignDocument.PUBLIC_KEYS ->
                document.path("keyholder").asText().equals("public-key") ? publicKeys(document) : Stream.empty();
            case DesignDocument.SEARCH ->
                isUser ? Stream.concat(terms(document), ofOtherWriters(document)) : Stream.empty();
            default -> throw new IllegalArgumentException(view + " is not modelled");
        };
    }

    private static Stream<String> identifiers(ObjectNode document) {
        return Stream.of("login", "email", "mobilePhone")
                .filter(member -> document.path(member).isTextual())
                .map(member -> document.path(member).asText())
                .map(text -> text.chars().allMatch(unit -> unit < 0x7f)
                        ? IdentifierKey.of(text).value()
                        : "0");
    }

    private static Stream<String> publicKeys(ObjectNode document) {
        String key = document.path("publicKey").asText();
        String id = id(document);
        return Stream.of(
                id.substring(id.length() - 64),
                key.substring(key.length() - 32),
                key.substring(key.length() - 32, key.length() - 10));
    }

    private static Stream<String> terms(ObjectNode document) {
        try {
            User user = UserForm.read(new Document(
                    id(document),
                    document.path("_rev").asText(),
                    Replies.text(document.deepCopy().without(List.of("_conflicts", SharedDocuments.MARK)))));
            return SearchTerm.heldBy(user).stream().map(term -> term(term, hex(id(document))));
        } catch (StoreCorruptException unreadable) {
            return Stream.of("j");
        }
    }

    private static Stream<String> ofOtherWriters(ObjectNode document) {
        return document.has(SharedDocuments.MARK) ? Stream.empty() : Stream.of("k");
    }

    private static String term(SearchTerm term, String id) {
        String text = hex(term.text());
        String cut = text.substring(0, Math.min(text.length(), DesignDocument.TERM_DIGITS));
        return switch (term.kind()) {
            case WORD -> "w" + cut;
            case DATA_OWNER -> "o" + cut + "z" + id;
            case GROUP -> "g" + cut + "z" + id;
            case STATUS -> "s" + cut + "z" + id;
            case IDENTIFIER -> "i" + cut + "z" + id;
        };
    }

    static Reply reply(List<Row> rows) {
        ObjectNode answer = Replies.newObject().put("total_rows", 0).put("offset", 0);
        ArrayNode list = answer.putArray("rows");
        rows.forEach(row -> {
            ObjectNode shown = list.addObject().put("id", id(row.document())).put("key", row.key());
            shown.putObject("value");
            shown.set("doc", row.document().deepCopy().without("_conflicts"));
        });
        return new Reply(200, Replies.text(answer));
    }

    static String id(JsonNode document) {
        return document.path("_id").asText();
    }

    private static String text(String json) {
        return Replies.json(json).asText();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
