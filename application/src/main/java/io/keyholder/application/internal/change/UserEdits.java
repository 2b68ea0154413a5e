package io.keyholder.application.internal.change;

import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.change.Races.Attempt;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Changes that commute with whatever else happens to a user, so that a lost race is simply run again, after judging
 * anew whether the user that is there by then may be changed. Thread-safe.
 */
public final class UserEdits {
    private final UserRepository users;

    public UserEdits(UserRepository users) {
        this.users = users;
    }

    /**
     * Why a change may not be made to a user; absent when it may.
     *
     * @param <R> the reason
     */
    @FunctionalInterface
    public interface Judge<R> {
        Optional<R> refusal(User before, User after);
    }

    /** The policy at this moment. */
    public static Judge<Refusal> as(Actor actor, UserAction action, UserAccess access) {
        return (before, after) -> access.refusal(actor, action, before.id(), Optional.of(before), Optional.of(after));
    }

    /**
     * What became of a change.
     *
     * @param <R> why it may be refused
     */
    public sealed interface Edited<R> {
        /**
         * The user is stored like this afterwards.
         *
         * @param before the user that was changed; the same when there was nothing to change
         */
        record Stored<R>(User before, User stored) implements Edited<R> {}

        /** The judge refused it; nothing was changed. */
        record Refused<R>(R why) implements Edited<R> {}

        /** The store refused it, because another user holds an identifier of this one. */
        record IdentifierTaken<R>(IdentifierKey key) implements Edited<R> {}

        /** There is no such user. */
        record NoSuchUser<R>() implements Edited<R> {}

        /** The user as stored afterwards; absent when nothing was. */
        default Optional<User> user() {
            return this instanceof Stored<R> edited ? Optional.of(edited.stored()) : Optional.empty();
        }
    }

    /** Changes a user. A change that returns the user it was given stores nothing. */
    public Edited<Refusal> edit(UserId id, UnaryOperator<User> change) {
        return editJudged(id, (before, after) -> Optional.empty(), change);
    }

    /** The same, beginning with a user that was read just now. */
    public Edited<Refusal> edit(User read, UnaryOperator<User> change) {
        return editJudged(read, (before, after) -> Optional.empty(), change);
    }

    /** Changes a user, but each time the user is judged as it is stored then, also when there is nothing to change. */
    public <R> Edited<R> editJudged(UserId id, Judge<R> judge, UnaryOperator<User> change) {
        return users.findById(id).map(found -> editJudged(found, judge, change)).orElseGet(Edited.NoSuchUser::new);
    }

    /** Changes a user as the policy allows. Who may not do it does not learn whether there is such a user. */
    public Edited<Refusal> editAs(
            Actor actor, UserAction action, UserAccess access, UserId id, UnaryOperator<User> change) {
        return users.findById(id)
                .map(found -> editJudged(found, as(actor, action, access), change))
                .orElseGet(() -> access.refusal(actor, action, id, Optional.empty())
                        .<Edited<Refusal>>map(Edited.Refused::new)
                        .orElseGet(Edited.NoSuchUser::new));
    }

    /** The same, beginning with a user that was read just now. */
    public <R> Edited<R> editJudged(User read, Judge<R> judge, UnaryOperator<User> change) {
        return Races.untilWon("user", read, current -> once(current, judge, change));
    }

    private <R> Attempt<User, Edited<R>> once(User before, Judge<R> judge, UnaryOperator<User> change) {
        User after = change.apply(before);
        Optional<R> refusal = judge.refusal(before, after);
        if (refusal.isPresent()) {
            return new Attempt.Done<>(new Edited.Refused<>(refusal.get()));
        }
        if (after.equals(before)) {
            return new Attempt.Done<>(new Edited.Stored<>(before, before));
        }
        UpdateOutcome outcome = RecordedUsers.update(users, before, after);
        if (outcome instanceof UpdateOutcome.Stale stale) {
            return new Attempt.Lost<>(stale.current());
        }
        return new Attempt.Done<>(edited(before, outcome));
    }

    private static <R> Edited<R> edited(User before, UpdateOutcome outcome) {
        if (outcome instanceof UpdateOutcome.Updated updated) {
            return new Edited.Stored<>(before, updated.user());
        }
        return outcome instanceof UpdateOutcome.IdentifierTaken taken
                ? new Edited.IdentifierTaken<>(taken.key())
                : new Edited.NoSuchUser<>();
    }
}
