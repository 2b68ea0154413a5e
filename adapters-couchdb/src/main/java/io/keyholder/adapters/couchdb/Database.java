package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One database as this adapter uses it: documents by id, written against a revision. A read without answer, or at which
 * the server failed, is repeated twice; a write without answer is read back before it is reported, and repeated only
 * while the stored document shows that it did not happen. Thread-safe.
 */
final class Database {
    private static final int ATTEMPTS = 3;

    private final Exchange exchange;
    private final String path;
    private final Duration deadline;
    private final AtomicBoolean closed = new AtomicBoolean();

    Database(Exchange exchange, CouchDbOptions options) {
        this.exchange = exchange;
        this.path = "/" + Request.encoded(options.database());
        this.deadline = options.deadline();
    }

    /** The deadline of one call of a port that begins now. */
    Deadline deadline() {
        requireOpen();
        return Deadline.after(deadline);
    }

    /** The document of this id; absent when there is none. */
    Optional<Document> get(String id, Deadline deadline) {
        Reply reply = read(Request.get(target(id)), deadline);
        if (reply.isSuccess()) {
            return Optional.of(Documents.read(reply.body()));
        }
        if (Replies.saysNoDocument(reply)) {
            return Optional.empty();
        }
        throw Replies.refusal(reply);
    }

    /** The document of this id at one of its revisions; absent when it is not kept. */
    Optional<Document> get(String id, String revision, Deadline deadline) {
        Reply reply = read(Request.get(target(id) + "?rev=" + Request.encoded(revision)), deadline);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(Documents.read(expect(reply).body()));
    }

    /**
     * The revisions that replication left side by side, the one that reads show first; empty when there is no document.
     */
    List<String> leafRevisions(String id, Deadline deadline) {
        Reply reply = read(Request.get(target(id) + "?conflicts=true"), deadline);
        if (Replies.saysNoDocument(reply)) {
            return List.of();
        }
        JsonNode document = Replies.json(expect(reply));
        List<String> revisions = new ArrayList<>();
        revisions.add(document.path("_rev").asText());
        document.path("_conflicts").forEach(revision -> revisions.add(revision.asText()));
        return revisions;
    }

    /** How the revisions of this document followed each other, also when it was removed. */
    Ancestry ancestry(String id, Deadline deadline) {
        Reply reply = read(Request.get(target(id) + Ancestry.QUERY), deadline);
        return Replies.saysNoDocument(reply) ? Ancestry.NONE : Ancestry.of(expect(reply));
    }

    /** Stores a document against its base. */
    WriteOutcome put(Draft draft, Deadline deadline) {
        return put(draft, deadline, false);
    }

    /** The same for many, each by itself, in one request; the outcomes by id. */
    Map<String, WriteOutcome> putAll(List<Draft> drafts, Deadline deadline) {
        if (drafts.isEmpty()) {
            return Map.of();
        }
        String docs = drafts.stream().map(Draft::json).collect(Collectors.joining(",", "{\"docs\":[", "]}"));
        Map<String, JsonNode> answers = new HashMap<>();
        try {
            Reply reply = exchange.send(Request.post(path + "/_bulk_docs", docs), deadline);
            if (reply.status() == 201) {
                Replies.json(reply)
                        .forEach(answer -> answers.put(answer.path("id").asText(), answer));
            } else if (!Replies.leavesInDoubt(reply)) {
                throw Replies.refusal(reply);
            }
        } catch (UnansweredException unknown) {
            requireOpen();
        }
        Map<String, WriteOutcome> outcomes = new LinkedHashMap<>();
        drafts.forEach(draft -> outcomes.put(draft.id(), outcome(draft, answers.get(draft.id()), deadline)));
        judgeConflicts(drafts, outcomes, deadline);
        return outcomes;
    }

