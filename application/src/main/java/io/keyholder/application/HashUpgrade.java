package io.keyholder.application;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.user.User;
import io.keyholder.ports.KeyholderException;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.hashing.PasswordHasher;
import java.util.Optional;

/**
 * Replaces an outdated password hash by a current one of the same password, unless it was changed meanwhile. Never fails:
 * whoever logged in is in, and the next login tries again. Thread-safe.
 */
final class HashUpgrade {
    private final UserChanges changes;
    private final PasswordHasher hasher;
    private final AuditTrail audit;
    private final Now now;

    HashUpgrade(UserChanges changes, PasswordHasher hasher, AuditTrail audit, Now now) {
        this.changes = changes;
        this.hasher = hasher;
        this.audit = audit;
        this.now = now;
    }

    /** The user as it is stored afterwards, or the one given when nothing was changed. */
    User upgraded(User user, Password password) {
        try {
            return replace(user, hasher.hash(password));
        } catch (KeyholderException broken) {
            return user;
        }
    }

    private User replace(User user, PasswordHash fresh) {
        Optional<PasswordHash> outdated = user.credentials().passwordHash();
        ModifyResult result = changes.change(
                user.id(),
                current -> current.credentials().passwordHash().equals(outdated) ? withHash(current, fresh) : current);
        if (!(result instanceof ModifyResult.Modified modified) || !hasHash(modified.user(), fresh)) {
            return user;
        }
        audit.record(new AuditEvent.PasswordSet(now.get(), user.id(), AuditEvent.PasswordSet.Origin.HASH_UPGRADED));
        return modified.user();
    }

    private static User withHash(User user, PasswordHash hash) {
        return user.withCredentials(user.credentials().withPasswordHash(hash));
    }

    private static boolean hasHash(User user, PasswordHash hash) {
        return user.credentials().passwordHash().equals(Optional.of(hash));
    }
}
