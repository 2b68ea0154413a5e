package io.keyholder.adapters.couchdb.internal.user;

import io.keyholder.adapters.couchdb.internal.database.Backoff;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.Placeholder;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.event.EventIntents;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations.ReservationResult;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations.Reserved;
import io.keyholder.adapters.couchdb.internal.identifier.UnreservedUsers;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.userdocument.HeldIdentifiers;
import io.keyholder.adapters.couchdb.internal.userdocument.StoredUser;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Writes single users together with the reservations of their identifiers, in the steps that {@link Reservations} asks
 * for.
 */
public final class UserWrites {
    private static final int LOOKS = 10;

    private final Database database;
    private final SharedUsers shared;
    private final Reservations reservations;
    private final UnreservedUsers neighbourhood;
    private final EventIntents announcements;
    private final Duration patience;

    public UserWrites(
            Database database,
            SharedUsers shared,
            Reservations reservations,
            UnreservedUsers neighbourhood,
            EventIntents announcements,
            Duration patience) {
        this.database = database;
        this.shared = shared;
        this.reservations = reservations;
        this.neighbourhood = neighbourhood;
        this.announcements = announcements;
        this.patience = patience;
    }

    /** Placeholder, reservations, user. */
    CreateOutcome create(User user, Deadline deadline) {
        Backoff rivals = new Backoff(patience, deadline);
        while (true) {
            Optional<String> placeholder = placeholder(user.id(), rivals, deadline);
            if (placeholder.isEmpty()) {
                return new CreateOutcome.IdTaken();
            }
            Set<IdentifierKey> keys = HeldIdentifiers.of(user);
            Claim claim = claim(keys, keys, user.id(), deadline);
            if (claim.taken().isPresent()) {
                database.delete(user.id().value(), placeholder.get(), deadline);
                return new CreateOutcome.IdentifierTaken(claim.taken().get());
            }
            PendingDocument draft = draft(user, placeholder.get(), Optional.empty(), deadline);
            if (putNew(draft, claim, deadline) instanceof Written written) {
                return new CreateOutcome.Created(user.withRevision(new Revision(written.revision())));
            }
            reservations.release(claim.holds(), deadline);
            rivals.pause();
        }
    }

    private WriteOutcome putNew(PendingDocument draft, Claim claim, Deadline deadline) {
        try {
            return put(
                    draft,
                    () -> Set.of(Kind.CREATED),
                    claim,
                    () -> shared.around(draft, Optional.empty(), () -> database.put(draft, deadline), deadline),
                    deadline);
        } catch (StoreUnavailableException unknownOutcome) {
            throw unknownOutcome;
        } catch (StoreException refused) {
            database.delete(draft.id(), draft.base().orElseThrow(), deadline);
            throw refused;
        }
    }

    /** Added reservations, user, dropped reservations. */
    public UpdateOutcome update(User user, Revision expected, Deadline deadline) {
        Optional<StoredUser> stored = storedUser(user.id(), deadline);
        if (stored.isEmpty()) {
            return new UpdateOutcome.Missing();
        }
        User before = stored.get().user();
        if (!stored.get().shown().revision().equals(expected.value())) {
            return new UpdateOutcome.Stale(before);
        }
        Set<IdentifierKey> keys = HeldIdentifiers.of(user);
        Set<IdentifierKey> added = without(keys, HeldIdentifiers.of(before));
        List<Reserved> dropped = reservations.held(without(HeldIdentifiers.of(before), keys), user.id(), deadline);
        Claim claim = claim(added, keys, user.id(), deadline);
        if (claim.taken().isPresent()) {
            return new UpdateOutcome.IdentifierTaken(claim.taken().get());
        }
        PendingDocument draft = draft(
                stored.get().widened(user),
                expected.value(),
                Optional.of(stored.get().shown()),
                deadline);
        Supplier<Set<Kind>> kinds = () -> UserEvent.kindsBetween(before, user);
        List<String> seen = stored.get().versions().liveRevisions();
        Supplier<WriteOutcome> write =
                () -> shared.around(draft, stored, () -> database.replace(draft, seen, deadline), deadline);
        if (put(draft, kinds, claim, write, deadline) instanceof Written written) {
            reservations.release(dropped, deadline);
            return new UpdateOutcome.Updated(user.withRevision(new Revision(written.revision())));
        }
        Optional<User> current = settledUser(user.id(), deadline);
        reservations.release(without(claim.holds(), current), deadline);
        if (isRestored(before, current)) {
            return update(user, current.flatMap(User::revision).orElseThrow(), deadline);
        }
        return current.<UpdateOutcome>map(UpdateOutcome.Stale::new).orElseGet(UpdateOutcome.Missing::new);
    }

