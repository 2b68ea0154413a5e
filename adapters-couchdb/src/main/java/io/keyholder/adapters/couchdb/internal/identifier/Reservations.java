package io.keyholder.adapters.couchdb.internal.identifier;

import io.keyholder.adapters.couchdb.internal.database.Backoff;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.OwnDocument;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.Placeholder;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.userdocument.StoredUser;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes identifiers for users and lets go of them. The rules that make it safe when a writer dies or is slow:
 *
 * <ol>
 *   <li>A user's document is only written against a revision that was read before every identifier that it adds was
 *       taken.
 *   <li>Taking always writes the reservation, also when it names the user already.
 *   <li>A reservation is taken from another user only after that user's document was seen not to hold the identifier
 *       and was then changed, so that the writer that reserved it cannot write against what it read.
 *   <li>A reservation is removed only at a revision that no one else can rely on.
 * </ol>
 */
public final class Reservations {
    /** What the id begins with of a document that never is. */
    private static final String NOBODY = "keyholder;nobody;";

    private final Database database;
    private final SharedUsers shared;
    private final Duration patience;

    public Reservations(Database database, SharedUsers shared, Duration patience) {
        this.database = database;
        this.shared = shared;
        this.patience = patience;
    }

    /**
     * A reservation that names the user.
     *
     * @param revision its revision
     * @param isFresh whether no other writer for the same user can rely on it at this revision
     */
    public record Reserved(IdentifierKey key, String revision, boolean isFresh) {}

    /**
     * What came of taking several identifiers: all of them, or what was taken before one was found with another user.
     */
    public record ReservationResult(List<Reserved> holds, boolean isComplete) {}

    /**
     * The users that hold an identifier and that a version of its reservation names: one at most, or replicas gave it
     * away twice. Where no reservation is, as many requests are sent as where one names a user.
     */
    public List<StoredUser> holders(IdentifierKey key, Deadline deadline) {
        return holders(key, false, deadline);
    }

    /**
     * @param isKnownFree whether the caller knows that no one held it not long ago, and so wants no request for nothing
     */
    public List<StoredUser> holders(IdentifierKey key, boolean isKnownFree, Deadline deadline) {
        List<String> owners = owners(database.versions(Reservation.id(key), deadline));
        if (owners.isEmpty() && !isKnownFree) {
            database.versions(NOBODY + Reservation.id(key), deadline);
        }
        return owners.stream()
                .map(owner -> shared.stored(database.versions(owner, deadline), deadline))
                .flatMap(Optional::stream)
                .filter(user -> user.mayHold(key))
                .toList();
    }

    /** Takes identifiers in one order for all writers, so that none waits for another in a circle. */
    public ReservationResult take(Collection<IdentifierKey> keys, UserId user, Deadline deadline) {
        List<IdentifierKey> ordered =
                keys.stream().sorted(Comparator.comparing(Reservation::id)).toList();
        List<Reserved> holds = new ArrayList<>();
        for (IdentifierKey key : ordered) {
            Optional<Reserved> hold = take(key, user, deadline);
            if (hold.isEmpty()) {
                return new ReservationResult(holds, false);
            }
            holds.add(hold.get());
        }
        return new ReservationResult(holds, true);
    }

    /** The first of these identifiers that another user holds. */
    public Optional<IdentifierKey> firstTaken(Collection<IdentifierKey> keys, UserId user, Deadline deadline) {
        return keys.stream()
                .filter(key -> holders(key, deadline).stream()
                        .anyMatch(holder -> !holder.user().id().equals(user)))
                .findFirst();
    }

    /** The reservations of identifiers that the user is about to give up, as they are while it still holds them. */
    public List<Reserved> held(Collection<IdentifierKey> keys, UserId user, Deadline deadline) {
        List<Reserved> holds = new ArrayList<>();
        for (IdentifierKey key : keys) {
            List<Document> reservations =
                    database.versions(Reservation.id(key), deadline).live();
            if (reservations.size() == 1
                    && Reservation.owner(reservations.get(0)).equals(user.value())) {
                holds.add(new Reserved(key, reservations.get(0).revision(), true));
            }
        }
        return holds;
    }

    /** Lets go of what no one else can rely on; the rest is left for the next writer that wants it. */
    public void release(List<Reserved> holds, Deadline deadline) {
        holds.stream()
                .filter(Reserved::isFresh)
                .forEach(hold -> database.delete(Reservation.id(hold.key()), hold.revision(), deadline));
    }

    /**
     * Removes all versions of a reservation whose users do not hold the identifier; false when a writer of one of them
     * was quicker.
     */
    public boolean removeAbandoned(String reservationId, Versions found, Deadline deadline) {
        boolean isAbandoned = owners(found).stream()
                .allMatch(owner -> shutsOut(
                        owner, user -> user.mayHold(key -> Reservation.id(key).equals(reservationId)), deadline));
        if (isAbandoned) {
            database.removeVersions(found.live(), deadline);
        }
        return isAbandoned;
    }

