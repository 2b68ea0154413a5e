package io.keyholder.adapters.couchdb.internal.database;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.Placeholder;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes on which the copies of a document did not agree. What a minority took is withdrawn before the caller hears of
 * it; what may have been taken is brought to a majority, and counts unless another write of the same revision is seen
 * there. Thread-safe.
 */
final class SplitWrites {
    /** How often a writer looks whether a rival of its write has gone; the rival needs a few requests for that. */
    private static final int LOOKS = 20;

    /** How often, before a write that a minority took is withdrawn although its revision is the highest. */
    private static final int LOOKS_OF_MINORITY = 5;

    /** How often, before a write that a majority took and that no other writer has built on is withdrawn. */
    private static final int LOOKS_AT_RIVALS = 10;

    private final Requests requests;
    private final Database database;
    private final OpenWrites open;

    /** @param open where writes wait that could not be settled within their deadline */
    SplitWrites(Requests requests, Database database, OpenWrites open) {
        this.requests = requests;
        this.database = database;
        this.open = open;
    }

    /**
     * A write that a minority of the copies took.
     *
     * @param revision the revision that it made
     */
    record Accepted(PendingDocument draft, String revision) {}

    /**
     * Takes writes back and restores what they replaced, so that they neither block nor replace anything.
     *
     * @throws StoreUnavailableException when a majority of the copies does not hear of it, or another writer has built
     *     on one of them: then it is in force as part of what that writer stored
     */
    private void withdraw(List<Accepted> writes, Deadline deadline) {
        if (writes.isEmpty()) {
            return;
        }
        List<ObjectNode> documents = new ArrayList<>();
        List<String> restored = new ArrayList<>();
        for (Accepted write : writes) {
            Optional<Document> replaced = replaced(write.draft(), deadline);
            documents.add(Withdrawal.tombstone(
                    write.draft().id(), write.revision(), write.draft().base(), replaced.map(Document::revision)));
            replaced.ifPresent(base -> {
                documents.add(Withdrawal.restoration(base, write.revision()));
                restored.add(base.id());
            });
        }
        if (writes.size() == 1) {
            documents.addAll(others(writes.get(0), deadline));
        }
        requireMajority(spread(documents, deadline));
        restored.forEach(id -> tidy(database.versions(id, deadline), deadline));
        writes.forEach(write -> requireNotBuiltOn(write, deadline));
    }

    /**
     * The versions that stand beside a withdrawn one. They are brought along, so that no copy takes a rival's write
     * once more, as that of a removed document.
     */
    private List<ObjectNode> others(Accepted write, Deadline deadline) {
        return withHistories(write.draft().id(), deadline).stream()
                .filter(version -> !version.path("_rev").asText().equals(write.revision())
                        && !version.path("_deleted").asBoolean())
                .toList();
    }

    /** The outcome of a write of which it is unknown whether a majority took it, and which stands in the database. */
    WriteOutcome confirmed(PendingDocument draft, Document stored, Deadline deadline) {
        return database.hasCopies()
                ? settled(new Accepted(draft, stored.revision()), deadline)
                : new WriteOutcome.Written(stored.revision());
    }

    /**
     * The outcome of a write that a minority of the copies took: brought to a majority it counts, unless another write
     * of the same revision is seen before or after that.
     *
     * @throws StoreUnavailableException when that cannot be found out within the deadline; it is tried again later
     */
    WriteOutcome settled(Accepted write, Deadline deadline) {
        return orLater(() -> judged(write, deadline), later -> judged(write, later));
    }

    /** Takes writes back, which is tried again later when it fails. */
    void withdrawn(List<Accepted> writes, Deadline deadline) {
        orLater(
                () -> {
                    withdraw(writes, deadline);
                    return writes;
                },
                later -> withdraw(writes, later));
    }

    private <T> T orLater(Supplier<T> call, Consumer<Deadline> again) {
        try {
            return call.get();
        } catch (StoreUnavailableException unknown) {
            settleLater(again);
            throw unknown;
        }
    }

