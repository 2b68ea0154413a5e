package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.event.UserEvent;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Users in memory: by id, and who holds which identifier. Thread-safe: one lock makes each call atomic. Revisions come
 * from one counter and so never come back, not even when a user is purged and made again.
 */
public final class MapUsers implements UserRepository {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final NavigableMap<UserId, User> byId = new TreeMap<>();
    private final Map<IdentifierKey, UserId> holders = new HashMap<>();
    private final MapUserEvents events;
    private long lastRevision;

    public MapUsers(MapUserEvents events) {
        this.events = events;
    }

    @Override
    public CreateOutcome create(User user) {
        return writing(() -> {
            if (byId.containsKey(user.id())) {
                return new CreateOutcome.IdTaken();
            }
            Optional<IdentifierKey> taken = takenKey(user);
            return taken.isPresent()
                    ? new CreateOutcome.IdentifierTaken(taken.get())
                    : new CreateOutcome.Created(store(user));
        });
    }

    @Override
    public List<CreateOutcome> createAll(List<User> users) {
        return users.stream().map(this::create).toList();
    }

    @Override
    public UpdateOutcome update(User user) {
        Revision expected =
                user.revision().orElseThrow(() -> new IllegalArgumentException("user to update carries no revision"));
        return writing(() -> {
            User current = byId.get(user.id());
            if (current == null) {
                return new UpdateOutcome.Missing();
            }
            return isAt(current, expected) ? replace(current, user) : new UpdateOutcome.Stale(current);
        });
    }

    @Override
    public PurgeOutcome purge(UserId id, Revision expected) {
        return writing(() -> {
            User current = byId.get(id);
            if (current == null) {
                return new PurgeOutcome.Missing();
            }
            if (!isAt(current, expected)) {
                return new PurgeOutcome.Stale();
            }
            release(current);
            byId.remove(id);
            events.note(id, () -> Set.of(UserEvent.Kind.PURGED));
            return new PurgeOutcome.Purged();
        });
    }

    @Override
    public Optional<User> findById(UserId id) {
        return reading(() -> Optional.ofNullable(byId.get(id)));
    }

    @Override
    public IdentifierLookup findByIdentifier(IdentifierKey key) {
        return reading(() -> Optional.ofNullable(holders.get(key))
                .flatMap(this::findById)
                .<IdentifierLookup>map(IdentifierLookup.Found::new)
                .orElseGet(IdentifierLookup.Nobody::new));
    }

    @Override
    public List<User> page(PageRequest request) {
        return reading(() -> FirstOf.values(following(request.after()), request.limit()));
    }

    @Override
    public long count() {
        return reading(() -> (long) byId.size());
    }

    private UpdateOutcome replace(User current, User user) {
        Optional<IdentifierKey> taken = takenKey(user);
        if (taken.isPresent()) {
            return new UpdateOutcome.IdentifierTaken(taken.get());
        }
        release(current);
        return new UpdateOutcome.Updated(store(user));
    }

    private User store(User user) {
        lastRevision++;
        User stored = user.withRevision(new Revision(Long.toString(lastRevision)));
        Optional<User> before = Optional.ofNullable(byId.put(stored.id(), stored));
        heldKeys(stored).forEach(key -> holders.put(key, stored.id()));
        events.note(
                stored.id(),
                () -> before.map(earlier -> UserEvent.kindsBetween(earlier, stored))
                        .orElse(Set.of(UserEvent.Kind.CREATED)));
        return stored;
    }

    private void release(User user) {
        heldKeys(user).forEach(holders::remove);
    }

    private Optional<IdentifierKey> takenKey(User user) {
        return heldKeys(user).stream()
                .filter(key -> !holders.getOrDefault(key, user.id()).equals(user.id()))
                .findFirst();
    }

    private NavigableMap<UserId, User> following(Optional<UserId> last) {
        return last.map(id -> byId.tailMap(id, false)).orElse(byId);
    }

    private static Set<IdentifierKey> heldKeys(User user) {
        return user.isDeleted() ? Set.of() : user.identifiers().keys();
    }

    private static boolean isAt(User stored, Revision revision) {
        return stored.revision().filter(revision::equals).isPresent();
    }

    private <T> T writing(Supplier<T> action) {
        lock.writeLock().lock();
        try {
            return action.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T reading(Supplier<T> action) {
        lock.readLock().lock();
        try {
            return action.get();
        } finally {
            lock.readLock().unlock();
        }
    }
}
