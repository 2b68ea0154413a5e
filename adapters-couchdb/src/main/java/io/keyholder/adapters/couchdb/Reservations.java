package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.WriteOutcome.Written;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes identifiers for users and lets go of them. The rules that make it safe, whoever dies or is slow:
 *
 * <ol>
 *   <li>A user's document is only written against a revision that was read before every identifier that it adds was
 *       taken.
 *   <li>Taking always writes the reservation, also when it names the user already.
 *   <li>A reservation is taken from another user only after that user's document was seen not to hold the identifier
 *       and was then changed, so that whoever reserved it cannot write against what it read.
 *   <li>A reservation is removed only at a revision that nobody else can rely on.
 * </ol>
 */
final class Reservations {
    private final Database database;
    private final Duration patience;

    Reservations(Database database, Duration patience) {
        this.database = database;
        this.patience = patience;
    }

    /**
     * A reservation that names the user.
     *
     * @param revision its revision
     * @param isFresh whether no other writer for the same user can rely on it at this revision
     */
    record Hold(IdentifierKey key, String revision, boolean isFresh) {}

    /**
     * What came of taking several identifiers: all of them, or what was taken before one was found with another user.
     */
    record Taking(List<Hold> holds, boolean isComplete) {}

    /** The user that a reservation names, when it holds the identifier. */
    Optional<User> holder(IdentifierKey key, Deadline deadline) {
        return database.get(Reservation.id(key), deadline).flatMap(reservation -> holder(reservation, key, deadline));
    }

    /** Takes identifiers in one order for all writers, so that none waits for another in a circle. */
    Taking take(Collection<IdentifierKey> keys, UserId user, Deadline deadline) {
        List<IdentifierKey> ordered =
                keys.stream().sorted(Comparator.comparing(Reservation::id)).toList();
        List<Hold> holds = new ArrayList<>();
        for (IdentifierKey key : ordered) {
            Optional<Hold> hold = take(key, user, deadline);
            if (hold.isEmpty()) {
                return new Taking(holds, false);
            }
            holds.add(hold.get());
        }
        return new Taking(holds, true);
    }

    /** The first of these identifiers that another user holds. */
    Optional<IdentifierKey> firstTaken(Collection<IdentifierKey> keys, UserId user, Deadline deadline) {
        return keys.stream()
                .filter(key -> holder(key, deadline)
                        .filter(holder -> !holder.id().equals(user))
                        .isPresent())
                .findFirst();
    }

    /** The reservations of identifiers that the user is about to give up, as they are while it still holds them. */
    List<Hold> held(Collection<IdentifierKey> keys, UserId user, Deadline deadline) {
        List<Hold> holds = new ArrayList<>();
        for (IdentifierKey key : keys) {
            database.get(Reservation.id(key), deadline)
                    .filter(reservation -> Reservation.owner(reservation).equals(user.value()))
                    .ifPresent(reservation -> holds.add(new Hold(key, reservation.revision(), true)));
        }
        return holds;
    }

    /** Lets go of what nobody else can rely on; the rest is left for whoever wants it next. */
    void release(List<Hold> holds, Deadline deadline) {
        holds.stream()
                .filter(Hold::isFresh)
                .forEach(hold -> database.delete(Reservation.id(hold.key()), hold.revision(), deadline));
    }

    /** Takes many identifiers in one request, those only that are free; the holds by key. */
    Map<IdentifierKey, Hold> takeFree(Map<IdentifierKey, UserId> wanted, Deadline deadline) {
        Map<IdentifierKey, Draft> drafts = new LinkedHashMap<>();
        wanted.forEach((key, user) -> drafts.put(key, Reservation.draft(key, Optional.empty(), user)));
        Map<String, WriteOutcome> outcomes = database.putAll(List.copyOf(drafts.values()), deadline);
        Map<IdentifierKey, Hold> holds = new LinkedHashMap<>();
        drafts.forEach((key, draft) -> {
            if (outcomes.get(draft.id()) instanceof Written written) {
                holds.put(key, new Hold(key, written.revision(), true));
            }
        });
        return holds;
    }

    private Optional<Hold> take(IdentifierKey key, UserId user, Deadline deadline) {
        Patience waiting = new Patience(patience, deadline);
        while (true) {
            deadline.require();
            if (database.put(Reservation.draft(key, Optional.empty(), user), deadline) instanceof Written written) {
                return Optional.of(new Hold(key, written.revision(), true));
            }
            Optional<Document> stored = database.get(Reservation.id(key), deadline);
            if (stored.isPresent()) {
                boolean isOwn = Reservation.owner(stored.get()).equals(user.value());
                if (!isOwn && holder(stored.get(), key, deadline).isPresent()) {
                    return Optional.empty();
                }
                if (isOwn || (!waiting.waitsFor(stored.get().revision()) && shutsOut(stored.get(), key, deadline))) {
                    Optional<String> base = Optional.of(stored.get().revision());
                    if (database.put(Reservation.draft(key, base, user), deadline) instanceof Written written) {
                        return Optional.of(new Hold(key, written.revision(), !isOwn));
                    }
                }
            }
        }
    }

    /** Changes what the owner's writer, if it lives, will write against; false when it was quicker. */
    private boolean shutsOut(Document reservation, IdentifierKey key, Deadline deadline) {
        Optional<Document> owner = database.get(Reservation.owner(reservation), deadline);
        if (owner.isEmpty()) {
            return true;
        }
        if (Placeholder.is(owner.get())) {
            return database.delete(owner.get().id(), owner.get().revision(), deadline) instanceof Written;
        }
        if (!UserForm.isUser(owner.get())) {
            return true;
        }
        return !holds(UserForm.read(owner.get()), key)
                && database.put(unchanged(owner.get()), deadline) instanceof Written;
    }

    private Optional<User> holder(Document reservation, IdentifierKey key, Deadline deadline) {
        return database.get(Reservation.owner(reservation), deadline)
                .filter(UserForm::isUser)
                .map(UserForm::read)
                .filter(user -> holds(user, key));
    }

    /** Whether a user holds an identifier: a soft-deleted one holds none. */
    static boolean holds(User user, IdentifierKey key) {
        return !user.isDeleted() && user.identifiers().keys().contains(key);
    }

    private static Draft unchanged(Document document) {
        return new Draft(
                document.id(),
                Optional.of(document.revision()),
                document.json(),
                stored -> stored.json().equals(document.json().replace(document.revision(), stored.revision())),
                false);
    }
}
