package io.keyholder.domain.access;

import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.PermissionEvaluation;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.user.User;
import java.time.Instant;

/**
 * A logged-in user as it is stored now. Immutable.
 *
 * @param user as stored
 * @param proof what its login said of it
 * @param roles what its roles mean
 */
public record ActingUser(User user, Actor.LoggedIn proof, RoleCatalogue roles) {
    /** Whether the user may do this, within the scope of its login. */
    public Decision decide(PermissionType type, Attributes attributes, Instant now) {
        return proof.scope().allows(type)
                ? PermissionEvaluation.decide(user.authorization().expanded(roles), type, attributes, now)
                : new Decision.OutOfScope(type);
    }
}
