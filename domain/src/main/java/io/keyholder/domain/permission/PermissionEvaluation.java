package io.keyholder.domain.permission;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides what a set of permissions allows: revoke beats grant, absence denies, {@link PermissionType#ADMIN} implies
 * the rest unless that type, or ADMIN itself, is revoked.
 *
 * <p>A grant counts when its predicate is {@link Truth#TRUE}; a revoke counts unless its predicate is
 * {@link Truth#FALSE}: what is unknown never opens a door. Items outside their validity are as if absent. The answer
 * does not depend on the order of permissions or items; the explanation names the first item that decides. Pure,
 * thread-safe.
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

    /** The same decision with what would change it. */
    public static DecisionExplanation explain(
            Collection<Permission> permissions, PermissionType asked, Attributes attributes, Instant now) {
        Decision decision = decide(permissions, asked, attributes, now);
        Set<String> unknown = unknownAttributes(permissions, asked, attributes);
        if (decision.isGranted()) {
            return new DecisionExplanation(decision, Set.of(), Optional.of(PermissionItem.always(asked)), unknown);
        }
        Set<PermissionItem> revokes = permissions.stream()
                .flatMap(permission -> permission.revokes().stream())
                .filter(item -> counts(item, asked, attributes, now))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        DecisionExplanation freed = new DecisionExplanation(decision, revokes, Optional.empty(), unknown);
        boolean isEnough = decide(freed.applyTo(List.copyOf(permissions)), asked, attributes, now)
                .isGranted();
        return isEnough
                ? freed
                : new DecisionExplanation(decision, revokes, Optional.of(PermissionItem.always(asked)), unknown);
    }

    private static Set<String> unknownAttributes(
            Collection<Permission> permissions, PermissionType asked, Attributes attributes) {
        return permissions.stream()
                .flatMap(permission -> Stream.concat(permission.grants().stream(), permission.revokes().stream()))
                .filter(item -> item.type().equals(asked) || item.type().equals(PermissionType.ADMIN))
                .flatMap(item -> item.predicate().keys().stream())
                .filter(key -> attributes.get(key).isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Optional<Decision> revoke(
            Collection<Permission> permissions, PermissionType asked, Attributes attributes, Instant now) {
        return first(
                permissions,
                Permission::revokes,
                item -> counts(item, asked, attributes, now),
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

    /** Whether this item, as a revoke, takes the type away here and now. */
    private static boolean counts(PermissionItem item, PermissionType type, Attributes attributes, Instant now) {
        return isAbout(item, type, now) && item.predicate().evaluate(attributes) != Truth.FALSE;
    }

    private static boolean isAbout(PermissionItem item, PermissionType type, Instant now) {
        return item.type().equals(type) && item.validity().contains(now);
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