    /** Takes many identifiers in one request, those only that are free; the holds by key. */
    public Map<IdentifierKey, Reserved> takeFree(Map<IdentifierKey, UserId> wanted, Deadline deadline) {
        Map<IdentifierKey, PendingDocument> drafts = new LinkedHashMap<>();
        wanted.forEach((key, user) -> drafts.put(key, Reservation.draft(key, Optional.empty(), user)));
        Map<String, WriteOutcome> outcomes = database.putAll(List.copyOf(drafts.values()), deadline);
        Map<IdentifierKey, Reserved> holds = new LinkedHashMap<>();
        drafts.forEach((key, draft) -> {
            if (outcomes.get(draft.id()) instanceof Written written) {
                holds.put(key, new Reserved(key, written.revision(), true));
            }
        });
        return holds;
    }

    private Optional<Reserved> take(IdentifierKey key, UserId user, Deadline deadline) {
        Backoff waiting = new Backoff(patience, deadline);
        while (true) {
            deadline.require();
            if (database.put(Reservation.draft(key, Optional.empty(), user), deadline) instanceof Written written) {
                return Optional.of(new Reserved(key, written.revision(), true));
            }
            Versions stored = database.versions(Reservation.id(key), deadline);
            List<String> others = new ArrayList<>(owners(stored));
            boolean isOwn = others.remove(user.value());
            if (others.stream().anyMatch(owner -> isHolder(owner, key, deadline))) {
                tidy(stored, deadline);
                return Optional.empty();
            }
            boolean isFree = !stored.live().isEmpty()
                    && (others.isEmpty()
                            || (!waiting.waitsFor(stored.liveRevisions().toString())
                                    && others.stream()
                                            .allMatch(owner ->
                                                    shutsOut(owner, holder -> holder.mayHold(key), deadline))));
            if (isFree) {
                Optional<String> base = stored.shown().map(Document::revision);
                if (database.replaceAll(Reservation.draft(key, base, user), stored, deadline)
                        instanceof Written written) {
                    return Optional.of(new Reserved(key, written.revision(), !isOwn));
                }
                waiting.pause();
            }
        }
    }

    /**
     * Leaves one version of several that name the same user: one write makes two where some copies had removed the
     * document before.
     */
    private void tidy(Versions stored, Deadline deadline) {
        if (owners(stored).size() == 1) {
            database.removeVersions(stored.live().subList(1, stored.live().size()), deadline);
        }
    }

    /** The users that the versions of a reservation name. */
    private static List<String> owners(Versions reservation) {
        return reservation.live().stream().map(Reservation::owner).distinct().toList();
    }

    private boolean isHolder(String owner, IdentifierKey key, Deadline deadline) {
        return shared.stored(database.versions(owner, deadline), deadline)
                .filter(user -> user.mayHold(key))
                .isPresent();
    }

    /** Changes all that the owner's writer, if it lives, may write against; false when it was quicker. */
    private boolean shutsOut(String owner, Predicate<StoredUser> isHolder, Deadline deadline) {
        Versions found = database.versions(owner, deadline);
        if (shared.stored(found, deadline).filter(isHolder).isPresent()) {
            return false;
        }
        if (found.live().isEmpty()) {
            return isGone(found, owner, deadline);
        }
        return found.live().size() == 1
                ? shutsOut(found.live().get(0), deadline)
                : shutsOutOfAll(found, owner, deadline);
    }

    /**
     * Whether a user's document is gone from a majority of its copies: a removal that only a minority knows shuts no
     * one out.
     */
    private boolean isGone(Versions found, String owner, Deadline deadline) {
        if (found.all().isEmpty() || !database.hasCopies()) {
            return true;
        }
        database.spread(owner, deadline);
        return database.versions(owner, deadline).live().isEmpty();
    }

    private boolean shutsOut(Document owner, Deadline deadline) {
        if (Placeholder.is(owner)) {
            return database.put(OwnDocument.tombstone(owner.id(), owner.revision()), deadline) instanceof Written;
        }
        return !UserForm.isUser(owner)
                || database.replace(OwnDocument.unchanged(owner), List.of(owner.revision()), deadline)
                        instanceof Written;
    }

    /** Puts something over each of several versions, and looks whether a writer was quicker. */
    private boolean shutsOutOfAll(Versions found, String owner, Deadline deadline) {
        List<Document> placeholders =
                found.live().stream().filter(Placeholder::is).toList();
        List<Document> users = found.live().stream().filter(UserForm::isUser).toList();
        database.removeVersions(placeholders, deadline);
        List<String> rewritten = database.rewriteVersions(users, deadline);
        return database.versions(owner, deadline).live().stream()
                .filter(version -> Placeholder.is(version) || UserForm.isUser(version))
                .allMatch(version -> rewritten.contains(version.revision()));
    }
}
