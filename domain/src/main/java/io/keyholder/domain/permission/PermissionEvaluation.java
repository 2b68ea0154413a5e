package io.keyholder.domain.permission;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides what a set of permissions allows: revoke beats grant, absence denies, {@link PermissionType#ADMIN} implies the
 * rest unless that type, or ADMIN itself, is revoked.
 *
 * <p>A grant counts when its predicate is {@link Truth#TRUE}; a revoke counts unless its predicate is
 * {@link Truth#FALSE}: what is unknown never opens a door. Items outside their validity are as if absent. The answer does
 * not depend on the order of permissions or items; the explanation names the first item that decides. Pure, thread-safe.
 */
public final class PermissionEvaluation {
    private PermissionEvaluation() {}

    /**
     * @param permissions all that the user has, its roles expanded
     * @param asked the type of the wish
     * @param attributes what is known about the thing it is asked for
     * @param now the moment of the wish
     */
    public static Decision decide(
            Collection<Permission> permissions, PermissionType asked, Attributes attributes, Instant now) {
        Optional<Decision> revoked = revoke(permissions, asked, attributes, now);
        if (revoked.isPresent()) {
            return revoked.get();
        }
        return grant(permissions, asked, asked, attributes, now)
                .or(() -> byAdmin(permissions, asked, attributes, now))
                .orElseGet(() -> new Decision.NotGranted(asked));
    }

    private static Optional<Decision> revoke(
            Collection<Permission> permissions, PermissionType asked, Attributes attributes, Instant now) {
        return first(
                permissions,
                Permission::revokes,
                item -> isAbout(item, asked, now) && item.predicate().evaluate(attributes) != Truth.FALSE,
                (item, in) -> new Decision.Revoked(asked, item, in));
    }

    private static Optional<Decision> byAdmin(
            Collection<Permission> permissions, PermissionType asked, Attributes attributes, Instant now) {
        return revoke(permissions, PermissionType.ADMIN, attributes, now).isPresent()
                ? Optional.empty()
                : grant(permissions, asked, PermissionType.ADMIN, attributes, now);
    }

    private static Optional<Decision> grant(
            Collection<Permission> permissions,
            PermissionType asked,
            PermissionType granting,
            Attributes attributes,
            Instant now) {
        return first(
                permissions,
                Permission::grants,
                item -> isAbout(item, granting, now) && item.predicate().evaluate(attributes) == Truth.TRUE,
                (item, in) -> new Decision.Granted(asked, item, in));
    }

    private static boolean isAbout(PermissionItem item, PermissionType type, Instant now) {
        return item.type() == type && item.validity().contains(now);
    }

    private static Optional<Decision> first(
            Collection<Permission> permissions,
            Function<Permission, List<PermissionItem>> side,
            java.util.function.Predicate<PermissionItem> applies,
            java.util.function.BiFunction<PermissionItem, Permission, Decision> decision) {
        for (Permission permission : permissions) {
            for (PermissionItem item : side.apply(permission)) {
                if (applies.test(item)) {
                    return Optional.of(decision.apply(item, permission));
                }
            }
        }
        return Optional.empty();
    }
}
