package io.keyholder.adapters.couchdb.internal.user;

import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.Placeholder;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome;
import io.keyholder.adapters.couchdb.internal.document.WriteOutcome.Written;
import io.keyholder.adapters.couchdb.internal.event.EventIntents;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations;
import io.keyholder.adapters.couchdb.internal.identifier.Reservations.Reserved;
import io.keyholder.adapters.couchdb.internal.identifier.UnreservedUsers;
import io.keyholder.adapters.couchdb.internal.neighbour.SharedUsers;
import io.keyholder.adapters.couchdb.internal.userdocument.HeldIdentifiers;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Creates one batch of users in three bulk requests: placeholders, reservations, users. Users that collide with another
 * of the batch or with what is stored are then created one by one, in their order.
 */
final class BulkCreation {
    private final Database database;
    private final SharedUsers shared;
    private final Reservations reservations;
    private final UnreservedUsers neighbourhood;
    private final EventIntents announcements;
    private final UserWrites writes;
    private final Deadline deadline;
    private final Map<Integer, CreateOutcome> outcomes = new HashMap<>();

    BulkCreation(
            Database database,
            SharedUsers shared,
            Reservations reservations,
            UnreservedUsers neighbourhood,
            EventIntents announcements,
            UserWrites writes,
            Deadline deadline) {
        this.database = database;
        this.shared = shared;
        this.reservations = reservations;
        this.neighbourhood = neighbourhood;
        this.announcements = announcements;
        this.writes = writes;
        this.deadline = deadline;
    }

    /** One outcome for each user, in the given order. */
    List<CreateOutcome> create(List<User> users) {
        createIndependent(users);
        List<CreateOutcome> inOrder = new ArrayList<>(users.size());
        for (int place = 0; place < users.size(); place++) {
            CreateOutcome outcome = outcomes.get(place);
            inOrder.add(outcome == null ? writes.create(users.get(place), deadline) : outcome);
        }
        return inOrder;
    }

    private void createIndependent(List<User> users) {
        List<Set<IdentifierKey>> keysOf =
                users.stream().map(HeldIdentifiers::of).toList();
        Map<String, Integer> places = places(users, keysOf);
        Map<Integer, String> placeholders = putPlaceholders(users, places);
        Map<IdentifierKey, UserId> wanted = new LinkedHashMap<>();
        placeholders
                .keySet()
                .forEach(place -> keysOf.get(place)
                        .forEach(key -> wanted.put(key, users.get(place).id())));
        Map<IdentifierKey, Reserved> holds = reservations.takeFree(wanted, deadline);
        Set<IdentifierKey> taken = new HashSet<>(neighbourhood.taken(wanted, deadline));
        Set<UserId> closed = shared.closed(
                placeholders.keySet().stream()
                        .map(place -> users.get(place).id())
                        .toList(),
                deadline);
        List<PendingDocument> drafts = new ArrayList<>();
        placeholders.forEach((place, revision) -> {
            User user = users.get(place);
            Set<IdentifierKey> keys = keysOf.get(place);
            if (holds.keySet().containsAll(keys) && keys.stream().noneMatch(taken::contains)) {
                drafts.add(writes.draft(user, revision, Optional.empty(), closed.contains(user.id())));
            } else {
                giveUp(user, revision, keys, holds);
            }
        });
        Map<String, WriteOutcome> written =
                shared.aroundNew(drafts, () -> announcements.aroundNew(drafts, deadline), deadline);
        written.forEach((id, outcome) -> {
            int place = places.getOrDefault(id, 0);
            User user = users.get(place);
            if (outcome instanceof Written stored) {
                outcomes.put(place, new CreateOutcome.Created(user.withRevision(new Revision(stored.revision()))));
            } else if (outcome instanceof WriteOutcome.Refused) {
                giveUp(user, placeholders.getOrDefault(place, ""), keysOf.get(place), holds);
            } else {
                release(keysOf.get(place), holds);
            }
        });
    }

    private Map<Integer, String> putPlaceholders(List<User> users, Map<String, Integer> places) {
        List<PendingDocument> drafts = places.values().stream()
                .map(place -> Placeholder.draft(users.get(place).id(), Optional.empty()))
                .toList();
        Map<Integer, String> placeholders = new LinkedHashMap<>();
        database.putAll(drafts, deadline).forEach((id, outcome) -> {
            if (outcome instanceof Written written) {
                placeholders.put(places.getOrDefault(id, 0), written.revision());
            }
        });
        return placeholders;
    }

    private void giveUp(User user, String placeholder, Set<IdentifierKey> keys, Map<IdentifierKey, Reserved> holds) {
        release(keys, holds);
        database.delete(user.id().value(), placeholder, deadline);
    }

    private void release(Set<IdentifierKey> keys, Map<IdentifierKey, Reserved> holds) {
        reservations.release(
                keys.stream().filter(holds::containsKey).map(holds::get).toList(), deadline);
    }

    /** The places of the users that share neither id nor identifier with another of the list, by id. */
    private static Map<String, Integer> places(List<User> users, List<Set<IdentifierKey>> keysOf) {
        Map<Object, Integer> uses = new HashMap<>();
        users.forEach(user -> uses.merge(user.id(), 1, Integer::sum));
        keysOf.forEach(keys -> keys.forEach(key -> uses.merge(key, 1, Integer::sum)));
        Map<String, Integer> places = new LinkedHashMap<>();
        for (int place = 0; place < users.size(); place++) {
            User user = users.get(place);
            boolean isAlone = uses.getOrDefault(user.id(), 0) == 1
                    && keysOf.get(place).stream().allMatch(key -> uses.getOrDefault(key, 0) == 1);
            if (isAlone) {
                places.put(user.id().value(), place);
            }
        }
        return places;
    }
}
