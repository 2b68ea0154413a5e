package io.keyholder.testkit;

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
import io.keyholder.testkit.internal.ModelUserRepository;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The model of users with the simplest outbox around it. */
public class ModelUsersAndEvents extends ModelUserEvents implements UserRepository {
    public final ModelUserRepository users = new ModelUserRepository();

    @Override
    public synchronized CreateOutcome create(User user) {
        CreateOutcome outcome = users.create(user);
        if (outcome instanceof CreateOutcome.Created) {
            note(user.id(), Set.of(UserEvent.Kind.CREATED));
        }
        return outcome;
    }

    @Override
    public synchronized List<CreateOutcome> createAll(List<User> newUsers) {
        return newUsers.stream().map(this::create).toList();
    }

    @Override
    public synchronized UpdateOutcome update(User user) {
        Optional<User> before = users.findById(user.id());
        UpdateOutcome outcome = users.update(user);
        if (outcome instanceof UpdateOutcome.Updated) {
            note(user.id(), UserEvent.kindsBetween(before.orElseThrow(), user));
        }
        return outcome;
    }

    @Override
    public synchronized PurgeOutcome purge(UserId id, Revision expected) {
        PurgeOutcome outcome = users.purge(id, expected);
        if (outcome instanceof PurgeOutcome.Purged) {
            note(id, Set.of(UserEvent.Kind.PURGED));
        }
        return outcome;
    }

    @Override
    public Optional<User> findById(UserId id) {
        return users.findById(id);
    }

    @Override
    public IdentifierLookup findByIdentifier(IdentifierKey key) {
        return users.findByIdentifier(key);
    }

    @Override
    public List<User> page(PageRequest request) {
        return users.page(request);
    }

    @Override
    public long count() {
        return users.count();
    }
}