    private void settleLater(Consumer<Deadline> settlement) {
        open.add(
                deadline -> {
                    settlement.accept(deadline);
                    return true;
                },
                requests::deadline);
    }

    /** Settles later those of these writes that are stored then, although the server did not answer them. */
    void settleIfStored(List<PendingDocument> drafts) {
        List<PendingDocument> own =
                drafts.stream().filter(PendingDocument::isUnmistakable).toList();
        if (database.hasCopies() && !own.isEmpty()) {
            open.add(deadline -> isSettledIfStored(own, deadline), requests::deadline);
        }
    }

    private boolean isSettledIfStored(List<PendingDocument> drafts, Deadline deadline) {
        List<String> ids = drafts.stream().map(PendingDocument::id).distinct().toList();
        List<Document> live = database.versionsOfAll(ids, deadline).stream()
                .flatMap(versions -> versions.live().stream())
                .toList();
        List<Accepted> stored = drafts.stream()
                .flatMap(draft -> live.stream()
                        .filter(version -> version.id().equals(draft.id()))
                        .filter(draft.isThis())
                        .map(version -> new Accepted(draft, version.revision())))
                .toList();
        stored.forEach(write -> judged(write, deadline));
        return stored.size() == drafts.size();
    }

    private WriteOutcome judged(Accepted write, Deadline deadline) {
        PendingDocument draft = write.draft();
        Document own = new Document(draft.id(), write.revision(), draft.json());
        boolean counts = (draft.isFact() || isLeftAlone(write, deadline))
                && spread(List.of(Withdrawal.asItIs(own, draft.base())), deadline)
                && (draft.isFact() || isLeftAlone(write, deadline));
        if (counts) {
            return new WriteOutcome.Written(write.revision());
        }
        withdraw(List.of(write), deadline);
        return new WriteOutcome.Conflict();
    }

    /**
     * Whether no rival of a write is seen. The highest revision waits for the others, whose writers go at once; so one
     * of several writes that minorities took stays, as a rule.
     */
    private boolean isLeftAlone(Accepted write, Deadline deadline) {
        List<String> rivals = rivals(write, deadline);
        for (int look = 1; !rivals.isEmpty() && look < LOOKS_OF_MINORITY && isHighest(write, rivals); look++) {
            Backoff.pause(deadline);
            rivals = rivals(write, deadline);
        }
        return rivals.isEmpty();
    }

    private static boolean isHighest(Accepted write, List<String> rivals) {
        int generation = Documents.generation(write.revision());
        return rivals.stream()
                .allMatch(rival -> Documents.generation(rival) == generation
                        && write.revision().compareTo(rival) > 0);
    }

    /** The writes against the same base, and the base itself if it was withdrawn. */
    private List<String> rivals(Accepted write, Deadline deadline) {
        PendingDocument draft = write.draft();
        if (draft.base().isPresent()) {
            String base = draft.base().get();
            Ancestry ancestry = database.ancestry(draft.id(), deadline);
            return isRead(write) && ancestry.isWithdrawn(base)
                    ? List.of(base)
                    : ancestry.rivals(base, write.revision());
        }
        return database.versions(draft.id(), deadline).liveRevisions().stream()
                .filter(revision -> !revision.equals(write.revision()))
                .toList();
    }

    /**
     * The outcome of a write that a majority took, judged by what a majority knows now: the revision that it replaced
     * may have been one that no majority ever took.
     *
     * <p>A rival that a minority took goes by itself, because its writer sees this write. A write that another writer
     * has built on is not withdrawn: that writer may have been acknowledged. One of the two sides goes by itself,
     * because its writer sees the other one too. Until then the outcome is open.
     *
     * @param seen the live revisions that the writer knew of
     * @throws StoreUnavailableException when both sides stay, because a writer died
     */
    WriteOutcome unrivalled(
            PendingDocument draft, WriteOutcome.Written written, Collection<String> seen, Deadline deadline) {
        return orLater(() -> judged(draft, written, seen, deadline), later -> judged(draft, written, seen, later));
    }

