package io.keyholder.adapters.memory.internal.map;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.SearchTerm;
import io.keyholder.domain.search.UserFilter;
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
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Users in memory: by id, and who holds which identifier. Thread-safe: one lock makes each call atomic. Revisions come
 * from one counter and so never come back, not even when a user is purged and made again.
 *
 * <p>A full heap can interrupt a write at any line. So the map by id decides, in one step: what else a write needs
 * comes before it, what it leaves comes after it, and an identifier counts only where the user holds it.
 *
 * <p>Hosts that never search keep no index of terms. Every user that is found was judged by the filter itself.
 */
public final class MapUsers implements UserRepository {
    /** Where one user in so many holds even the rarest term of a search, reading them in order fills a page soon. */
    private static final int COMMON = 20;

    private static final int FEW = 500;

    private final Object lock = new Object();
    private final NavigableMap<UserId, User> byId = new TreeMap<>();
    private final Map<IdentifierKey, UserId> holders = new HashMap<>();
    private final MapUserEvents events;
    private long lastRevision;
    /** Made by the first search, and anew when a write failed on the way. */
    private Optional<MapTerms> terms = Optional.empty();

    public MapUsers(MapUserEvents events) {
        this.events = events;
    }

    @Override
    public CreateOutcome create(User user) {
        return atomically(() -> {
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
        return atomically(() -> {
            User current = byId.get(user.id());
            if (current == null) {
                return new UpdateOutcome.Missing();
            }
            return isAt(current, expected) ? replace(current, user) : new UpdateOutcome.Stale(current);
        });
    }

    @Override
    public PurgeOutcome purge(UserId id, Revision expected) {
        return atomically(() -> {
            User current = byId.get(id);
            if (current == null) {
                return new PurgeOutcome.Missing();
            }
            if (!isAt(current, expected)) {
                return new PurgeOutcome.Stale();
            }
            events.note(id, () -> Set.of(UserEvent.Kind.PURGED));
            indexing(index -> index.remove(current), () -> byId.remove(id));
            release(current, Set.of());
            return new PurgeOutcome.Purged();
        });
    }

    @Override
    public Optional<User> findById(UserId id) {
        return atomically(() -> Optional.ofNullable(byId.get(id)));
    }

    @Override
    public IdentifierLookup findByIdentifier(IdentifierKey key) {
        return atomically(() -> holderOf(key)
                .<IdentifierLookup>map(IdentifierLookup.Found::new)
                .orElseGet(IdentifierLookup.Nobody::new));
    }

    @Override
    public List<User> page(PageRequest request) {
        return atomically(() -> FirstOf.values(following(request.after()), request.limit()));
    }

    @Override
    public long count() {
        return atomically(() -> (long) byId.size());
    }

    @Override
    public List<User> search(UserFilter filter, PageRequest request) {
        Optional<List<User>> found = atomically(() -> candidates(filter)
                .map(candidates -> among(candidates, filter, request.after())
                        .limit(request.limit())
                        .toList()));
        return found.orElseGet(() -> UserRepository.super.search(filter, request));
    }

    @Override
    public long count(UserFilter filter) {
        List<SearchTerm> wanted = filter.terms();
        if (wanted.size() == 1 && filter.isExactByTerms()) {
            return atomically(() -> (long) index().count(wanted.get(0)));
        }
        Optional<Long> found = atomically(() -> candidates(filter)
                .map(candidates -> among(candidates, filter, Optional.empty()).count()));
        return found.orElseGet(() -> UserRepository.super.count(filter));
    }

    private UpdateOutcome replace(User current, User user) {
        Optional<IdentifierKey> taken = takenKey(user);
        if (taken.isPresent()) {
            return new UpdateOutcome.IdentifierTaken(taken.get());
        }
        UpdateOutcome updated = new UpdateOutcome.Updated(store(user));
        release(current, heldKeys(user));
        return updated;
    }

    private User store(User user) {
        lastRevision++;
        User stored = user.withRevision(new Revision(Long.toString(lastRevision)));
        heldKeys(stored).forEach(key -> holders.put(key, stored.id()));
        Optional<User> before = Optional.ofNullable(byId.get(stored.id()));
        events.note(
                stored.id(),
                () -> before.map(earlier -> UserEvent.kindsBetween(earlier, stored))
                        .orElse(Set.of(UserEvent.Kind.CREATED)));
        indexing(
                index -> {
                    before.ifPresent(index::remove);
                    index.add(stored);
                },
                () -> byId.put(stored.id(), stored));
        return stored;
    }

    /** Changes users and then the index of terms; a full heap between the two leaves no index. */
    private void indexing(Consumer<MapTerms> change, Runnable write) {
        Optional<MapTerms> index = terms;
        terms = Optional.empty();
        write.run();
        index.ifPresent(change);
        terms = index;
    }

    private Optional<Set<UserId>> candidates(UserFilter filter) {
        if (filter.terms().isEmpty()) {
            return Optional.empty();
        }
        return index().ofRarest(filter.terms(), Math.max(FEW, byId.size() / COMMON));
    }

    private MapTerms index() {
        MapTerms index = terms.orElseGet(() -> MapTerms.of(byId.values()));
        terms = Optional.of(index);
        return index;
    }

    private Stream<User> among(Set<UserId> candidates, UserFilter filter, Optional<UserId> after) {
        return candidates.stream()
                .filter(id -> after.filter(last -> id.compareTo(last) <= 0).isEmpty())
                .sorted()
                .map(byId::get)
                .filter(filter::matches);
    }

    private void release(User user, Set<IdentifierKey> kept) {
        heldKeys(user).stream().filter(key -> !kept.contains(key)).forEach(holders::remove);
    }

    private Optional<IdentifierKey> takenKey(User user) {
        return heldKeys(user).stream()
                .filter(key -> holderOf(key)
                        .filter(holder -> !holder.id().equals(user.id()))
                        .isPresent())
                .findFirst();
    }

    private Optional<User> holderOf(IdentifierKey key) {
        return Optional.ofNullable(holders.get(key))
                .map(byId::get)
                .filter(holder -> heldKeys(holder).contains(key));
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

    private <T> T atomically(Supplier<T> action) {
        synchronized (lock) {
            return action.get();
        }
    }
}
