package io.keyholder.adapters.memory.internal.map;

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
import java.util.List;
import java.util.Optional;

/** The users in memory as one handle sees them. */
public final class MapUserRepository implements UserRepository {
    private final MapUsers users;
    private final MapHandle handle;

    public MapUserRepository(MapUsers users, MapHandle handle) {
        this.users = users;
        this.handle = handle;
    }

    @Override
    public CreateOutcome create(User user) {
        handle.requireOpen();
        return users.create(user);
    }

    @Override
    public List<CreateOutcome> createAll(List<User> newUsers) {
        handle.requireOpen();
        return newUsers.stream().map(users::create).toList();
    }

    @Override
    public UpdateOutcome update(User user) {
        handle.requireOpen();
        return users.update(user);
    }

    @Override
    public Optional<User> findById(UserId id) {
        handle.requireOpen();
        return users.findById(id);
    }

    @Override
    public IdentifierLookup findByIdentifier(IdentifierKey key) {
        handle.requireOpen();
        return users.findByIdentifier(key);
    }

    @Override
    public PurgeOutcome purge(UserId id, Revision expected) {
        handle.requireOpen();
        return users.purge(id, expected);
    }

    @Override
    public List<User> page(PageRequest request) {
        handle.requireOpen();
        return users.page(request);
    }

    @Override
    public long count() {
        handle.requireOpen();
        return users.count();
    }
}