    /** Removes the document of this id, provided that it is still at this revision. */
    WriteOutcome delete(String id, String revision, Deadline deadline) {
        Request request = Request.delete(target(id) + "?rev=" + Request.encoded(revision));
        boolean isInDoubt = false;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Reply> reply = write(request, deadline);
            if (reply.isPresent() && reply.get().status() == 200) {
                return new WriteOutcome.Written(Documents.revisionIn(reply.get()));
            }
            if (reply.isPresent() && reply.get().status() != 409 && !Replies.saysNoDocument(reply.get())) {
                throw Replies.refusal(reply.get());
            }
            if (reply.isPresent() && !isInDoubt) {
                return new WriteOutcome.Conflict();
            }
            isInDoubt = true;
            Optional<Document> current = get(id, deadline);
            if (current.isEmpty()) {
                return new WriteOutcome.Written(revision);
            }
            if (!current.get().revision().equals(revision)) {
                return overtaken(gravestone(id, revision), deadline);
            }
        }
        throw unknownOutcome();
    }

    /** Removes documents, each at its revision and by itself, in one request; how many of them it removed. */
    long deleteAll(List<Document> documents, Deadline deadline) {
        List<Draft> gravestones = documents.stream()
                .map(document -> gravestone(document.id(), document.revision()))
                .toList();
        return putAll(gravestones, deadline).values().stream()
                .filter(WriteOutcome.Written.class::isInstance)
                .count();
    }

    /** The documents of these ids, in one request; those that are not there are left out. */
    List<Document> getAll(List<String> ids, Deadline deadline) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String keys = ids.stream()
                .map(id -> Replies.text(Replies.newObject().textNode(id)))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return Documents.ofRows(expect(read(Request.post(path + "/_all_docs?include_docs=true", keys), deadline))
                .body());
    }

    /**
     * Up to {@code limit} documents whose ids begin with {@code prefix} and come after {@code after}, in their order.
     */
    List<Document> withPrefix(String prefix, String after, int limit, Deadline deadline) {
        String query = "/_all_docs?include_docs=true&limit=" + limit + "&startkey=" + key(after) + "&endkey="
                + key(prefix + "\ufff0");
        return Documents.ofRows(
                expect(read(Request.get(path + query), deadline)).body());
    }

    /**
     * The documents behind these rows of one of our views, each once; {@code query} begins with {@code ?} or is empty.
     */
    String view(String designId, String view, String query, Deadline deadline) {
        return expect(read(Request.get(viewTarget(designId, view) + query), deadline))
                .body();
    }

    /** The same for the rows of any of these keys, each a JSON value. */
    String viewByKeys(String designId, String view, List<String> keys, Deadline deadline) {
        String body = "{\"keys\":[" + String.join(",", keys) + "]}";
        return expect(read(
                        Request.post(viewTarget(designId, view) + "?include_docs=true&reduce=false", body), deadline))
                .body();
    }

    /** What the server answers about itself. */
    Reply introduction(Deadline deadline) {
        return read(Request.get("/"), deadline);
    }

    /** What the server answers about the database. */
    Reply description(Deadline deadline) {
        return read(Request.get(path), deadline);
    }

    /** Where the feed of changes ends now. */
    String feedPosition(Deadline deadline) {
        return Replies.json(expect(read(Request.get(path + "/_changes?since=now&limit=1"), deadline)))
                .path("last_seq")
                .asText();
    }

    /** Makes the database; one that is there already is fine. */
    void create(Deadline deadline) {
        Reply reply = write(Request.put(path, ""), deadline).orElseThrow(Database::unknownOutcome);
        if (reply.status() != 201 && reply.status() != 202 && reply.status() != 412) {
            throw Replies.refusal(reply);
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            exchange.close();
        }
    }

    /** A JSON string as a value of a query. */
    static String key(String text) {
        return Request.encoded(Replies.text(Replies.newObject().textNode(text)));
    }

    private WriteOutcome put(Draft draft, Deadline deadline, boolean wasInDoubt) {
        boolean isInDoubt = wasInDoubt;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (isInDoubt) {
                Optional<Document> current = get(draft.id(), deadline);
                if (!current.map(Document::revision).equals(draft.base())) {
                    return current.filter(draft.isThis())
                            .<WriteOutcome>map(stored -> new WriteOutcome.Written(stored.revision()))
                            .orElseGet(() -> overtaken(draft, deadline));
                }
            }
            Optional<Reply> reply = write(Request.put(target(draft.id()), draft.json()), deadline);
            if (reply.isPresent() && (reply.get().status() == 201 || reply.get().status() == 200)) {
                return new WriteOutcome.Written(Documents.revisionIn(reply.get()));
            }
            if (reply.isPresent() && reply.get().status() != 409 && !Replies.saysNoDocument(reply.get())) {
                throw Replies.refusal(reply.get());
            }
            if (reply.isPresent() && !isInDoubt) {
                return conflict(draft, get(draft.id(), deadline), deadline);
            }
            isInDoubt = true;
        }
        throw unknownOutcome();
    }

    /**
     * What became of a write that the server refuses: somebody on the way may have sent it twice, and it is the second
     * that is refused.
     */
    private WriteOutcome conflict(Draft draft, Optional<Document> current, Deadline deadline) {
        if (!draft.isUnmistakable()) {
            return current.filter(draft.isThis())
                    .<WriteOutcome>map(stored -> new WriteOutcome.Ambiguous())
                    .orElseGet(WriteOutcome.Conflict::new);
        }
        if (current.isEmpty()) {
            return overtaken(draft, deadline);
        }
        return current.filter(draft.isThis())
                .<WriteOutcome>map(stored -> new WriteOutcome.Written(stored.revision()))
                .orElseGet(WriteOutcome.Conflict::new);
    }

    /** What became of a write whose document is at neither its base nor its own revision any more. */
    private WriteOutcome overtaken(Draft draft, Deadline deadline) {
        return draft.base()
                .flatMap(base -> successor(draft.id(), base, deadline))
                .filter(draft.isThis())
                .<WriteOutcome>map(written -> new WriteOutcome.Written(written.revision()))
                .orElseGet(WriteOutcome.Conflict::new);
    }

    private Optional<Document> successor(String id, String base, Deadline deadline) {
        return ancestry(id, deadline)
                .successor(base)
                .map(revision -> get(id, revision, deadline).orElseThrow(Database::unknownOutcome));
    }

    private WriteOutcome outcome(Draft draft, @Nullable JsonNode answer, Deadline deadline) {
        if (answer != null && answer.path("rev").isTextual() && !answer.has("error")) {
            return new WriteOutcome.Written(answer.path("rev").asText());
        }
        String error = answer == null ? "" : answer.path("error").asText();
        return switch (error) {
            case "conflict" -> new WriteOutcome.Conflict();
            case "forbidden", "unauthorized", "doc_validation", "bad_request" -> new WriteOutcome.Refused();
            default -> put(draft, deadline, true);
        };
    }

    /** Looks in one request at everything that was refused, for the same reason as at a single document. */
    private void judgeConflicts(List<Draft> drafts, Map<String, WriteOutcome> outcomes, Deadline deadline) {
        List<Draft> refused = drafts.stream()
                .filter(Draft::isUnmistakable)
                .filter(draft -> outcomes.get(draft.id()) instanceof WriteOutcome.Conflict)
                .toList();
        Map<String, Document> current = new HashMap<>();
        getAll(refused.stream().map(Draft::id).toList(), deadline)
                .forEach(document -> current.put(document.id(), document));
        refused.stream()
                .filter(draft -> current.containsKey(draft.id()))
                .forEach(draft -> outcomes.put(
                        draft.id(), conflict(draft, Optional.ofNullable(current.get(draft.id())), deadline)));
    }

    /** The reply of a write; absent when it is in doubt. */
    private Optional<Reply> write(Request request, Deadline deadline) {
        requireOpen();
        try {
            Reply reply = exchange.send(request, deadline);
            return Replies.leavesInDoubt(reply) ? Optional.empty() : Optional.of(reply);
        } catch (UnansweredException unknown) {
            requireOpen();
            return Optional.empty();
        }
    }

    private Reply read(Request request, Deadline deadline) {
        requireOpen();
        for (int attempt = 1; ; attempt++) {
            try {
                Reply reply = exchange.send(request, deadline);
                if (reply.status() < 500 || attempt == ATTEMPTS) {
                    return reply;
                }
            } catch (UnansweredException unanswered) {
                requireOpen();
                if (attempt == ATTEMPTS || deadline.hasPassed()) {
                    throw new StoreUnavailableException(unanswered.problem(), unanswered.getCause());
                }
            }
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new StoreUnavailableException("the store was closed", null);
        }
    }

    private static Draft gravestone(String id, String revision) {
        ObjectNode json = Replies.newObject();
        json.put("_id", id).put("_rev", revision).put("_deleted", true);
        return new Draft(id, Optional.of(revision), Replies.text(json), Documents::isRemoval, false);
    }

    private static Reply expect(Reply reply) {
        if (reply.status() != 200) {
            throw Replies.refusal(reply);
        }
        return reply;
    }

    private static StoreUnavailableException unknownOutcome() {
        return new StoreUnavailableException("CouchDB does not answer; whether it did the last write is unknown", null);
    }

    private String viewTarget(String designId, String view) {
        return path + "/_design/" + Request.encoded(designId.substring("_design/".length())) + "/_view/" + view;
    }

    private String target(String id) {
        return id.startsWith("_design/")
                ? path + "/_design/" + Request.encoded(id.substring("_design/".length()))
                : path + "/" + Request.encoded(id);
    }
}
