package io.keyholder.adapters.couchdb.internal.database;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One database as this adapter uses it: documents by id, written against a revision. A read without an answer, or at
 * which the server failed, is repeated twice. A write without an answer is read back before it is reported, and
 * repeated only while the stored document shows that it was not done. On a cluster a write counts when a majority of
 * the document's copies took it; what a minority took is withdrawn first. Thread-safe.
 */
public final class Database {
    private final Requests requests;
    private final SplitWrites splitWrites;
    private final Views views;
    private final OpenWrites open;
    private volatile Quorum quorum = Quorum.SINGLE;

    /**
     * @param name the database's name on the server
     * @param deadline how long one call of a port may take
     */
    public Database(Exchange exchange, String name, Duration deadline) {
        this(exchange, name, deadline, OpenWrites.settledOnDemand());
    }

    /**
     * The same.
     *
     * @param open where writes wait whose outcome is unknown
     */
    public Database(Exchange exchange, String name, Duration deadline, OpenWrites open) {
        this.open = open;
        requests = new Requests(exchange, name, deadline);
        splitWrites = new SplitWrites(requests, this, open);
        views = new Views(requests);
    }

    /** The deadline of one call of a port that begins now. */
    public Deadline deadline() {
        return requests.deadline();
    }

    /** Whether each document has several copies, which vote. */
    public boolean hasCopies() {
        return quorum.hasCopies();
    }

    /** How the copies of a document vote. */
    Quorum quorum() {
        return quorum;
    }

    /** The views of the database. */
    public Views views() {
        return views;
    }

    /** Every version of a document that a majority of its copies knows. */
    public Versions versions(String id, Deadline deadline) {
        Versions versions = readVersions(id, deadline);
        for (int attempt = 1; versions.isDoubtful(); attempt++) {
            Ancestry ancestry = ancestry(id, deadline);
            if (attempt == Requests.ATTEMPTS || ancestry.isOf(versions.revisions())) {
                return versions.judged(ancestry);
            }
            versions = readVersions(id, deadline);
        }
        return versions;
    }

    private Versions readVersions(String id, Deadline deadline) {
        Reply reply = requests.read(Request.get(requests.target(id) + "?open_revs=all"), deadline);
        return Replies.saysNoDocument(reply)
                ? Versions.NONE
                : Versions.of(expect(reply).body());
    }

    /** The document of this id, the version that counts for writers; absent when there is none. */
    public Optional<Document> get(String id, Deadline deadline) {
        return versions(id, deadline).shown();
    }

