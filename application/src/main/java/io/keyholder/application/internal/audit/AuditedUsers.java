package io.keyholder.application.internal.audit;

import io.keyholder.application.internal.Now;
import io.keyholder.application.internal.change.RecordedUsers;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Users whose every change is taken down in the audit trail, after it was stored, by any actor. What changed is the
 * difference to the user at the revision that was replaced. Thread-safe.
 */
final class AuditedUsers implements RecordedUsers {
    private final UserRepository users;
    private final AuditTrail audit;
    private final Now now;

    AuditedUsers(UserRepository users, AuditTrail audit, Now now) {
        this.users = users;
        this.audit = audit;
        this.now = now;
    }

    @Override
    public CreateOutcome create(User user) {
        CreateOutcome outcome = users.create(user);
        noteCreated(outcome);
        return outcome;
    }

    @Override
    public List<CreateOutcome> createAll(List<User> newUsers) {
        List<CreateOutcome> outcomes = new ArrayList<>(users.createAll(newUsers));
        outcomes.forEach(this::noteCreated);
        return outcomes;
    }

    @Override
    public UpdateOutcome update(User user) {
        return updateFrom(users.findById(user.id()), user);
    }

    @Override
    public UpdateOutcome update(User before, User after) {
        return updateFrom(Optional.of(before), after);
    }

    private UpdateOutcome updateFrom(Optional<User> read, User after) {
        UpdateOutcome outcome = users.update(after);
        if (outcome instanceof UpdateOutcome.Updated updated) {
            note(
                    after.id(),
                    read.filter(before -> before.revision().equals(after.revision()))
                            .map(before -> UserEvent.kindsBetween(before, updated.user()))
                            .orElse(Set.of()));
        }
        return outcome;
    }

    @Override
    public void refresh(UserId id) {
        users.refresh(id);
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
    public PurgeOutcome purge(UserId id, Revision expected) {
        PurgeOutcome outcome = users.purge(id, expected);
        if (outcome instanceof PurgeOutcome.Purged) {
            note(id, Set.of(UserEvent.Kind.PURGED));
        }
        return outcome;
    }

    @Override
    public List<User> page(PageRequest request) {
        return users.page(request);
    }

    @Override
    public long count() {
        return users.count();
    }

    @Override
    public List<User> search(UserFilter filter, PageRequest request) {
        return users.search(filter, request);
    }

    @Override
    public long count(UserFilter filter) {
        return users.count(filter);
    }

    private void noteCreated(CreateOutcome outcome) {
        if (outcome instanceof CreateOutcome.Created created) {
            note(created.user().id(), Set.of(UserEvent.Kind.CREATED));
        }
    }

    private void note(UserId id, Set<UserEvent.Kind> kinds) {
        if (!kinds.isEmpty()) {
            audit.record(new AuditEvent.UserChanged(now.get(), id, kinds));
        }
    }
}
