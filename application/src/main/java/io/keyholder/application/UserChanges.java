package io.keyholder.application;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserId;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Changes stored users against their revisions, so that no change is lost to another. Thread-safe. */
final class UserChanges {
    /** Sixteen lost races in a row mean that something writes this user all the time. */
    private static final int MAX_ATTEMPTS = 16;

    private final UserRepository users;

    UserChanges(UserRepository users) {
        this.users = users;
    }

    /** Replaces the stored user, provided it is still at the revision of this one. */
    ModifyResult replace(User changed) {
        if (changed.revision().isEmpty()) {
            throw new InvalidValueException("changed user", "carries no revision: change a user that was read");
        }
        return result(users.update(changed));
    }

    /** Applies the change to the stored user, again when somebody else was faster. */
    ModifyResult change(UserId id, UnaryOperator<User> change) {
        Optional<User> found = users.findById(id);
        return found.isPresent() ? changeFrom(found.get(), change) : new ModifyResult.Missing();
    }

    private ModifyResult changeFrom(User read, UnaryOperator<User> change) {
        ModifyResult result = new ModifyResult.Stale(read);
        for (int attempt = 0; attempt < MAX_ATTEMPTS && result instanceof ModifyResult.Stale stale; attempt++) {
            result = changeOnce(stale.current(), change);
        }
        return result;
    }

    private ModifyResult changeOnce(User current, UnaryOperator<User> change) {
        User changed = change.apply(current);
        if (changed.equals(current)) {
            return new ModifyResult.Modified(current);
        }
        requireMadeFrom(current, changed);
        return result(users.update(changed));
    }

    private static void requireMadeFrom(User current, User changed) {
        if (!changed.id().equals(current.id())) {
            throw new InvalidValueException("changed user", "has another id than the one to be changed");
        }
        if (!changed.revision().equals(current.revision())) {
            throw new InvalidValueException("changed user", "was not made from the user that the change was given");
        }
    }

    private static ModifyResult result(UpdateOutcome outcome) {
        if (outcome instanceof UpdateOutcome.Updated updated) {
            return new ModifyResult.Modified(updated.user());
        }
        if (outcome instanceof UpdateOutcome.Stale stale) {
            return new ModifyResult.Stale(stale.current());
        }
        return outcome instanceof UpdateOutcome.IdentifierTaken taken
                ? new ModifyResult.IdentifierTaken(taken.key())
                : new ModifyResult.Missing();
    }
}
