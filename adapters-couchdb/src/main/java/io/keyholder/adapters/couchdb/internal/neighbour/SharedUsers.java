package io.keyholder.adapters.couchdb.internal.neighbour;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedRecord.Entry;
import io.keyholder.adapters.couchdb.internal.userdocument.NarrowestUser;
import io.keyholder.adapters.couchdb.internal.userdocument.StoredUser;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.documents.SharedDocuments;
import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.neighbour.AcceptedDifference;
import io.keyholder.documents.neighbour.MergedUser;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Users whose documents other servers save too. A record beside each user remembers what this library wrote, so that a
 * save by another server widens nothing and loses nothing. A document that this library wrote last is read by itself;
 * only one that another server saved costs the read of its record. Where no other server is named, users are read and
 * written as they are. Thread-safe.
 *
 * <p>The order of writes: the record with the state that is replaced and the one that follows, the user, then the
 * record with the new state alone. A writer that dies in between leaves both states, and the narrower of what they make
 * of a foreign save counts until the next write.
 */
public final class SharedUsers {
    private final Database database;
    private final Neighbours neighbours;
    private final ChangeDemands demands;

    public SharedUsers(Database database, Neighbours neighbours, ChangeDemands demands) {
        this.database = database;
        this.neighbours = neighbours;
        this.demands = demands;
    }

    /** The other servers. */
    public Neighbours neighbours() {
        return neighbours;
    }

    /** The user of these versions; absent when none of them is a user. */
    public Optional<StoredUser> stored(Versions versions, Deadline deadline) {
        return StoredUser.of(versions, document -> read(document, deadline));
    }

    /** The user that a document describes, at its revision. */
    public User read(Document document, Deadline deadline) {
        return reading(List.of(document), deadline).read(document);
    }

    /** The reading of these documents, whose records are read in one request. */
    public Reading reading(List<Document> documents, Deadline deadline) {
        List<String> wanted = documents.stream()
                .filter(UserForm::isUser)
                .filter(this::isForeign)
                .map(Document::id)
                .map(SharedRecord::id)
                .toList();
        Map<String, SharedRecord> records = new HashMap<>();
        if (wanted.size() == 1) {
            List<Document> versions = database.versions(wanted.get(0), deadline).live();
            records.put(wanted.get(0), SharedRecord.of(versions));
        } else {
            database.getAll(wanted, deadline)
                    .forEach(record -> records.put(record.id(), SharedRecord.of(List.of(record))));
        }
        return new Reading(records);
    }

    /** Whether other servers are to be kept from what stands beside users. */
    public boolean keepsClosed() {
        return neighbours.isPresent() && !neighbours.accepted().contains(AcceptedDifference.PASSWORD_CHANGE);
    }

    /**
     * Those of these users that are closed to the other servers although their documents do not show why: a change of
     * their passwords is demanded, of which those servers know nothing.
     */
    public Set<UserId> closed(Collection<UserId> users, Deadline deadline) {
        return keepsClosed() && !users.isEmpty() ? demands.of(users, deadline) : Set.of();
    }

    /** The document to be stored for a user, with {@code base} as its revision. */
    public String write(User user, String base, Optional<Document> stored, boolean isClosed, Optional<String> mark) {
        return UserForm.write(user, base, stored, neighbours, isClosed, mark);
    }

    /** Stores a user between the two steps of its record. */
    public WriteOutcome around(
            PendingDocument draft, Optional<StoredUser> before, Supplier<WriteOutcome> write, Deadline deadline) {
        if (!neighbours.isPresent()) {
            return write.get();
        }
        String base = draft.base().orElseThrow();
        String published = UserForm.plain(draft.json());
        Optional<Entry> state = before.map(stored -> Entry.stored(base, published(stored, base)));
        change(draft.id(), record -> record.ahead(state, Entry.pending(base, published)), deadline);
        WriteOutcome outcome = write.get();
        if (outcome instanceof Written written && before.isPresent()) {
            settle(draft.id(), Entry.stored(written.revision(), published), deadline);
        }
        return outcome;
    }

