package io.keyholder.domain.permission;

import io.keyholder.domain.internal.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a user may do: the roles and the permissions of its own. Immutable.
 *
 * @param roles names that a {@link RoleCatalogue} expands
 * @param permissions the user's own
 */
public record Authorization(Set<String> roles, List<Permission> permissions) {
    /** No role, no permission. */
    public static final Authorization NONE = new Authorization(Set.of(), List.of());

    /** The longest name of a role, in UTF-16 units. */
    public static final int MAX_ROLE_LENGTH = 512;

    public Authorization {
        roles = Check.set(roles);
        roles.forEach(role -> Check.text("role", role, MAX_ROLE_LENGTH));
        permissions = Check.list(permissions);
    }

    /** The user's own permissions, then those of its roles. */
    public List<Permission> expanded(RoleCatalogue catalogue) {
        List<Permission> all = new ArrayList<>(permissions);
        roles.forEach(role -> all.addAll(catalogue.permissionsOf(role)));
        return Check.list(all);
    }

    /** The same with one more permission. */
    public Authorization with(Permission permission) {
        List<Permission> more = new ArrayList<>(permissions);
        more.add(permission);
        return new Authorization(roles, more);
    }

    /** The same with other roles. */
    public Authorization withRoles(Set<String> newRoles) {
        return new Authorization(newRoles, permissions);
    }

    /** The same with other permissions. */
    public Authorization withPermissions(List<Permission> newPermissions) {
        return new Authorization(roles, newPermissions);
    }
}
