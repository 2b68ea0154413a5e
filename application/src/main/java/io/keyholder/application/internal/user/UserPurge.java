package io.keyholder.application.internal.user;

import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.change.Races;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.InvitationRepository;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;

/** Removes soft-deleted users for good. Thread-safe. */
public final class UserPurge {
    private final UserRepository users;
    private final LoginStateRepository loginStates;
    private final InvitationRepository invitations;
    private final UserAccess access;

    public UserPurge(Storage storage, UserAccess access) {
        this.users = storage.users();
        this.loginStates = storage.loginStates();
        this.invitations = storage.invitations();
        this.access = access;
    }

    /** A change that undeletes the user at the same time either comes too late or keeps it. */
    public PurgeResult purge(Actor actor, UserId id) {
        return Races.<PurgeResult>repeat(
                new PurgeResult.Stale(),
                result -> result instanceof PurgeResult.Stale,
                stale -> purgeOnce(actor, id, users.findById(id)));
    }

    private PurgeResult purgeOnce(Actor actor, UserId id, Optional<User> found) {
        Optional<Refusal> refusal = access.refusal(actor, UserAction.PURGE, id, found);
        if (refusal.isPresent()) {
            return new PurgeResult.Forbidden(refusal.get());
        }
        if (found.isEmpty()) {
            forget(id);
            return new PurgeResult.Missing();
        }
        return found.get().isDeleted() ? result(purgeAsRead(found.get())) : new PurgeResult.NotDeleted();
    }

    private PurgeOutcome purgeAsRead(User user) {
        PurgeOutcome outcome = users.purge(user.id(), user.revision().orElseThrow());
        if (outcome instanceof PurgeOutcome.Purged) {
            forget(user.id());
        }
        return outcome;
    }

    /**
     * Removes what is kept beside a user that is no more: also what a process left that died behind the user's own
     * removal.
     */
    public void forget(UserId id) {
        loginStates.remove(LoginStateKey.of(id));
        invitations.removeOf(id);
    }

    private static PurgeResult result(PurgeOutcome outcome) {
        if (outcome instanceof PurgeOutcome.Purged) {
            return new PurgeResult.Purged();
        }
        return outcome instanceof PurgeOutcome.Stale ? new PurgeResult.Stale() : new PurgeResult.Missing();
    }
}