    /** Stores new users after their records. */
    public Map<String, WriteOutcome> aroundNew(
            List<PendingDocument> drafts, Supplier<Map<String, WriteOutcome>> write, Deadline deadline) {
        if (neighbours.isPresent()) {
            Map<String, Entry> entries = new HashMap<>();
            List<PendingDocument> records = new ArrayList<>();
            drafts.forEach(draft -> {
                Entry entry = Entry.pending(draft.base().orElseThrow(), UserForm.plain(draft.json()));
                entries.put(draft.id(), entry);
                records.add(new SharedRecord(List.of(entry)).draft(SharedRecord.id(draft.id()), Optional.empty()));
            });
            Map<String, WriteOutcome> outcomes = database.putAll(records, deadline);
            entries.forEach((user, entry) -> {
                if (!(outcomes.get(SharedRecord.id(user)) instanceof Written)) {
                    change(user, record -> record.ahead(Optional.empty(), entry), deadline);
                }
            });
        }
        return write.get();
    }

    /** Removes the record of a user that is gone. */
    public void forget(UserId user, Deadline deadline) {
        if (neighbours.isPresent()) {
            Versions found = database.versions(SharedRecord.id(user.value()), deadline);
            database.removeVersions(found.live(), deadline);
        }
    }

    /** Whether another server may have saved a document since this library did. */
    private boolean isForeign(Document document) {
        return (neighbours.isPresent() || UserForm.isMarked(document)) && !UserForm.isOurs(document);
    }

    /** What was published of a user that is about to be replaced. */
    private String published(StoredUser stored, String revision) {
        if (!stored.isSplit() && UserForm.isOurs(stored.shown())) {
            return UserForm.plain(stored.shown().json());
        }
        return UserForm.plain(write(
                stored.user(), revision, Optional.empty(), !UserForm.hasPassword(stored.shown()), Optional.empty()));
    }

    /** Once the user is stored its write is done, whatever becomes of this. */
    private void settle(String user, Entry stored, Deadline deadline) {
        try {
            change(user, record -> record.settled(stored), deadline);
        } catch (StoreException leftToTheNextWriter) {
            return; // both states stay, and the narrower counts
        }
    }

    private void change(String user, UnaryOperator<SharedRecord> change, Deadline deadline) {
        String id = SharedRecord.id(user);
        WriteOutcome outcome;
        do {
            deadline.require();
            Versions found = database.versions(id, deadline);
            SharedRecord next = change.apply(SharedRecord.of(found.live()));
            PendingDocument draft = next.draft(id, found.shown().map(Document::revision));
            outcome =
                    found.live().isEmpty() ? database.putNew(draft, deadline) : database.merge(draft, found, deadline);
            if (outcome instanceof WriteOutcome.Refused) {
                throw new StoreException(
                        "the database does not want the record of a user, which was not written", null);
            }
        } while (!(outcome instanceof Written));
    }

    /** The reading of some documents, with the records of those that another server saved. */
    public final class Reading {
        private final Map<String, SharedRecord> records;

        private Reading(Map<String, SharedRecord> records) {
            this.records = records;
        }

        /**
         * The user that a document describes, at its revision.
         *
         * @throws io.keyholder.ports.persistence.UnreadableUserException when it cannot be read
         */
        public User read(Document document) {
            List<MergedUser> merged = merged(document);
            return merged.isEmpty()
                    ? UserForm.read(document)
                    : NarrowestUser.of(merged.stream().map(MergedUser::user).toList());
        }

        /** What other servers' saves left of a user; empty when this library wrote it last, or never. */
        public List<MergedUser> merged(Document document) {
            if (!UserForm.isUser(document) || !isForeign(document)) {
                return List.of();
            }
            List<Entry> candidates = Optional.ofNullable(records.get(SharedRecord.id(document.id())))
                    .map(record -> record.candidates(document.revision()))
                    .orElse(List.of());
            try {
                return candidates.stream().map(entry -> merged(entry, document)).toList();
            } catch (DocumentException unreadable) {
                throw UserForm.unreadable(document, unreadable);
            }
        }

        private MergedUser merged(Entry entry, Document document) {
            if (entry.at().equals(document.revision())) {
                User known = UserForm.read(new Document(document.id(), document.revision(), entry.document()))
                        .withRevision(new Revision(document.revision()));
                return new MergedUser(known, List.of());
            }
            Neighbours all = neighbours.isPresent() ? neighbours : Neighbours.ICURE;
            long saves = Documents.generation(document.revision()) - entry.generation();
            return SharedDocuments.merge(entry.document(), UserForm.plain(document.json()), all, saves);
        }
    }
}
