package io.keyholder.adapters.couchdb.internal.replica;

import io.keyholder.adapters.couchdb.conflict.MergeResult;
import io.keyholder.adapters.couchdb.conflict.ReplicaConflict;
import io.keyholder.adapters.couchdb.conflict.UserPart;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.database.Versions;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.event.EventIntents;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations.ReservationResult;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations.Reserved;
import io.keyholder.adapters.couchdb.internal.identifier.UnreservedUsers;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.user.UserWrites;
import io.keyholder.adapters.couchdb.internal.userdocument.HeldIdentifiers;
import io.keyholder.adapters.couchdb.internal.userdocument.StoredUser;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes one user of several versions. It is written against the version that reads show, after all of its identifiers
 * were taken, also those that it has already: the versions come from replicas whose reservations may have gone another
 * way.
 */
public final class UserMerge {
    private final Database database;
    private final SharedUsers shared;
    private final UserWrites writes;
    private final Reservations reservations;
    private final UnreservedUsers neighbourhood;
    private final EventIntents announcements;

    public UserMerge(
            Database database,
            SharedUsers shared,
            UserWrites writes,
            Reservations reservations,
            UnreservedUsers neighbourhood,
            EventIntents announcements) {
        this.database = database;
        this.shared = shared;
        this.writes = writes;
        this.reservations = reservations;
        this.neighbourhood = neighbourhood;
        this.announcements = announcements;
    }

    public MergeResult merge(ReplicaConflict.OfUser conflict, Map<UserPart, Revision> choices, Deadline deadline) {
        Map<Revision, User> versions = versions(conflict);
        choices.values().forEach(revision -> requireVersion(versions, revision));
        Set<UserPart> undecided = conflict.differing();
        undecided.removeAll(choices.keySet());
        if (!undecided.isEmpty()) {
            return new MergeResult.Undecided(undecided);
        }
        User merged = conflict.versions().get(0).withTokens(newest(conflict.versions()));
        for (Map.Entry<UserPart, Revision> choice : choices.entrySet()) {
            merged = choice.getKey().transferred(merged, requireVersion(versions, choice.getValue()));
        }
        Versions stored = database.versions(conflict.documentId(), deadline);
        boolean isAsListed = stored.live().stream()
                .map(Document::revision)
                .toList()
                .equals(versions.keySet().stream().map(Revision::value).toList());
        return isAsListed ? write(merged, stored, conflict, deadline) : new MergeResult.Changed();
    }

    private MergeResult write(User merged, Versions stored, ReplicaConflict.OfUser conflict, Deadline deadline) {
        UserId id = merged.id();
        Set<IdentifierKey> keys = HeldIdentifiers.of(merged);
        List<Reserved> dropped = reservations.held(dropped(conflict, keys), id, deadline);
        ReservationResult taking = reservations.take(keys, id, deadline);
        Optional<IdentifierKey> taken = taking.isComplete()
                ? neighbourhood.taken(keys.stream().collect(Collectors.toMap(key -> key, key -> id)), deadline).stream()
                        .findFirst()
                : reservations.firstTaken(keys, id, deadline);
        if (taken.isEmpty()
                && taking.isComplete()
                && put(merged, conflict.versions().get(0), stored, deadline) instanceof Written written) {
            reservations.release(dropped, deadline);
            return new MergeResult.Merged(merged.withRevision(new Revision(written.revision())));
        }
        Optional<User> current =
                shared.stored(database.versions(id.value(), deadline), deadline).map(StoredUser::user);
        reservations.release(UserWrites.without(taking.holds(), current), deadline);
        return taken.<MergeResult>map(MergeResult.IdentifierTaken::new).orElseGet(MergeResult.Changed::new);
    }

    private WriteOutcome put(User merged, User before, Versions stored, Deadline deadline) {
        Document shown = stored.live().get(0);
        PendingDocument draft = writes.draft(merged, shown.revision(), Optional.of(shown), deadline);
        return announcements.around(
                merged.id(),
                shown.revision(),
                () -> UserEvent.kindsBetween(before, merged),
                () -> shared.around(
                        draft,
                        shared.stored(stored, deadline),
                        () -> database.replaceAll(draft, stored, deadline),
                        deadline),
                deadline);
    }

    private static Set<IdentifierKey> dropped(ReplicaConflict.OfUser conflict, Set<IdentifierKey> kept) {
        Set<IdentifierKey> dropped = new LinkedHashSet<>();
        conflict.versions().forEach(version -> dropped.addAll(HeldIdentifiers.of(version)));
        dropped.removeAll(kept);
        return dropped;
    }

    private static Map<Revision, User> versions(ReplicaConflict.OfUser conflict) {
        Map<Revision, User> versions = new LinkedHashMap<>();
        conflict.versions()
                .forEach(version -> versions.put(
                        version.revision()
                                .orElseThrow(() -> new IllegalArgumentException("a version lacks its revision")),
                        version));
        return versions;
    }

    private static User requireVersion(Map<Revision, User> versions, Revision revision) {
        User version = versions.get(revision);
        if (version == null) {
            throw new IllegalArgumentException("a choice names none of the versions");
        }
        return version;
    }

    private static Tokens newest(List<User> versions) {
        Map<String, AuthenticationToken> authentication = new LinkedHashMap<>();
        Map<String, ApplicationToken> application = new LinkedHashMap<>();
        versions.forEach(version -> {
            version.tokens()
                    .authentication()
                    .forEach((name, token) -> authentication.merge(name, token, UserMerge::newer));
            version.tokens().application().forEach(application::putIfAbsent);
        });
        return new Tokens(authentication, application);
    }

    /** The one made later; of one token in two states the revoked. */
    private static AuthenticationToken newer(AuthenticationToken one, AuthenticationToken other) {
        if (one.hash().equals(other.hash())) {
            return one.revoked().isPresent() ? one : other;
        }
        return other.created().isAfter(one.created()) ? other : one;
    }
}
