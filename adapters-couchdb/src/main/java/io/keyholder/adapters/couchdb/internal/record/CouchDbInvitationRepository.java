package io.keyholder.adapters.couchdb.internal.record;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.documents.InvitationDocuments;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.ports.persistence.InvitationPageRequest;
import io.keyholder.ports.persistence.InvitationRepository;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Invitations: one document each, its invitation as text, so that no server respells it. What is asked by anything but
 * the id reads all of them in ascending order of id, in pages; each page has a deadline of its own.
 */
public final class CouchDbInvitationRepository implements InvitationRepository {
    /** What the ids of all invitations begin with. */
    static final String PREFIX = "keyholder;invitation;";

    private static final String KIND = "invitation";
    private static final String INVITATION = "invitation";
    private static final int PAGE_SIZE = 1_000;

    private final Database database;
    private final RecordConflictResolver records;
    private final SeenRevisions seen;

    public CouchDbInvitationRepository(Database database, RecordConflictResolver records) {
        this.database = database;
        this.records = records;
        this.seen = new SeenRevisions(database);
    }

    @Override
    public Optional<Stored> find(InvitationId id) {
        return records.current(id(id), database.deadline()).map(seen::noted).map(CouchDbInvitationRepository::stored);
    }

    @Override
    public List<Stored> findByUser(UserId user) {
        return search(PREFIX, Integer.MAX_VALUE, invitation -> invitation.user().equals(user));
    }

    @Override
    public boolean compareAndSet(Optional<Revision> expected, Invitation next) {
        Deadline deadline = database.deadline();
        boolean isKnown = expected.stream()
                .allMatch(revision ->
                        OwnDocument.isRevision(revision) && seen.isKnown(id(next.id()), revision.value(), deadline));
        if (!isKnown) {
            return false;
        }
        PendingDocument draft = draft(expected.map(Revision::value), next);
        return database.replace(draft, draft.base().stream().toList(), deadline) instanceof Written;
    }

    @Override
    public List<Stored> open(InvitationPageRequest request) {
        String after = request.after().map(last -> successorOf(id(last))).orElse(PREFIX);
        return search(after, request.limit(), invitation -> invitation.state().isOpen());
    }

    @Override
    public void removeOf(UserId user) {
        do {
            removeAll(invitation -> invitation.user().equals(user));
        } while (!findByUser(user).isEmpty());
    }

    @Override
    public long removeClosedBefore(Instant moment) {
        return removeAll(invitation -> invitation
                .state()
                .closedAt()
                .filter(closed -> closed.isBefore(moment))
                .isPresent());
    }

    /** The first invitations from {@code start} on that are wanted, up to {@code limit}. */
    private List<Stored> search(String start, int limit, Predicate<Invitation> wanted) {
        List<Stored> found = new ArrayList<>();
        String next = start;
        List<Document> page;
        do {
            Deadline deadline = database.deadline();
            page = database.withPrefix(PREFIX, next, PAGE_SIZE, deadline);
            wanted(current(wanted(page.stream(), wanted), deadline), wanted)
                    .map(CouchDbInvitationRepository::stored)
                    .limit((long) limit - found.size())
                    .forEach(found::add);
            next = afterLastOf(page, next);
        } while (page.size() == PAGE_SIZE && found.size() < limit);
        return List.copyOf(found);
    }

    private static Stream<Document> wanted(Stream<Document> documents, Predicate<Invitation> wanted) {
        return documents.filter(document -> wanted.test(stored(document).invitation()));
    }

    /** The same documents read by id, in that order: what is listed may be late on a cluster. */
    private Stream<Document> current(Stream<Document> listed, Deadline deadline) {
        return database.versionsOfAll(listed.map(Document::id).toList(), deadline).stream()
                .flatMap(versions -> RecordConflictResolver.narrowest(versions.live()).stream());
    }

    private long removeAll(Predicate<Invitation> unwanted) {
        long removed = 0;
        String next = PREFIX;
        List<Document> page;
        do {
            Deadline deadline = database.deadline();
            page = database.withPrefix(PREFIX, next, PAGE_SIZE, deadline);
            List<Document> chosen = page.stream()
                    .filter(document -> unwanted.test(stored(document).invitation()))
                    .toList();
            removed += database.deleteAll(chosen, deadline);
            next = afterLastOf(page, next);
        } while (page.size() == PAGE_SIZE);
        return removed;
    }

    /** The document to be stored for an invitation. */
    static PendingDocument draft(Optional<String> base, Invitation invitation) {
        return OwnDocument.draft(
                id(invitation.id()), base, KIND, Map.of(INVITATION, InvitationDocuments.write(invitation)));
    }

    /** The invitation that a document holds. */
    static Stored stored(Document document) {
        Invitation invitation = OwnDocument.read(document, KIND, INVITATION, "invitation", InvitationDocuments::read);
        return new Stored(invitation, new Revision(document.revision()));
    }

    private static String afterLastOf(List<Document> page, String otherwise) {
        return page.isEmpty()
                ? otherwise
                : successorOf(page.get(page.size() - 1).id());
    }

    /** The least id after this one among ids of invitations: they hold nothing below a hyphen. */
    private static String successorOf(String id) {
        return id + "!";
    }

    private static String id(InvitationId id) {
        return PREFIX + id.value();
    }
}
