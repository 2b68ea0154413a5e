package io.keyholder.application;

import io.keyholder.application.login.PasswordChangeResult;
import io.keyholder.application.login.PasswordFlaw;
import io.keyholder.application.login.PasswordRules;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserId;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.hashing.PasswordHasher;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UserRepository;
import java.util.Optional;
import java.util.Set;

/** Gives users a new password, which revokes what the old one let in. Thread-safe. */
final class PasswordReset {
    private final UserRepository users;
    private final UserChanges changes;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final AuditTrail audit;
    private final Now now;

    PasswordReset(UserRepository users, UserChanges changes, PasswordHasher hasher, KeyholderOptions options, Now now) {
        this.users = users;
        this.changes = changes;
        this.hasher = hasher;
        this.rules = options.passwordRules();
        this.audit = options.auditTrail();
        this.now = now;
    }

    PasswordChangeResult setPassword(UserId id, Password password) {
        Optional<User> user = users.findById(id);
        if (user.isEmpty()) {
            return new PasswordChangeResult.NoSuchUser();
        }
        Set<PasswordFlaw> flaws = rules.flawsOf(password, user.get());
        return flaws.isEmpty() ? store(id, hasher.hash(password)) : new PasswordChangeResult.Refused(flaws);
    }

    private PasswordChangeResult store(UserId id, PasswordHash hash) {
        ModifyResult result = changes.change(id, user -> withPassword(user, hash));
        if (result instanceof ModifyResult.Modified modified) {
            audit.record(new AuditEvent.PasswordSet(now.get(), id, AuditEvent.PasswordSet.Origin.RESET));
            return new PasswordChangeResult.Changed(modified.user());
        }
        if (result instanceof ModifyResult.Missing) {
            return new PasswordChangeResult.NoSuchUser();
        }
        throw new StoreUnavailableException("the user is changed by others all the time; trying again helps", null);
    }

    private User withPassword(User user, PasswordHash hash) {
        return user.withCredentials(user.credentials().withPasswordHash(hash))
                .withTokens(user.tokens().allRevokedAt(now.get()));
    }
}
