package io.keyholder.domain.permission;

import java.util.List;

/** What each role of the host means. Supplied by the host; must be pure and thread-safe. */
@FunctionalInterface
public interface RoleCatalogue {
    /** A catalogue in which no role means anything. */
    RoleCatalogue EMPTY = role -> List.of();

    /** The permissions of a role; empty when the role is unknown, which grants nothing. */
    List<Permission> permissionsOf(String role);
}