    private WriteOutcome judged(
            PendingDocument draft, WriteOutcome.Written written, Collection<String> seen, Deadline deadline) {
        Accepted write = new Accepted(draft, written.revision());
        for (int look = 1; ; look++) {
            Versions found = database.versions(draft.id(), deadline);
            List<String> others = new ArrayList<>(found.liveRevisions());
            others.remove(written.revision());
            others.removeAll(seen);
            boolean isOnWithdrawn =
                    isRead(write) && draft.base().filter(found::isWithdrawn).isPresent();
            if (others.isEmpty() && !isOnWithdrawn) {
                return written;
            }
            Ancestry ancestry = ancestry(draft.id(), others, deadline);
            if (!isOnWithdrawn && isUnrivalled(write, others, ancestry, deadline)) {
                return written;
            }
            boolean isBuiltOn = isRead(write) && ancestry.isReplaced(written.revision());
            if (!isBuiltOn && (isOnWithdrawn || look >= LOOKS_AT_RIVALS)) {
                withdraw(List.of(write), deadline);
                return new WriteOutcome.Conflict();
            }
            if (look == LOOKS) {
                throw builtOn();
            }
            Backoff.pause(deadline);
        }
    }

    /**
     * The outcome of a write for which other versions were removed. It is not withdrawn any more, also when its base
     * was: that would lose what the removed versions were.
     *
     * @throws StoreUnavailableException when another writer changed one of them, or a writer died
     */
    WriteOutcome lasting(PendingDocument draft, WriteOutcome.Written written, Deadline deadline) {
        Accepted write = new Accepted(draft, written.revision());
        if (!isRead(write)) {
            return unrivalled(draft, written, List.of(), deadline);
        }
        for (int look = 1; look <= LOOKS; look++) {
            List<String> others =
                    new ArrayList<>(database.versions(draft.id(), deadline).liveRevisions());
            others.remove(written.revision());
            if (isUnrivalled(write, others, ancestry(draft.id(), others, deadline), deadline)) {
                return written;
            }
            Backoff.pause(deadline);
        }
        throw builtOn();
    }

    private boolean isUnrivalled(Accepted write, List<String> others, Ancestry ancestry, Deadline deadline) {
        return others.stream()
                .allMatch(other -> ancestry.follows(other, write.revision())
                        || isNewAfterRemoval(write, ancestry.apart(other, write.revision()), deadline));
    }

    /**
     * Whether a removal met a document that was made anew: a server puts that over any removal, and takes it only where
     * nothing is left of the removed one.
     */
    private boolean isNewAfterRemoval(Accepted write, List<String> history, Deadline deadline) {
        String id = write.draft().id();
        return Documents.isRemoval(
                        new Document(id, write.revision(), write.draft().json()))
                && history.stream()
                        .skip(1)
                        .anyMatch(revision -> database.get(id, revision, deadline)
                                .filter(Documents::isRemoval)
                                .isPresent());
    }

    /** Whether other writers build on what they read of a document: on a user, not on what is kept beside users. */
    private static boolean isRead(Accepted write) {
        PendingDocument draft = write.draft();
        return !draft.id().startsWith(OwnDocument.ID_PREFIX)
                && !Placeholder.is(new Document(draft.id(), write.revision(), draft.json()));
    }

    /** What was withdrawn may have been read before, and another user's state may follow it that was acknowledged. */
    private void requireNotBuiltOn(Accepted write, Deadline deadline) {
        if (isRead(write) && database.ancestry(write.draft().id(), deadline).isReplaced(write.revision())) {
            throw builtOn();
        }
    }

    private static StoreUnavailableException builtOn() {
        return new StoreUnavailableException(
                "another writer has built on a write that too few copies took; read again", null);
    }

    /**
     * The histories of a document, those of these revisions too if a majority knows them: another majority may answer
     * than the one before.
     */
    private Ancestry ancestry(String id, List<String> revisions, Deadline deadline) {
        Ancestry ancestry = database.ancestry(id, deadline);
        for (int attempt = 1; attempt < Requests.ATTEMPTS && !ancestry.knows(revisions); attempt++) {
            ancestry = database.ancestry(id, deadline);
        }
        return ancestry;
    }