    /**
     * Stores a user as it is, so that its document shows other servers what now stands beside it. A writer that read
     * what stood there before cannot write the user any more.
     */
    void refresh(UserId id, Deadline deadline) {
        UpdateOutcome outcome;
        do {
            deadline.require();
            Optional<User> stored = storedUser(id, deadline).map(StoredUser::user);
            outcome = stored.isPresent()
                    ? update(stored.get(), stored.get().revision().orElseThrow(), deadline)
                    : new UpdateOutcome.Missing();
        } while (outcome instanceof UpdateOutcome.Stale);
    }

    /**
     * A user after a lost race. While it has several versions, another writer that lost is about to withdraw its own,
     * or has died.
     */
    private Optional<User> settledUser(UserId id, Deadline deadline) {
        return settledVersions(id, deadline).map(StoredUser::user);
    }

    private Optional<StoredUser> settledVersions(UserId id, Deadline deadline) {
        Backoff rivals = new Backoff(patience, deadline);
        Optional<StoredUser> stored = storedUser(id, deadline);
        for (int look = 1; stored.filter(StoredUser::isSplit).isPresent(); look++) {
            boolean isWaiting =
                    rivals.waitsFor(stored.get().versions().liveRevisions().toString());
            if (look >= LOOKS && !isWaiting) {
                break;
            }
            stored = storedUser(id, deadline);
        }
        return stored;
    }

    /** Whether a user is as it was, at another revision: several writers replaced it at once, and none of them won. */
    private static boolean isRestored(User before, Optional<User> current) {
        return current.filter(user -> user.withoutRevision().equals(before.withoutRevision())
                        && generation(user) == generation(before))
                .isPresent();
    }

    private static int generation(User user) {
        return Documents.generation(user.revision().map(Revision::value).orElse(""));
    }

    /** What a user does not hold: it may hold the rest by this very write, if something on the way sent that twice. */
    public static List<Reserved> without(List<Reserved> holds, Optional<User> user) {
        return holds.stream()
                .filter(hold -> user.filter(holder -> HeldIdentifiers.isHeld(holder, hold.key()))
                        .isEmpty())
                .toList();
    }

    /**
     * User, reservations. A version of a writer that lost goes by itself; the one that stays may not be what was read.
     */
    PurgeOutcome purge(UserId id, Revision expected, Deadline deadline) {
        Optional<StoredUser> stored = settledVersions(id, deadline);
        if (stored.isEmpty()) {
            return new PurgeOutcome.Missing();
        }
        if (!stored.get().shown().revision().equals(expected.value())) {
            return new PurgeOutcome.Stale();
        }
        User before = stored.get().user();
        List<Reserved> dropped = reservations.held(HeldIdentifiers.of(before), id, deadline);
        PendingDocument tombstone = OwnDocument.tombstone(id.value(), expected.value());
        WriteOutcome outcome = announcements.around(
                id,
                expected.value(),
                () -> Set.of(Kind.PURGED),
                () -> database.replaceAll(tombstone, stored.get().versions(), deadline),
                deadline);
        if (outcome instanceof Written) {
            reservations.release(dropped, deadline);
            shared.forget(id, deadline);
            return new PurgeOutcome.Purged();
        }
        Optional<User> current = settledUser(id, deadline);
        if (isRestored(before, current)) {
            return purge(id, current.flatMap(User::revision).orElseThrow(), deadline);
        }
        return current.isPresent() ? new PurgeOutcome.Stale() : new PurgeOutcome.Missing();
    }

    /** Stores a user; when the database rejects it, nothing that was prepared for it is left. */
    private WriteOutcome put(
            PendingDocument draft,
            Supplier<Set<Kind>> kinds,
            Claim claim,
            Supplier<WriteOutcome> write,
            Deadline deadline) {
        try {
            return announcements.around(new UserId(draft.id()), draft.base().orElseThrow(), kinds, write, deadline);
        } catch (StoreUnavailableException unknownOutcome) {
            throw unknownOutcome;
        } catch (StoreException refused) {
            reservations.release(claim.holds(), deadline);
            throw refused;
        }
    }

