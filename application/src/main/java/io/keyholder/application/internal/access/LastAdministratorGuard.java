package io.keyholder.application.internal.access;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.AdministratorRank;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserChange;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the last administrator from being removed by accident, by any actor, unless the host chose by name that it may
 * go. Reads all users, a page at a time, until another administrator is found; only for changes that take one away.
 * Thread-safe.
 */
public final class LastAdministratorGuard {
    private static final int PAGE = 1_000;

    private final UserRepository users;
    private final UserAccess access;
    private final Clock clock;

    /** Guards the administrators among these users. */
    public LastAdministratorGuard(UserRepository users, UserAccess access, Clock clock) {
        this.users = users;
        this.access = access;
        this.clock = clock;
    }

    /** Whether the change takes an administrator away, wholly or some day. */
    public boolean isNeeded(Actor actor, User before, User after) {
        return !mayGo(actor) && !rank(after).isAtLeast(rank(before));
    }

    /**
     * Why this user may not cease to be an administrator: there is no other, as lasting as it. Absent when there is.
     */
    public Optional<Refusal> refusal(Actor actor, UserAction action, User administrator) {
        AdministratorRank wanted = rank(administrator);
        Optional<Refusal> refusal =
                mayGo(actor) || wanted == AdministratorRank.NONE || isThereAnother(administrator.id(), wanted)
                        ? Optional.empty()
                        : Optional.of(Refusal.of(action, Reason.LAST_ADMINISTRATOR));
        return access.audited(actor, Optional.of(administrator.id()), refusal);
    }

    /** Why this change may not take an administrator away. */
    public Optional<Refusal> refusalOfChange(Actor actor, User before, User after) {
        Set<UserAction> actions = UserChange.between(before, after);
        return refusal(
                actor,
                actions.contains(UserAction.CHANGE_AUTHORIZATION)
                        ? UserAction.CHANGE_AUTHORIZATION
                        : UserAction.DEACTIVATE,
                before);
    }

    private boolean isThereAnother(UserId except, AdministratorRank wanted) {
        PageRequest request = PageRequest.first(PAGE);
        List<User> page = users.page(request);
        while (!page.isEmpty()) {
            if (page.stream()
                    .anyMatch(user -> !user.id().equals(except) && rank(user).isAtLeast(wanted))) {
                return true;
            }
            request = request.next(page);
            page = users.page(request);
        }
        return false;
    }

    private AdministratorRank rank(User user) {
        return AdministratorRank.of(user, access.roles(), clock.instant());
    }

    private static boolean mayGo(Actor actor) {
        return actor.equals(Actor.hostEvenWithoutAdministrator());
    }
}
