package io.keyholder.application.internal.access;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.keys.PublicKeyDirectory;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps users from reaching the keys of a data owner through another user that stands for it. Thread-safe.
 *
 * <p>Who may create users chooses for whom they stand. Where another user stands for that data owner already, or it has
 * keys, that is a change of its associations and needs the right to change them.
 */
public final class AssociationGuard {
    private final UserRepository users;
    private final PublicKeyDirectory publicKeys;
    private final UserAccess access;

    /** Guards the data owners of this store. */
    public AssociationGuard(Storage storage, UserAccess access) {
        this.users = storage.users();
        this.publicKeys = storage.publicKeys();
        this.access = access;
    }

    /** Why the actor may not make a user that stands for whom this one stands for; absent when it may. */
    public Optional<Refusal> refusal(Actor actor, User created) {
        return actor instanceof Actor.LoggedIn && isAssociated(created)
                ? access.refusal(
                        actor, UserAction.CHANGE_ASSOCIATION, created.id(), Optional.empty(), Optional.of(created))
                : Optional.empty();
    }

    /** Whether another user than this one stands for the data owner, soft-deleted or not. */
    public boolean isContested(DataOwnerId owner, UserId except) {
        return users.search(new UserFilter.ForDataOwner(owner), PageRequest.first(2)).stream()
                .anyMatch(user -> !user.id().equals(except));
    }

    private boolean isAssociated(User created) {
        return Stream.of(
                        created.dataOwner().healthcareParty(),
                        created.dataOwner().patient(),
                        created.dataOwner().device())
                .flatMap(Optional::stream)
                .anyMatch(owner -> !publicKeys.keysOf(owner).isEmpty() || isContested(owner, created.id()));
    }
}
