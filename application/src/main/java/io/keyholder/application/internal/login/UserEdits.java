package io.keyholder.application.internal.login;

import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes that commute with whatever else happens to a user, so that a lost race is simply run again; where an actor is
 * named, after judging anew whether it may change the user that is there by then. Thread-safe.
 */
public final class UserEdits {
    private static final int MOST_RACES = 1_000;

    private final UserRepository users;

    public UserEdits(UserRepository users) {
        this.users = users;
    }

    /** Why a change may not be made to a user; absent when it may. */
    @FunctionalInterface
    public interface Judge {
        Optional<Refusal> refusal(User before, User after);
    }

    /** The policy at this moment. */
    public static Judge as(Actor actor, UserAction action, UserAccess access) {
        return (before, after) -> access.refusal(actor, action, before.id(), Optional.of(before), Optional.of(after));
    }

    /** What became of a change. */
    public sealed interface Edited {
        /** The user is stored like this afterwards, changed or, when there was nothing to change, as it was. */
        record Stored(User stored) implements Edited {}

        /** The policy refused it; nothing was changed. */
        record Refused(Refusal why) implements Edited {}

        /**
         * The store refused it, because someone else holds an identifier of this user: two users of before us share it.
         */
        record IdentifierTaken(IdentifierKey key) implements Edited {}

        /** There is no such user. */
        record NoSuchUser() implements Edited {}

        /** The user as stored afterwards; absent when nothing was. */
        default Optional<User> user() {
            return this instanceof Stored edited ? Optional.of(edited.stored()) : Optional.empty();
        }
    }

    /** The same as {@link #edit}, but each time the user is judged as it is stored then. */
    public Edited editJudged(UserId id, Judge judge, UnaryOperator<User> change) {
        List<Refusal> refusals = new ArrayList<>();
        Edited edited = edit(id, current -> {
            User changed = change.apply(current);
            refusals.clear();
            judge.refusal(current, changed).ifPresent(refusals::add);
            return refusals.isEmpty() ? changed : current;
        });
        return refusals.isEmpty() ? edited : new Edited.Refused(refusals.get(0));
    }

    /** Changes a user. A change that returns the user it was given stores nothing. */
    Edited edit(UserId id, UnaryOperator<User> change) {
        Optional<User> current = users.findById(id);
        for (int race = 0; race < MOST_RACES && current.isPresent(); race++) {
            User before = current.get();
            User after = change.apply(before);
            if (after.equals(before)) {
                return new Edited.Stored(before);
            }
            UpdateOutcome outcome = users.update(after);
            if (outcome instanceof UpdateOutcome.Updated updated) {
                return new Edited.Stored(updated.user());
            }
            if (outcome instanceof UpdateOutcome.IdentifierTaken taken) {
                return new Edited.IdentifierTaken(taken.key());
            }
            current = outcome instanceof UpdateOutcome.Stale stale ? Optional.of(stale.current()) : Optional.empty();
        }
        if (current.isPresent()) {
            throw new StoreUnavailableException("user could not be changed in " + MOST_RACES + " attempts", null);
        }
        return new Edited.NoSuchUser();
    }
}
