package io.keyholder.application.login;

import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserId;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes that commute with whatever else happens to a user, so that a lost race is simply run again. Thread-safe. */
final class UserEdits {
    private static final int MOST_RACES = 1_000;

    private final UserRepository users;

    UserEdits(UserRepository users) {
        this.users = users;
    }

    /**
     * The user as stored after the change; absent when there is none. A change that returns the user it was given stores
     * nothing.
     */
    Optional<User> edit(UserId id, UnaryOperator<User> change) {
        Optional<User> current = users.findById(id);
        for (int race = 0; race < MOST_RACES && current.isPresent(); race++) {
            User before = current.get();
            User after = change.apply(before);
            if (after.equals(before)) {
                return current;
            }
            UpdateOutcome outcome = users.update(after);
            if (outcome instanceof UpdateOutcome.Updated updated) {
                return Optional.of(updated.user());
            }
            current = outcome instanceof UpdateOutcome.Stale stale ? Optional.of(stale.current()) : Optional.empty();
        }
        if (current.isPresent()) {
            throw new StoreUnavailableException("user could not be changed in " + MOST_RACES + " attempts", null);
        }
        return Optional.empty();
    }
}
