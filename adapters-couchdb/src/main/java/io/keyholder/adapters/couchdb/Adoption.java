package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.identifier.Reservation;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations;
import io.keyholder.adapters.couchdb.internal.identifier.UnreservedUsers;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.record.StoreMetadata;
import io.keyholder.adapters.couchdb.internal.userdocument.HeldIdentifiers;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.adapters.couchdb.internal.view.UserPages;
import io.keyholder.adapters.couchdb.internal.view.UserRows;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.IndexBuildingException;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The job that reserves the identifiers of users which were in the database before this library, so that look-ups need
 * no view any more. It writes reservations only, never a user.
 *
 * <p>Resumable: interrupted, the next run goes on behind the last page that was done. Run again on an adopted store it
 * is an audit: it checks that every identifier of every user is reserved for it, reserves what is not, and reports what
 * cannot be. Hosts may go on reading and writing meanwhile, and several runs at a time are safe.
 *
 * <p>As long as an identifier is ambiguous or a user unreadable, the store does not count as adopted: each look-up asks
 * a view too, and who shares an identifier does not get in with it. Stores opened after the last flaw was mended, and a
 * run found none, look up by two reads.
 */
public final class Adoption {
    private static final int PAGE_SIZE = 1_000;

    private final Database database;
    private final SharedUsers shared;
    private final UserPages pages;
    private final Reservations reservations;
    private final UnreservedUsers neighbourhood;

    Adoption(
            Database database,
            SharedUsers shared,
            UserPages pages,
            Reservations reservations,
            UnreservedUsers neighbourhood) {
        this.database = database;
        this.shared = shared;
        this.pages = pages;
        this.reservations = reservations;
        this.neighbourhood = neighbourhood;
    }

    /**
     * Adopts all users, from where an interrupted run stopped. What the listener throws interrupts the run. Each page
     * has a deadline of its own.
     *
     * @throws StoreException when the database does not answer; run again to go on
     */
    public AdoptionResult run(Consumer<AdoptionEvent> listener) {
        Run run = new Run(listener, mark());
        boolean isMore;
        do {
            isMore = run.nextPage();
        } while (isMore);
        return run.end();
    }

    private StoreMetadata mark() {
        return StoreMetadata.read(database, database.deadline())
                .orElseThrow(() -> new StoreException("the mark of the store was removed while it was open", null));
    }

    /** One run. Not thread-safe. */
    private final class Run {
        private final Consumer<AdoptionEvent> listener;
        private final boolean isAudit;
        private final long total;
        private Optional<String> after;
        private boolean isFlawed;
        private long users;
        private long ambiguous;
        private long unreadable;

        Run(Consumer<AdoptionEvent> listener, StoreMetadata mark) {
            this.listener = listener;
            this.isAudit = mark.isAdopted();
            this.after = mark.after();
            this.isFlawed = mark.isFlawed();
            this.total = total(listener);
        }

        /** How many users there are; waits for the index that counts them, each wait within a deadline of its own. */
        private long total(Consumer<AdoptionEvent> waiting) {
            while (true) {
                try {
                    return pages.count(database.deadline());
                } catch (IndexBuildingException unfinished) {
                    waiting.accept(new AdoptionEvent.Indexing(unfinished.pending()));
                }
            }
        }

        /** Adopts one page; false when it was the last. */
        boolean nextPage() {
            Deadline deadline = database.deadline();
            UserRows rows = pages.read(after, PAGE_SIZE, deadline);
            adopt(readable(rows.documents(), deadline), deadline);
            users += rows.count();
            after = rows.lastId().or(() -> after);
            if (!isAudit || isFlawed) {
                save(mark -> mark.foundAfter(after, isFlawed));
            }
            listener.accept(new AdoptionEvent.Progress(users, total));
            return rows.count() == PAGE_SIZE;
        }

        AdoptionResult end() {
            save(mark -> isFlawed ? mark.foundAfter(Optional.empty(), false) : mark.adopted());
            return new AdoptionResult(users, ambiguous, unreadable, !isFlawed);
        }

        /** Each run reports what it found itself; of two at a time the later one is believed. */
        private void save(UnaryOperator<StoreMetadata> change) {
            boolean isStored;
            do {
                isStored = change.apply(mark()).store(database, database.deadline());
            } while (!isStored);
        }

        private List<User> readable(List<Document> documents, Deadline deadline) {
            SharedUsers.Reading reading = shared.reading(documents, deadline);
            List<User> readable = new ArrayList<>();
            for (Document document : documents) {
                try {
                    if (UserForm.isUser(document)) {
                        readable.add(reading.read(document));
                    }
                } catch (StoreCorruptException damaged) {
                    unreadable++;
                    isFlawed = true;
                    listener.accept(new AdoptionEvent.Unreadable(document.id()));
                }
            }
            return readable;
        }

        private void adopt(List<User> page, Deadline deadline) {
            Map<String, Document> reserved = reservations(page, deadline);
            Map<IdentifierKey, UserId> free = new LinkedHashMap<>();
            Map<UserId, List<IdentifierKey>> contested = new LinkedHashMap<>();
            page.forEach(user -> HeldIdentifiers.of(user).forEach(key -> {
                Document reservation = reserved.get(Reservation.id(key));
                boolean isTaken = reservation != null
                        ? !Reservation.owner(reservation).equals(user.id().value())
                        : free.putIfAbsent(key, user.id()) != null;
                if (isTaken) {
                    contested
                            .computeIfAbsent(user.id(), id -> new ArrayList<>())
                            .add(key);
                }
            }));
            Map<IdentifierKey, Reservations.Reserved> taken = reservations.takeFree(free, deadline);
            free.forEach((key, user) -> {
                if (!taken.containsKey(key)) {
                    contested.computeIfAbsent(user, id -> new ArrayList<>()).add(key);
                }
            });
            contested.forEach((user, keys) -> keys.forEach(key -> contest(key, user, deadline)));
        }

        private Map<String, Document> reservations(List<User> page, Deadline deadline) {
            List<String> ids = page.stream()
                    .flatMap(user -> HeldIdentifiers.of(user).stream())
                    .map(Reservation::id)
                    .distinct()
                    .toList();
            return database.getAll(ids, deadline).stream().collect(Collectors.toMap(Document::id, found -> found));
        }

        /** Takes what another writer was about to take, or reports what another user holds. */
        private void contest(IdentifierKey key, UserId user, Deadline deadline) {
            while (!reservations.take(List.of(key), user, deadline).isComplete()) {
                List<UserId> holders = neighbourhood.everyHolder(key, deadline).stream()
                        .map(User::id)
                        .sorted()
                        .toList();
                if (!holders.contains(user)) {
                    return;
                }
                if (holders.size() > 1) {
                    isFlawed = true;
                    report(key, user, holders, deadline);
                    return;
                }
            }
        }

        /** Of all that share an identifier without having reserved it, the first reports it. */
        private void report(IdentifierKey key, UserId user, List<UserId> holders, Deadline deadline) {
            Optional<UserId> owner = reservations.holders(key, deadline).stream()
                    .map(holder -> holder.user().id())
                    .findFirst();
            Optional<UserId> reporter = holders.stream()
                    .filter(holder -> owner.filter(holder::equals).isEmpty())
                    .findFirst();
            if (reporter.filter(user::equals).isPresent()) {
                ambiguous++;
                listener.accept(new AdoptionEvent.Ambiguous(key, Set.copyOf(holders)));
            }
        }
    }
}
