package io.keyholder.application.internal.user;

import io.keyholder.application.internal.access.LastAdministratorGuard;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.change.Races;
import io.keyholder.application.internal.change.RecordedUsers;
import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.application.internal.login.LoginStates;
import io.keyholder.application.internal.notice.SecurityNotices;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Changes stored users against their revisions, so that no change is lost to another and each is judged on what it
 * really changes. Thread-safe.
 */
public final class UserChanges {
    private final UserRepository users;
    private final UserEdits edits;
    private final UserAccess access;
    private final LastAdministratorGuard administrators;
    private final SecurityNotices notices;
    private final LoginStates states;

    public UserChanges(
            UserRepository users,
            LoginStateRepository states,
            UserAccess access,
            LastAdministratorGuard administrators,
            SecurityNotices notices) {
        this.notices = notices;
        this.states = new LoginStates(states);
        this.users = users;
        this.edits = new UserEdits(users);
        this.access = access;
        this.administrators = administrators;
    }

    /** Replaces the stored user, provided it is still at the revision of this one. */
    public ModifyResult replace(Actor actor, User changed) {
        if (changed.revision().isEmpty()) {
            throw new InvalidValueException("changed user", "carries no revision: change a user that was read");
        }
        Optional<User> current = users.findById(changed.id());
        if (current.isEmpty()) {
            return missing(actor, changed.id());
        }
        User stored = current.get();
        return stored.revision().equals(changed.revision())
                ? unlessRefused(
                        access.refusalOfReplacement(actor, stored, changed), () -> store(actor, stored, changed))
                : unreadable(actor, stored).orElseGet(() -> new ModifyResult.Stale(stored));
    }

    /** Applies the change to the stored user, again when someone else was faster. */
    public ModifyResult change(Actor actor, UserId id, UnaryOperator<User> change) {
        Optional<User> found = users.findById(id);
        return found.isPresent() ? changeFrom(actor, found.get(), change) : missing(actor, id);
    }

    private ModifyResult changeFrom(Actor actor, User read, UnaryOperator<User> change) {
        return Races.<ModifyResult>repeat(
                new ModifyResult.Stale(read),
                result -> result instanceof ModifyResult.Stale,
                result -> result instanceof ModifyResult.Stale stale
                        ? changeOnce(actor, stale.current(), change)
                        : result);
    }

    /**
     * The change sees the user, and its refusal names the act, so reading is judged before it runs; it may take its
     * time, so the change is judged after it, by the acting user as it is stored then.
     */
    private ModifyResult changeOnce(Actor actor, User current, UnaryOperator<User> change) {
        Optional<ModifyResult> unreadable = unreadable(actor, current);
        if (unreadable.isPresent()) {
            return unreadable.get();
        }
        User changed = change.apply(current);
        if (changed.equals(current)) {
            return new ModifyResult.Modified(current);
        }
        requireMadeFrom(current, changed);
        return unlessRefused(access.refusalOfChange(actor, current, changed), () -> store(actor, current, changed));
    }

    private static ModifyResult unlessRefused(Optional<Refusal> refusal, Supplier<ModifyResult> act) {
        return refusal.<ModifyResult>map(ModifyResult.Forbidden::new).orElseGet(act);
    }

    private ModifyResult store(Actor actor, User current, User changed) {
        ModifyResult result = administrators.isNeeded(actor, current, changed)
                ? storeGuarded(actor, current, changed)
                : result(RecordedUsers.update(users, current, changed));
        if (result instanceof ModifyResult.Modified modified) {
            settle(current, modified.user());
            notices.sendOfChange(current, modified.user());
        }
        return result;
    }

    /** What waits, and every session, ends with a password, in whatever way it is replaced. */
    private void settle(User before, User after) {
        if (!before.credentials().passwordHash().equals(after.credentials().passwordHash())) {
            states.change(
                    LoginStateKey.of(after.id()),
                    state -> state.withPendingLogin(Optional.empty())
                            .withPendingContact(Optional.empty())
                            .withSessions(state.sessions().withOnly(Optional.empty())));
        }
    }

    /** Looks for another administrator before and after: of two that remove each other at once, both may stay. */
    private ModifyResult storeGuarded(Actor actor, User current, User changed) {
        Optional<Refusal> before = administrators.refusalOfChange(actor, current, changed);
        if (before.isPresent()) {
            return new ModifyResult.Forbidden(before.get());
        }
        ModifyResult result = result(RecordedUsers.update(users, current, changed));
        if (!result.isModified()) {
            return result;
        }
        Optional<Refusal> after = administrators.refusalOfChange(actor, current, changed);
        if (after.isEmpty()) {
            return result;
        }
        putBack(current);
        return new ModifyResult.Forbidden(after.get());
    }

    private void putBack(User administrator) {
        edits.edit(
                administrator.id(),
                current -> current.withAuthorization(administrator.authorization())
                        .withLifecycle(lifecycle -> administrator.lifecycle()));
    }

    /** An actor that may not see users does not learn which there are. */
    private ModifyResult missing(Actor actor, UserId id) {
        return access.refusal(actor, UserAction.READ, id, Optional.empty())
                .<ModifyResult>map(ModifyResult.Forbidden::new)
                .orElseGet(ModifyResult.Missing::new);
    }

    private Optional<ModifyResult> unreadable(Actor actor, User current) {
        return access.refusal(actor, UserAction.READ, current.id(), Optional.of(current))
                .map(ModifyResult.Forbidden::new);
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
