package io.keyholder.testkit.failing;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.List;
import java.util.Optional;

/** The users of a {@link FailingStorage}. */
final class FailingUserRepository implements UserRepository {
    private final UserRepository healthy;
    private final Faults faults;

    FailingUserRepository(UserRepository healthy, Faults faults) {
        this.healthy = healthy;
        this.faults = faults;
    }

    @Override
    public CreateOutcome create(User user) {
        return faults.during(StorageCall.CREATE_USER, () -> healthy.create(user));
    }

    @Override
    public List<CreateOutcome> createAll(List<User> users) {
        return faults.during(StorageCall.CREATE_USERS, () -> healthy.createAll(users));
    }

    @Override
    public UpdateOutcome update(User user) {
        return faults.during(StorageCall.UPDATE_USER, () -> healthy.update(user));
    }

    @Override
    public Optional<User> findById(UserId id) {
        return faults.during(StorageCall.FIND_USER_BY_ID, () -> healthy.findById(id));
    }

    @Override
    public IdentifierLookup findByIdentifier(IdentifierKey key) {
        return faults.during(StorageCall.FIND_USER_BY_IDENTIFIER, () -> healthy.findByIdentifier(key));
    }

    @Override
    public PurgeOutcome purge(UserId id, Revision expected) {
        return faults.during(StorageCall.PURGE_USER, () -> healthy.purge(id, expected));
    }

    @Override
    public List<User> page(PageRequest request) {
        return faults.during(StorageCall.PAGE_OF_USERS, () -> healthy.page(request));
    }

    @Override
    public long count() {
        return faults.during(StorageCall.COUNT_USERS, () -> healthy.count());
    }

    @Override
    public List<User> search(UserFilter filter, PageRequest request) {
        return faults.during(StorageCall.SEARCH_USERS, () -> healthy.search(filter, request));
    }

    @Override
    public long count(UserFilter filter) {
        return faults.during(StorageCall.COUNT_FOUND_USERS, () -> healthy.count(filter));
    }
}
