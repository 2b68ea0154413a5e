package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.Reservations.Hold;
import io.keyholder.adapters.couchdb.Reservations.Taking;
import io.keyholder.adapters.couchdb.WriteOutcome.Written;
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
final class UserWrites {
    private final Database database;
    private final Reservations reservations;
    private final Neighbourhood neighbourhood;
    private final Announcements announcements;
    private final Duration patience;

    UserWrites(
            Database database,
            Reservations reservations,
            Neighbourhood neighbourhood,
            Announcements announcements,
            Duration patience) {
        this.database = database;
        this.reservations = reservations;
        this.neighbourhood = neighbourhood;
        this.announcements = announcements;
        this.patience = patience;
    }

    /** Placeholder, reservations, user. */
    CreateOutcome create(User user, Deadline deadline) {
        Patience rivals = new Patience(patience, deadline);
        while (true) {
            Optional<String> placeholder = placeholder(user.id(), rivals, deadline);
            if (placeholder.isEmpty()) {
                return new CreateOutcome.IdTaken();
            }
            Set<IdentifierKey> keys = heldKeys(user);
            Claim claim = claim(keys, keys, user.id(), deadline);
            if (claim.taken().isPresent()) {
                database.delete(user.id().value(), placeholder.get(), deadline);
                return new CreateOutcome.IdentifierTaken(claim.taken().get());
            }
            Draft draft = draft(user, placeholder.get(), Optional.empty());
            if (put(draft, () -> Set.of(Kind.CREATED), claim, placeholder, deadline) instanceof Written written) {
                return new CreateOutcome.Created(user.withRevision(new Revision(written.revision())));
            }
            reservations.release(claim.holds(), deadline);
            rivals.pause();
        }
    }

    /** Added reservations, user, dropped reservations. */
    UpdateOutcome update(User user, Revision expected, Deadline deadline) {
        Optional<Document> stored = storedUser(user.id(), deadline);
        if (stored.isEmpty()) {
            return new UpdateOutcome.Missing();
        }
        User before = UserForm.read(stored.get());
        if (!stored.get().revision().equals(expected.value())) {
            return new UpdateOutcome.Stale(before);
        }
        Set<IdentifierKey> keys = heldKeys(user);
        Set<IdentifierKey> added = without(keys, heldKeys(before));
        List<Hold> dropped = reservations.held(without(heldKeys(before), keys), user.id(), deadline);
        Claim claim = claim(added, keys, user.id(), deadline);
        if (claim.taken().isPresent()) {
            return new UpdateOutcome.IdentifierTaken(claim.taken().get());
        }
        Draft draft = draft(user, expected.value(), stored);
        Supplier<Set<Kind>> kinds = () -> UserEvent.kindsBetween(before, user);
        if (put(draft, kinds, claim, Optional.empty(), deadline) instanceof Written written) {
            reservations.release(dropped, deadline);
            return new UpdateOutcome.Updated(user.withRevision(new Revision(written.revision())));
        }
        Optional<User> current = storedUser(user.id(), deadline).map(UserForm::read);
        reservations.release(without(claim.holds(), current), deadline);
        return current.<UpdateOutcome>map(UpdateOutcome.Stale::new).orElseGet(UpdateOutcome.Missing::new);
    }

    /** What a user does not hold: it may hold the rest by this very write, if something on the way sent that twice. */
    static List<Hold> without(List<Hold> holds, Optional<User> user) {
        return holds.stream()
                .filter(hold -> user.filter(holder -> Reservations.holds(holder, hold.key()))
                        .isEmpty())
                .toList();
    }

    /** User, reservations. */
    PurgeOutcome purge(UserId id, Revision expected, Deadline deadline) {
        Optional<Document> stored = storedUser(id, deadline);
        if (stored.isEmpty()) {
            return PurgeOutcome.MISSING;
        }
        if (!stored.get().revision().equals(expected.value())) {
            return PurgeOutcome.STALE;
        }
        List<Hold> dropped = reservations.held(heldKeys(UserForm.read(stored.get())), id, deadline);
        WriteOutcome outcome = announcements.around(
                id,
                expected.value(),
                () -> Set.of(Kind.PURGED),
                () -> database.put(OwnDocument.gravestone(id.value(), expected.value()), deadline),
                deadline);
        if (outcome instanceof Written) {
            reservations.release(dropped, deadline);
            return PurgeOutcome.PURGED;
        }
        return storedUser(id, deadline).isPresent() ? PurgeOutcome.STALE : PurgeOutcome.MISSING;
    }

    /** Stores a user; when the database does not want it, nothing that was prepared for it is left. */
    private WriteOutcome put(
            Draft draft, Supplier<Set<Kind>> kinds, Claim claim, Optional<String> placeholder, Deadline deadline) {
        try {
            return announcements.around(
                    new UserId(draft.id()),
                    draft.base().orElseThrow(),
                    kinds,
                    () -> database.put(draft, deadline),
                    deadline);
        } catch (StoreUnavailableException unknownOutcome) {
            throw unknownOutcome;
        } catch (StoreException refused) {
            placeholder.ifPresent(revision -> database.delete(draft.id(), revision, deadline));
            reservations.release(claim.holds(), deadline);
            throw refused;
        }
    }

    /** The document of a user; absent when there is none, or something else under that id. */
    Optional<Document> storedUser(UserId id, Deadline deadline) {
        return database.get(id.value(), deadline).filter(UserForm::isUser);
    }

    /** The identifiers that a user holds, once it is stored. */
    static Set<IdentifierKey> heldKeys(User user) {
        return user.isDeleted() ? Set.of() : user.identifiers().keys();
    }

    /**
     * The document to be stored for a user.
     *
     * @param stored what it replaces; absent where a placeholder of this writer stands, against which nobody else
     *     writes
     */
    static Draft draft(User user, String base, Optional<Document> stored) {
        User bare = user.withoutRevision();
        return new Draft(
                user.id().value(),
                Optional.of(base),
                UserForm.write(user, base, stored),
                found -> UserForm.isUser(found)
                        && UserForm.read(found).withoutRevision().equals(bare),
                stored.isEmpty());
    }

    /** What a writer got hold of, or the identifier that it cannot have; then it holds nothing. */
    private record Claim(List<Hold> holds, Optional<IdentifierKey> taken) {}

    private Claim claim(Set<IdentifierKey> added, Set<IdentifierKey> all, UserId user, Deadline deadline) {
        Taking taking = reservations.take(added, user, deadline);
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
    private Optional<String> placeholder(UserId id, Patience rivals, Deadline deadline) {
        Optional<String> base = Optional.empty();
        while (true) {
            if (database.put(Placeholder.draft(id, base), deadline) instanceof Written written) {
                return Optional.of(written.revision());
            }
            Optional<Document> found = database.get(id.value(), deadline);
            if (found.isPresent() && !Placeholder.is(found.get())) {
                return Optional.empty();
            }
            base = found.map(Document::revision).filter(revision -> !rivals.waitsFor(revision));
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