    /** Brings a removal that a minority took to a majority. */
    void spreadRemoval(String id, String removed, Deadline deadline) {
        requireMajority(spread(List.of(Withdrawal.removal(id, removed, Optional.empty())), deadline));
    }

    /** Removes versions of one document, each by itself, from a majority of its copies. */
    void remove(List<Document> versions, Deadline deadline) {
        if (!versions.isEmpty()) {
            requireMajority(spread(
                    versions.stream()
                            .map(version -> Withdrawal.removal(version.id(), version.revision(), Optional.empty()))
                            .toList(),
                    deadline));
        }
    }

    /** Puts another revision over each of these versions, of the same content, at a majority of the copies. */
    List<String> rewrite(List<Document> versions, Deadline deadline) {
        List<ObjectNode> successors =
                versions.stream().map(Withdrawal::successor).toList();
        if (!successors.isEmpty()) {
            requireMajority(spread(successors, deadline));
        }
        return successors.stream().map(json -> json.path("_rev").asText()).toList();
    }

    /** Brings all versions of a document that are known here to a majority of its copies. */
    void spreadAll(String id, Deadline deadline) {
        List<ObjectNode> versions = withHistories(id, deadline);
        if (!versions.isEmpty()) {
            requireMajority(spread(versions, deadline));
        }
    }

    private List<ObjectNode> withHistories(String id, Deadline deadline) {
        Reply reply = requests.read(Request.get(requests.target(id) + Ancestry.QUERY), deadline);
        return reply.isSuccess()
                ? Documents.ofOpenRevisions(reply.body()).stream()
                        .map(json -> (ObjectNode) Replies.json(json))
                        .toList()
                : List.of();
    }

    /** Removes what stands for a replaced revision although another write replaced it too. */
    void tidy(Versions found, Deadline deadline) {
        List<ObjectNode> tombstones = found.superseded().stream()
                .map(revision -> Withdrawal.tombstone(
                        found.all().get(0).document().id(), revision, Optional.empty(), Optional.empty()))
                .toList();
        if (!tombstones.isEmpty()) {
            requireMajority(spread(tombstones, deadline));
        }
    }

    /** What a draft replaced, if it is to be kept: a placeholder is not, because its writer starts anew. */
    private Optional<Document> replaced(PendingDocument draft, Deadline deadline) {
        Optional<Document> replaced = draft.base()
                .map(base -> database.get(draft.id(), base, deadline)
                        .orElseThrow(() -> new StoreUnavailableException(
                                "a write was taken by too few copies, and what it replaced is not kept any more",
                                null)));
        return replaced.filter(document -> !Placeholder.is(document) && !Documents.isRemoval(document));
    }

    /**
     * Writes documents with their histories as they are. Returns whether a majority of the copies took them: the
     * server's answer does not show that, so a majority has to be reached before and after.
     */
    private boolean spread(List<ObjectNode> documents, Deadline deadline) {
        List<String> ids = documents.stream()
                .map(document -> document.path("_id").asText())
                .toList();
        boolean isReached = database.quorum().isReached(requests, ids, deadline);
        String body = documents.stream()
                .map(Replies::text)
                .collect(Collectors.joining(",", Request.AS_IT_IS + "\"docs\":[", "]}"));
        Reply reply = requests.read(Request.post(requests.path() + "/_bulk_docs", body), deadline);
        if (reply.status() == 201 || reply.status() == 202) {
            if (!Replies.json(reply).isEmpty()) {
                throw new StoreException("the database rejects a version of a document", null);
            }
            return isReached && reply.status() == 201 && database.quorum().isReached(requests, ids, deadline);
        }
        throw Replies.refusal(reply);
    }

    private static void requireMajority(boolean isTaken) {
        if (!isTaken) {
            throw new StoreUnavailableException("CouchDB reached too few copies; the write was withdrawn", null);
        }
    }
}