    /** The versions of several documents, in one request; those that never were are left out. */
    public List<Versions> versionsOfAll(List<String> ids, Deadline deadline) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String docs = ids.stream()
                .map(id -> Replies.text(Replies.newObject().put("id", id)))
                .collect(Collectors.joining(",", "{\"docs\":[", "]}"));
        Reply reply = requests.successful(Request.post(requests.path() + "/_bulk_get", docs), deadline);
        return Documents.ofBulk(reply.body()).stream()
                .map(Versions::ofDocuments)
                .filter(versions -> !versions.all().isEmpty())
                .map(versions -> versions.isDoubtful()
                        ? versions(versions.all().get(0).document().id(), deadline)
                        : versions)
                .toList();
    }

    /** The design document of this id. */
    public Optional<Document> design(String id, Deadline deadline) {
        Reply reply = requests.read(Request.get(requests.target(id)), deadline);
        return Replies.saysNoDocument(reply)
                ? Optional.empty()
                : Optional.of(Documents.read(expect(reply).body()));
    }

    /** The document of this id at one of its revisions; absent when no copy that answers keeps it. */
    public Optional<Document> get(String id, String revision, Deadline deadline) {
        String query = "?rev=" + Request.encoded(revision) + (hasCopies() ? "&r=" + quorum.copies() : "");
        Reply reply = requests.read(Request.get(requests.target(id) + query), deadline);
        if (reply.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(Documents.read(expect(reply).body()));
    }

    /** How the revisions of this document followed each other, also when it was removed. */
    public Ancestry ancestry(String id, Deadline deadline) {
        Reply reply = requests.read(Request.get(requests.target(id) + Ancestry.QUERY), deadline);
        return Replies.saysNoDocument(reply) ? Ancestry.NONE : Ancestry.of(expect(reply));
    }

    /**
     * Stores a document against its base. Enough where no other writer has a right to that base: where there was
     * nothing, or what this writer stored itself.
     */
    public WriteOutcome put(PendingDocument draft, Deadline deadline) {
        return put(draft, deadline, false);
    }

    /**
     * Stores a document where none is. Where one was removed, the server puts the new one over the removal, and that is
     * a base like any other.
     */
    public WriteOutcome putNew(PendingDocument draft, Deadline deadline) {
        WriteOutcome outcome = put(draft, deadline);
        return outcome instanceof WriteOutcome.Written written
                        && hasCopies()
                        && Documents.generation(written.revision()) > 1
                ? splitWrites.unrivalled(draft, written, List.of(), deadline)
                : outcome;
    }

    /**
     * Stores a document against a base that was read. A base that a majority never took may let two writers win; so a
     * write counts only while a majority shows no live version but those that were seen.
     */
    public WriteOutcome replace(PendingDocument draft, Collection<String> seen, Deadline deadline) {
        WriteOutcome outcome = put(draft, deadline, false);
        return outcome instanceof WriteOutcome.Written written && hasCopies()
                ? splitWrites.unrivalled(draft, written, seen, deadline)
                : outcome;
    }

    /** The same, and removes all other versions that were seen. */
    public WriteOutcome replaceAll(PendingDocument draft, Versions seen, Deadline deadline) {
        WriteOutcome outcome = merge(draft, seen, deadline);
        return outcome instanceof WriteOutcome.Written written && seen.live().size() > 1
                ? splitWrites.lasting(draft, written, deadline)
                : outcome;
    }

    /**
     * The same for what holds all that the versions hold. It stays also when another writer changed one of them
     * meanwhile: the next reader merges again.
     */
    public WriteOutcome merge(PendingDocument draft, Versions seen, Deadline deadline) {
        WriteOutcome outcome = replace(draft, seen.liveRevisions(), deadline);
        if (outcome instanceof WriteOutcome.Written) {
            removeVersions(
                    seen.live().stream()
                            .filter(version -> draft.base()
                                    .filter(version.revision()::equals)
                                    .isEmpty())
                            .toList(),
                    deadline);
        }
        return outcome;
    }

    /** The same as {@link #put} for many, each by itself, in one request; the outcomes by id. */
    public Map<String, WriteOutcome> putAll(List<PendingDocument> drafts, Deadline deadline) {
        if (drafts.isEmpty()) {
            return Map.of();
        }
        String docs = drafts.stream().map(PendingDocument::json).collect(Collectors.joining(",", "{\"docs\":[", "]}"));
        Map<String, JsonNode> answers = new HashMap<>();
        Optional<Reply> reply = requests.write(Request.post(requests.path() + "/_bulk_docs", docs), deadline);
        if (reply.isEmpty()) {
            splitWrites.settleIfStored(drafts);
        }
        if (reply.isPresent()) {
            if (reply.get().status() != 201 && reply.get().status() != 202) {
                throw Replies.refusal(reply.get());
            }
            Replies.json(reply.get())
                    .forEach(answer -> answers.put(answer.path("id").asText(), answer));
        }
        Map<String, WriteOutcome> outcomes = new LinkedHashMap<>();
        List<SplitWrites.Accepted> accepted = new ArrayList<>();
        for (PendingDocument draft : drafts) {
            JsonNode answer = answers.get(draft.id());
            if (answer != null && answer.path("accepted").asBoolean()) {
                accepted.add(new SplitWrites.Accepted(draft, answer.path("rev").asText()));
            } else {
                outcomes.put(draft.id(), outcome(draft, answer, deadline));
            }
        }
        judgeConflicts(drafts, outcomes, deadline);
        splitWrites.withdrawn(accepted, deadline);
        accepted.forEach(write -> outcomes.put(write.draft().id(), new WriteOutcome.Conflict()));
        return outcomes;
    }

    /** Removes the document of this id, provided that it is still at this revision. */
    public WriteOutcome delete(String id, String revision, Deadline deadline) {
        Request request = Request.delete(requests.target(id) + "?rev=" + Request.encoded(revision));
        boolean isInDoubt = false;
        for (int attempt = 0; attempt < Requests.ATTEMPTS; attempt++) {
            Optional<Reply> reply = requests.write(request, deadline);
            if (reply.isPresent() && reply.get().status() == 200) {
                return new WriteOutcome.Written(Documents.revisionIn(reply.get()));
            }
            if (reply.isPresent() && reply.get().status() == 202) {
                splitWrites.spreadRemoval(id, revision, deadline);
                return new WriteOutcome.Written(Documents.revisionIn(reply.get()));
            }
            if (reply.isPresent() && reply.get().status() != 409 && !Replies.saysNoDocument(reply.get())) {
                throw Replies.refusal(reply.get());
            }
            if (reply.isPresent() && !isInDoubt) {
                return new WriteOutcome.Conflict();
            }
            isInDoubt = true;
            Versions current = versions(id, deadline);
            if (current.live().isEmpty()) {
                return new WriteOutcome.Written(revision);
            }
            if (!current.liveRevisions().contains(revision)) {
                return overtaken(tombstone(id, revision), deadline);
            }
        }
        throw unknownOutcome();
    }

    /** Removes documents, each at its revision and by itself, in one request; how many of them it removed. */
    public long deleteAll(List<Document> documents, Deadline deadline) {
        List<PendingDocument> tombstones = documents.stream()
                .map(document -> tombstone(document.id(), document.revision()))
                .toList();
        return putAll(tombstones, deadline).values().stream()
                .filter(WriteOutcome.Written.class::isInstance)
                .count();
    }

    /** Removes versions of documents, whatever else stands beside them. */
    public void removeVersions(List<Document> versions, Deadline deadline) {
        splitWrites.remove(versions, deadline);
    }

    /** Removes versions that no longer stand for anything. */
    public void tidy(Versions found, Deadline deadline) {
        splitWrites.tidy(found, deadline);
    }

    /** Puts another revision over each of these versions, of the same content; the new revisions. */
    public List<String> rewriteVersions(List<Document> versions, Deadline deadline) {
        return splitWrites.rewrite(versions, deadline);
    }

    /** Makes what is known of a document here known to a majority of its copies. */
    public void spread(String id, Deadline deadline) {
        if (hasCopies()) {
            splitWrites.spreadAll(id, deadline);
        }
    }

    /** The documents of these ids, in one request; those that are not there are left out. */
    public List<Document> getAll(List<String> ids, Deadline deadline) {
        if (ids.isEmpty()) {
            return List.of();
        }
        String keys = ids.stream()
                .map(id -> Replies.text(Replies.newObject().textNode(id)))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
        return Documents.ofRows(
                requests.successful(Request.post(requests.path() + "/_all_docs?include_docs=true", keys), deadline)
                        .body());
    }

    /**
     * Up to {@code limit} documents whose ids begin with {@code prefix} and come after {@code after}, in their order.
     */
    public List<Document> withPrefix(String prefix, String after, int limit, Deadline deadline) {
        String query = "/_all_docs?include_docs=true&limit=" + limit + "&startkey=" + Views.key(after) + "&endkey="
                + Views.key(prefix + "\ufff0");
        return Documents.ofRows(requests.successful(Request.get(requests.path() + query), deadline)
                .body());
    }

    /** What the server answers about itself. */
    public Reply introduction(Deadline deadline) {
        return requests.read(Request.get("/"), deadline);
    }

    /** What the server answers about the database, which is remembered as far as it is about copies. */
    public Reply description(Deadline deadline) {
        Reply reply = requests.read(Request.get(requests.path()), deadline);
        if (reply.isSuccess()) {
            quorum = Quorum.of(Replies.json(reply));
        }
        return reply;
    }

    /** Where the feed of changes ends now. */
    public String feedPosition(Deadline deadline) {
        return Replies.json(requests.successful(Request.get(requests.path() + "/_changes?since=now&limit=1"), deadline))
                .path("last_seq")
                .asText();
    }

    /** Makes the database; one that is there already is fine. */
    public void create(Deadline deadline) {
        Reply reply = requests.write(Request.put(requests.path(), ""), deadline).orElseThrow(Database::unknownOutcome);
        if (reply.status() != 201 && reply.status() != 202 && reply.status() != 412) {
            throw Replies.refusal(reply);
        }
    }

    /** Tries to settle the writes whose outcome was reported as unknown. */
    public void settleOpenWrites() {
        open.settle(requests::deadline);
    }

    public void close() {
        open.close();
        requests.close();
    }

    private WriteOutcome put(PendingDocument draft, Deadline deadline, boolean wasInDoubt) {
        try {
            return attempted(draft, deadline, wasInDoubt);
        } catch (StoreUnavailableException unknown) {
            splitWrites.settleIfStored(List.of(draft));
            throw unknown;
        }
    }

    private WriteOutcome attempted(PendingDocument draft, Deadline deadline, boolean wasInDoubt) {
        boolean isInDoubt = wasInDoubt;
        for (int attempt = 0; attempt < Requests.ATTEMPTS; attempt++) {
            if (isInDoubt) {
                Versions current = versions(draft.id(), deadline);
                Optional<Document> stored =
                        current.live().stream().filter(draft.isThis()).findFirst();
                boolean isAtBase = draft.base()
                        .map(base -> current.liveRevisions().contains(base))
                        .orElseGet(() -> current.live().isEmpty());
                if (!isAtBase) {
                    return stored.map(found -> splitWrites.confirmed(draft, found, deadline))
                            .orElseGet(() -> overtaken(draft, deadline));
                }
            }
            Optional<Reply> reply = requests.write(Request.put(requests.target(draft.id()), draft.json()), deadline);
            if (reply.isPresent() && (reply.get().status() == 201 || reply.get().status() == 200)) {
                return new WriteOutcome.Written(Documents.revisionIn(reply.get()));
            }
            if (reply.isPresent() && reply.get().status() == 202) {
                return splitWrites.settled(
                        new SplitWrites.Accepted(draft, Documents.revisionIn(reply.get())), deadline);
            }
            if (reply.isPresent() && reply.get().status() != 409 && !Replies.saysNoDocument(reply.get())) {
                throw Replies.refusal(reply.get());
            }
            if (reply.isPresent() && !isInDoubt) {
                return conflict(draft, versions(draft.id(), deadline).live(), deadline);
            }
            isInDoubt = true;
        }
        throw unknownOutcome();
    }

    /**
     * What became of a write that the server refuses: something on the way may have sent it twice, and it is the second
     * that is refused.
     */
    private WriteOutcome conflict(PendingDocument draft, List<Document> current, Deadline deadline) {
        Optional<Document> stored = current.stream().filter(draft.isThis()).findFirst();
        if (!draft.isUnmistakable()) {
            return stored.isPresent() ? new WriteOutcome.Ambiguous() : new WriteOutcome.Conflict();
        }
        if (current.isEmpty()) {
            return overtaken(draft, deadline);
        }
        return stored.map(found -> splitWrites.confirmed(draft, found, deadline))
                .orElseGet(WriteOutcome.Conflict::new);
    }

    /** What became of a write whose document is at neither its base nor its own revision any more. */
    private WriteOutcome overtaken(PendingDocument draft, Deadline deadline) {
        if (draft.base().isEmpty()) {
            return new WriteOutcome.Conflict();
        }
        Ancestry ancestry = ancestry(draft.id(), deadline);
        List<String> successors = ancestry.successors(draft.base().get());
        Optional<Document> written = successors.stream()
                .map(revision -> get(draft.id(), revision, deadline).orElseThrow(Database::unknownOutcome))
                .filter(draft.isThis())
                .findFirst();
        if (written.isEmpty()) {
            return new WriteOutcome.Conflict();
        }
        if (ancestry.isLeaf(written.get().revision())) {
            return splitWrites.confirmed(draft, written.get(), deadline);
        }
        if (hasCopies() && successors.size() > 1) {
            throw unknownOutcome();
        }
        return new WriteOutcome.Written(written.get().revision());
    }

    private WriteOutcome outcome(PendingDocument draft, @Nullable JsonNode answer, Deadline deadline) {
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
    private void judgeConflicts(List<PendingDocument> drafts, Map<String, WriteOutcome> outcomes, Deadline deadline) {
        List<PendingDocument> refused = drafts.stream()
                .filter(PendingDocument::isUnmistakable)
                .filter(draft -> outcomes.get(draft.id()) instanceof WriteOutcome.Conflict)
                .toList();
        Map<String, Versions> current = new HashMap<>();
        versionsOfAll(refused.stream().map(PendingDocument::id).toList(), deadline)
                .forEach(
                        versions -> current.put(versions.all().get(0).document().id(), versions));
        refused.stream()
                .filter(draft ->
                        !current.getOrDefault(draft.id(), Versions.NONE).live().isEmpty())
                .forEach(draft -> outcomes.put(
                        draft.id(),
                        conflict(
                                draft,
                                current.getOrDefault(draft.id(), Versions.NONE).live(),
                                deadline)));
    }

    private static PendingDocument tombstone(String id, String revision) {
        ObjectNode json = Replies.newObject();
        json.put("_id", id).put("_rev", revision).put("_deleted", true);
        return new PendingDocument(id, Optional.of(revision), Replies.text(json), Documents::isRemoval, false);
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
}
