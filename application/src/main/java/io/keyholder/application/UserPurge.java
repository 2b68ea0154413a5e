package io.keyholder.application;

import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserId;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;

/** Removes soft-deleted users for good. Thread-safe. */
final class UserPurge {
    private static final int MAX_ATTEMPTS = 16;

    private final UserRepository users;
    private final LoginStateRepository loginStates;

    UserPurge(UserRepository users, LoginStateRepository loginStates) {
        this.users = users;
        this.loginStates = loginStates;
    }

    /** Whoever undeletes the user at the same time either comes too late or keeps it. */
    PurgeResult purge(UserId id) {
        PurgeResult result = PurgeResult.STALE;
        for (int attempt = 0; attempt < MAX_ATTEMPTS && result == PurgeResult.STALE; attempt++) {
            result = purgeOnce(users.findById(id));
        }
        return result;
    }

    private PurgeResult purgeOnce(Optional<User> found) {
        if (found.isEmpty()) {
            return PurgeResult.MISSING;
        }
        return found.get().isDeleted() ? result(purgeAsRead(found.get())) : PurgeResult.NOT_DELETED;
    }

    private PurgeOutcome purgeAsRead(User user) {
        PurgeOutcome outcome = users.purge(user.id(), user.revision().orElseThrow());
        if (outcome == PurgeOutcome.PURGED) {
            loginStates.remove(LoginStateKey.of(user.id()));
        }
        return outcome;
    }

    private static PurgeResult result(PurgeOutcome outcome) {
        return switch (outcome) {
            case PURGED -> PurgeResult.PURGED;
            case STALE -> PurgeResult.STALE;
            case MISSING -> PurgeResult.MISSING;
        };
    }
}
