package io.keyholder.application.internal.user;

import io.keyholder.application.user.ModifyResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Disables users whose expiration has come, a page at a time. Repeating it after a crash does the rest. Thread-safe.
 */
public final class ExpirationSweep {
    private static final int PAGE = 1_000;

    private final UserRepository users;
    private final UserChanges changes;
    private final Clock clock;

    public ExpirationSweep(UserRepository users, UserChanges changes, Clock clock) {
        this.users = users;
        this.changes = changes;
        this.clock = clock;
    }

    /** How many were disabled. */
    public long sweep(Actor actor) {
        Instant now = clock.instant();
        long disabled = 0;
        PageRequest request = PageRequest.first(PAGE);
        List<User> page = users.page(request);
        while (!page.isEmpty()) {
            disabled += page.stream()
                    .filter(user -> isExpired(user, now))
                    .filter(user -> isDisabled(actor, user, now))
                    .count();
            request = request.next(page);
            page = users.page(request);
        }
        return disabled;
    }

    /** Looks again, so that a user whose expiration was put off meanwhile stays active. */
    private boolean isDisabled(Actor actor, User read, Instant now) {
        ModifyResult result = changes.change(
                actor,
                read.id(),
                user -> isExpired(user, now) ? user.withLifecycle(life -> life.withStatus(UserStatus.DISABLED)) : user);
        return result instanceof ModifyResult.Modified modified
                && modified.user().admissionAt(now) == Admission.DISABLED;
    }

    private static boolean isExpired(User user, Instant now) {
        return user.admissionAt(now) == Admission.EXPIRED;
    }
}