    /**
     * A user as it is stored; absent when there is none, or something else under that id. Removes placeholders beside
     * it: one write makes two versions where some copies had removed the document before.
     */
    Optional<StoredUser> storedUser(UserId id, Deadline deadline) {
        Versions found = database.versions(id.value(), deadline);
        Optional<StoredUser> user = shared.stored(found, deadline);
        List<Document> placeholders =
                found.live().stream().filter(Placeholder::is).toList();
        if (user.isPresent() && !placeholders.isEmpty()) {
            database.removeVersions(placeholders, deadline);
            return shared.stored(database.versions(id.value(), deadline), deadline);
        }
        return user;
    }

    /**
     * The document to be stored for a user.
     *
     * @param stored what it replaces; absent where a placeholder of this writer stands, against which no one else
     *     writes
     */
    public PendingDocument draft(User user, String base, Optional<Document> stored, Deadline deadline) {
        boolean isClosed = !shared.closed(List.of(user.id()), deadline).isEmpty();
        return draft(user, base, stored, isClosed);
    }

    /**
     * The same.
     *
     * @param isClosed whether the user is {@linkplain SharedUsers#closed closed} to other servers
     */
    PendingDocument draft(User user, String base, Optional<Document> stored, boolean isClosed) {
        User bare = user.withoutRevision();
        Optional<String> mark =
                stored.isPresent() && database.hasCopies() ? Optional.of(OwnDocument.newMark()) : Optional.empty();
        return new PendingDocument(
                user.id().value(),
                Optional.of(base),
                shared.write(user, base, stored, isClosed, mark),
                found -> UserForm.isUser(found)
                        && mark.stream().allMatch(found.json()::contains)
                        && UserForm.read(found).withoutRevision().equals(bare),
                stored.isEmpty() || mark.isPresent());
    }

    /** What a writer got hold of, or the identifier that it cannot have; then it holds nothing. */
    private record Claim(List<Reserved> holds, Optional<IdentifierKey> taken) {}

    private Claim claim(Set<IdentifierKey> added, Set<IdentifierKey> all, UserId user, Deadline deadline) {
        ReservationResult taking = reservations.take(added, user, deadline);
        Optional<IdentifierKey> taken = taking.isComplete()
                ? neighbourhood.taken(wanted(added, user), deadline).stream().findFirst()
                : firstTaken(added, all, user, deadline);
        if (taken.isPresent() || !taking.isComplete()) {
            reservations.release(taking.holds(), deadline);
        }
        if (taken.isEmpty() && !taking.isComplete()) {
            return claim(added, all, user, deadline);
        }
        return new Claim(taking.holds(), taken);
    }

    private Optional<IdentifierKey> firstTaken(
            Set<IdentifierKey> added, Set<IdentifierKey> all, UserId user, Deadline deadline) {
        Set<IdentifierKey> inOrder = new LinkedHashSet<>(all);
        inOrder.retainAll(added);
        return reservations.firstTaken(inOrder, user, deadline);
    }

    /** The revision of a placeholder of ours; absent when the id is another document's. */
    private Optional<String> placeholder(UserId id, Backoff rivals, Deadline deadline) {
        while (true) {
            if (database.putNew(Placeholder.draft(id, Optional.empty()), deadline) instanceof Written written) {
                return Optional.of(written.revision());
            }
            Versions found = database.versions(id.value(), deadline);
            if (!found.live().stream().allMatch(Placeholder::is)) {
                return Optional.empty();
            }
            boolean isLeft = !found.live().isEmpty()
                    && !rivals.waitsFor(found.liveRevisions().toString());
            if (isLeft) {
                PendingDocument next = Placeholder.draft(id, found.shown().map(Document::revision));
                if (database.replaceAll(next, found, deadline) instanceof Written written) {
                    return Optional.of(written.revision());
                }
                rivals.pause();
            }
        }
    }

    private static Map<IdentifierKey, UserId> wanted(Collection<IdentifierKey> keys, UserId user) {
        Map<IdentifierKey, UserId> wanted = new LinkedHashMap<>();
        keys.forEach(key -> wanted.put(key, user));
        return wanted;
    }

    private static Set<IdentifierKey> without(Set<IdentifierKey> keys, Set<IdentifierKey> others) {
        Set<IdentifierKey> rest = new LinkedHashSet<>(keys);
        rest.removeAll(others);
        return rest;
    }
}
