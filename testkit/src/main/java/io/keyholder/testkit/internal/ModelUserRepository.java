package io.keyholder.testkit.internal;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The simplest thing that does what {@link UserRepository} describes: it searches where others look up. What adapters
 * are compared with. Thread-safe.
 */
public class ModelUserRepository implements UserRepository {
    private final TreeMap<UserId, User> users = new TreeMap<>();
    private final Map<UserId, Set<IdentifierKey>> keysByHolder = new HashMap<>();
    private long writes;

    @Override
    public synchronized CreateOutcome create(User user) {
        if (users.containsKey(user.id())) {
            return new CreateOutcome.IdTaken();
        }
        Optional<IdentifierKey> taken = takenKey(user);
        return taken.isPresent()
                ? new CreateOutcome.IdentifierTaken(taken.get())
                : new CreateOutcome.Created(store(user));
    }

    @Override
    public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
        List<CreateOutcome> outcomes = new ArrayList<>();
        newUsers.forEach(user -> outcomes.add(create(user)));
        return outcomes;
    }

    @Override
    public synchronized UpdateOutcome update(User user) {
        Revision expected = user.revision().orElseThrow(() -> new IllegalArgumentException("user has no revision"));
        Optional<User> current = findById(user.id());
        if (current.isEmpty()) {
            return new UpdateOutcome.Missing();
        }
        if (!isAt(current.get(), expected)) {
            return new UpdateOutcome.Stale(current.get());
        }
        Optional<IdentifierKey> taken = takenKey(user);
        return taken.isPresent()
                ? new UpdateOutcome.IdentifierTaken(taken.get())
                : new UpdateOutcome.Updated(store(user));
    }

    @Override
    public synchronized Optional<User> findById(UserId id) {
        return Optional.ofNullable(users.get(id));
    }

    @Override
    public synchronized IdentifierLookup findByIdentifier(IdentifierKey key) {
        return holderOf(key)
                .flatMap(this::findById)
                .<IdentifierLookup>map(IdentifierLookup.Found::new)
                .orElseGet(IdentifierLookup.Nobody::new);
    }

    @Override
    public synchronized PurgeOutcome purge(UserId id, Revision expected) {
        Optional<User> current = findById(id);
        if (current.isEmpty()) {
            return new PurgeOutcome.Missing();
        }
        if (!isAt(current.get(), expected)) {
            return new PurgeOutcome.Stale();
        }
        users.remove(id);
        keysByHolder.remove(id);
        return new PurgeOutcome.Purged();
    }

    @Override
    public synchronized List<User> page(PageRequest request) {
        return users.values().stream()
                .filter(user -> request.after()
                        .map(last -> user.id().compareTo(last) > 0)
                        .orElse(true))
                .limit(request.limit())
                .toList();
    }

    @Override
    public synchronized long count() {
        return users.size();
    }

    /** The identifiers that a user holds; none when it is soft-deleted. */
    Set<IdentifierKey> heldKeys(User user) {
        return user.isDeleted() ? Set.of() : user.identifiers().keys();
    }

    /** The first identifier of this user that another one holds. */
    Optional<IdentifierKey> takenKey(User user) {
        return heldKeys(user).stream()
                .filter(key -> holderOf(key)
                        .filter(holder -> !holder.equals(user.id()))
                        .isPresent())
                .findFirst();
    }

    private Optional<UserId> holderOf(IdentifierKey key) {
        return keysByHolder.entrySet().stream()
                .filter(entry -> entry.getValue().contains(key))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private User store(User user) {
        writes++;
        User stored = user.withRevision(new Revision("r" + writes));
        users.put(stored.id(), stored);
        keysByHolder.put(stored.id(), heldKeys(stored));
        return stored;
    }

    private static boolean isAt(User stored, Revision revision) {
        return stored.revision().filter(revision::equals).isPresent();
    }
}
