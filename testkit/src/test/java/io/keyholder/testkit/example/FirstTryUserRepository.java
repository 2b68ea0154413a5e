package io.keyholder.testkit.example;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A repository as one writes it first: it looks right, and the kit finds six bugs in it. */
final class FirstTryUserRepository implements UserRepository {
    private final Map<String, User> users = new ConcurrentHashMap<>();

    @Override
    public CreateOutcome create(User user) {
        if (users.containsKey(user.id().value())) {
            return new CreateOutcome.IdTaken();
        }
        Optional<IdentifierKey> taken = takenKey(user);
        if (taken.isPresent()) {
            return new CreateOutcome.IdentifierTaken(taken.get());
        }
        return new CreateOutcome.Created(store(user, 1));
    }

    @Override
    public List<CreateOutcome> createAll(List<User> newUsers) {
        return newUsers.stream().map(this::create).toList();
    }

    @Override
    public UpdateOutcome update(User user) {
        Revision expected = user.revision().orElseThrow(() -> new IllegalArgumentException("user has no revision"));
        User current = users.get(user.id().value());
        if (current == null) {
            return new UpdateOutcome.Missing();
        }
        if (!current.revision().equals(Optional.of(expected))) {
            return new UpdateOutcome.Stale(current);
        }
        return new UpdateOutcome.Updated(store(user, Integer.parseInt(expected.value()) + 1));
    }

    @Override
    public Optional<User> findById(UserId id) {
        return Optional.ofNullable(users.get(id.value()));
    }

    @Override
    public IdentifierLookup findByIdentifier(IdentifierKey key) {
        return users.values().stream()
                .filter(user -> user.identifiers().keys().contains(key))
                .findFirst()
                .<IdentifierLookup>map(IdentifierLookup.Found::new)
                .orElseGet(IdentifierLookup.Nobody::new);
    }

    @Override
    public PurgeOutcome purge(UserId id, Revision expected) {
        return users.remove(id.value()) == null ? new PurgeOutcome.Missing() : new PurgeOutcome.Purged();
    }

    @Override
    public List<User> page(PageRequest request) {
        return users.values().stream()
                .sorted(Comparator.comparing(user -> user.id().value()))
                .filter(user -> request.after()
                        .map(last -> user.id().value().compareTo(last.value()) > 0)
                        .orElse(true))
                .limit(request.limit())
                .toList();
    }

    @Override
    public long count() {
        return users.size();
    }

    private Optional<IdentifierKey> takenKey(User user) {
        return user.identifiers().keys().stream()
                .filter(key -> findByIdentifier(key).single().isPresent())
                .findFirst();
    }

    private User store(User user, int revision) {
        User stored = user.withRevision(new Revision(String.valueOf(revision)));
        users.put(stored.id().value(), stored);
        return stored;
    }
}
