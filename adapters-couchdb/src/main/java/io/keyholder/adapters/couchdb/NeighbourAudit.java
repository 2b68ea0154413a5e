package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.record.StoreMetadata;
import io.keyholder.adapters.couchdb.internal.user.UserWrites;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.adapters.couchdb.internal.view.UserPages;
import io.keyholder.adapters.couchdb.internal.view.UserRows;
import io.keyholder.documents.SharedDocuments;
import io.keyholder.documents.UserDocuments;
import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.neighbour.ForeignChange;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The users that iCure servers save too: what those servers changed since this library wrote a user, what of it was
 * restored or withheld, and on which users one of them fails. Reading changes nothing; {@link #settle} writes.
 */
public final class NeighbourAudit {
    private static final int PAGE_SIZE = 1_000;

    private final Database database;
    private final SharedUsers shared;
    private final UserPages pages;
    private final UserWrites writes;

    NeighbourAudit(Database database, SharedUsers shared, UserPages pages, UserWrites writes) {
        this.database = database;
        this.shared = shared;
        this.pages = pages;
        this.writes = writes;
    }

    /** Which state of a user counts from now on. */
    public enum Settlement {
        /** The user as it is read: what was dropped or is unclear is restored, and what was withheld is taken back. */
        OURS,
        /** The user as the other server saved it, with all that it grants; but never a hash of our password hash. */
        THEIRS
    }

    /** The servers that were named by this host or an earlier one. */
    public Neighbours named() {
        return shared.neighbours();
    }

    /** Reports every user with something to report, in the order of ids; returns how many users were looked at. */
    public long run(Consumer<SharedUserReport> listener) {
        long users = 0;
        Optional<String> after = Optional.empty();
        UserRows rows;
        do {
            Deadline deadline = database.deadline();
            rows = pages.read(after, PAGE_SIZE, deadline);
            SharedUsers.Reading reading = shared.reading(rows.documents(), deadline);
            List<Document> found = rows.documents().stream()
                    .filter(UserForm::isUser)
                    .filter(UserForm::hasIdOfAUser)
                    .toList();
            Set<UserId> closed = shared.closed(
                    found.stream().map(document -> new UserId(document.id())).toList(), deadline);
            found.stream()
                    .map(document -> report(document, reading, closed))
                    .filter(SharedUserReport::isFlawed)
                    .forEach(listener);
            users += rows.count();
            after = rows.lastId();
        } while (rows.count() == PAGE_SIZE);
        return users;
    }

    /** The report of one user; absent when there is no such user. */
    public Optional<SharedUserReport> report(UserId user) {
        Deadline deadline = database.deadline();
        return database.get(user.value(), deadline)
                .filter(UserForm::isUser)
                .map(document -> report(
                        document, shared.reading(List.of(document), deadline), shared.closed(List.of(user), deadline)));
    }

    /**
     * Writes one of the two states of a user, so that nothing is left to report of it.
     *
     * @return what became of the write; {@link UpdateOutcome.Missing} when there is no such user
     */
    public UpdateOutcome settle(UserId user, Settlement choice) {
        Deadline deadline = database.deadline();
        Optional<Document> stored = database.get(user.value(), deadline).filter(UserForm::isUser);
        if (stored.isEmpty()) {
            return new UpdateOutcome.Missing();
        }
        User chosen = chosen(stored.get(), shared.reading(List.of(stored.get()), deadline), choice);
        return writes.update(chosen, new Revision(stored.get().revision()), deadline);
    }

    /**
     * The members that {@link Settlement#THEIRS} takes away or changes in a user as it is read; empty when there is no
     * such user. Changes nothing.
     */
    public Set<String> lostByTheirs(UserId user) {
        Deadline deadline = database.deadline();
        Optional<Document> stored = database.get(user.value(), deadline).filter(UserForm::isUser);
        if (stored.isEmpty()) {
            return Set.of();
        }
        SharedUsers.Reading reading = shared.reading(List.of(stored.get()), deadline);
        JsonNode kept = Replies.json(UserDocuments.write(chosen(stored.get(), reading, Settlement.OURS)));
        JsonNode saved = Replies.json(UserDocuments.write(chosen(stored.get(), reading, Settlement.THEIRS)));
        Set<String> lost = new TreeSet<>();
        kept.properties().forEach(member -> {
            JsonNode value = member.getValue();
            boolean isNothing = value.isNull() || (value.isContainerNode() && value.isEmpty());
            if (!isNothing && !value.equals(saved.path(member.getKey()))) {
                lost.add(member.getKey());
            }
        });
        return lost;
    }

    private static User chosen(Document stored, SharedUsers.Reading reading, Settlement choice) {
        User ours = reading.read(stored);
        return choice == Settlement.THEIRS
                ? SharedDocuments.withoutUnclear(theirs(stored, ours, reading))
                : SharedDocuments.withUnclear(ours);
    }

    /** As it was saved there. A hash of our hash is no password of anyone, so that ours stays. */
    private static User theirs(Document stored, User ours, SharedUsers.Reading reading) {
        User saved = UserForm.read(stored);
        boolean isRehashed = reading.merged(stored).stream()
                .flatMap(merged -> merged.changes().stream())
                .anyMatch(change -> change.kind() == ForeignChange.Kind.REHASHED);
        Credentials credentials = saved.credentials();
        return isRehashed
                ? saved.withCredentials(new Credentials(
                        credentials.source(), ours.credentials().passwordHash(), credentials.secondFactor()))
                : saved;
    }

    /** Records that no other server writes the database any more; stores opened from now on write users as they are. */
    public void end() {
        Deadline deadline = database.deadline();
        Optional<StoreMetadata> mark = StoreMetadata.read(database, deadline);
        while (mark.filter(known -> known.neighbours().isPresent()).isPresent()) {
            deadline.require();
            mark.get().beside(Neighbours.NONE).store(database, deadline);
            mark = StoreMetadata.read(database, deadline);
        }
    }

    private SharedUserReport report(Document document, SharedUsers.Reading reading, Set<UserId> closed) {
        UserId user = new UserId(document.id());
        try {
            Stream<ForeignChange> unclear = UserForm.isUnclear(document)
                    ? SharedDocuments.unclear(reading.read(document)).stream()
                    : Stream.empty();
            List<ForeignChange> changes = Stream.concat(
                            reading.merged(document).stream().flatMap(merged -> merged.changes().stream()), unclear)
                    .distinct()
                    .sorted()
                    .toList();
            return new SharedUserReport(
                    user, changes, restricted(document, closed.contains(user)), unreadable(document), true);
        } catch (StoreCorruptException | DocumentException damaged) {
            return new SharedUserReport(user, List.of(), List.of(), unreadable(document), false);
        }
    }

    private List<String> restricted(Document document, boolean isClosed) {
        Set<String> restricted = new LinkedHashSet<>();
        if (!UserForm.isOurs(document) && shared.neighbours().isPresent()) {
            restricted.addAll(SharedDocuments.restricted(
                    SharedDocuments.unmarked(UserForm.plain(document.json())), shared.neighbours()));
        }
        if (isClosed && UserForm.hasPassword(document)) {
            restricted.add("passwordHash");
        }
        return List.copyOf(restricted);
    }

    private Map<IcureGeneration, List<String>> unreadable(Document document) {
        Map<IcureGeneration, List<String>> unreadable = new EnumMap<>(IcureGeneration.class);
        for (IcureGeneration generation : shared.neighbours().generations()) {
            List<String> members = SharedDocuments.unreadableFor(generation, UserForm.plain(document.json()));
            if (!members.isEmpty()) {
                unreadable.put(generation, members);
            }
        }
        return unreadable;
    }
}
