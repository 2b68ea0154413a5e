package io.keyholder.domain.access;

import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.permission.ValidityInterval;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What an authorization may ever be good for, under whatever attributes and at whatever time: rather too much than too
 * little.
 */
final class EffectiveGrants {
    private final List<PermissionItem> grants;
    private final List<PermissionItem> revokes;
    private final Set<PermissionType> all;

    private EffectiveGrants(List<PermissionItem> grants, List<PermissionItem> revokes, Set<PermissionType> all) {
        this.grants = grants;
        this.revokes = revokes;
        this.all = all;
    }

    /** @param all what {@link PermissionType#ADMIN} stands for: see {@link PermissionType#representatives} */
    static EffectiveGrants of(Authorization authorization, RoleCatalogue roles, Set<PermissionType> all) {
        List<Permission> permissions = authorization.expanded(roles);
        return new EffectiveGrants(
                items(permissions, Permission::grants), items(permissions, Permission::revokes), all);
    }

    /** Every type that an authorization names, granted or revoked. */
    static Set<PermissionType> mentioned(Authorization authorization, RoleCatalogue roles) {
        Set<PermissionType> types = new LinkedHashSet<>();
        for (Permission permission : authorization.expanded(roles)) {
            permission.grants().forEach(item -> types.add(item.type()));
            permission.revokes().forEach(item -> types.add(item.type()));
        }
        return types;
    }

    /** Every type that is ever granted. */
    Set<PermissionType> types() {
        return possible(typesOf(grants));
    }

    /** Every type that this grants and the other does not, or that the other revokes and this does not. */
    Set<PermissionType> typesBeyond(EffectiveGrants other) {
        Set<PermissionType> given = typesOf(without(grants, other.grants));
        given.addAll(typesOf(without(other.revokes, revokes)));
        return possible(given);
    }

    private Set<PermissionType> possible(Set<PermissionType> types) {
        Set<PermissionType> possible = new LinkedHashSet<>();
        types.stream().filter(this::isEverGranted).forEach(possible::add);
        return possible;
    }

    private boolean isEverGranted(PermissionType type) {
        boolean granted = grants.stream().anyMatch(item -> item.type().equals(type))
                || (grants.stream().anyMatch(item -> item.type().equals(PermissionType.ADMIN))
                        && !isRevokedForGood(PermissionType.ADMIN));
        return granted && !isRevokedForGood(type);
    }

    private boolean isRevokedForGood(PermissionType type) {
        return revokes.stream()
                .anyMatch(item -> item.type().equals(type)
                        && item.predicate() instanceof Predicate.Always
                        && item.validity().equals(ValidityInterval.ALWAYS));
    }

    private Set<PermissionType> typesOf(List<PermissionItem> items) {
        Set<PermissionType> types = new LinkedHashSet<>();
        items.forEach(item -> types.addAll(item.type().equals(PermissionType.ADMIN) ? all : Set.of(item.type())));
        return types;
    }

    private static List<PermissionItem> without(List<PermissionItem> items, List<PermissionItem> known) {
        List<PermissionItem> rest = new ArrayList<>(items);
        rest.removeAll(known);
        return rest;
    }

    private static List<PermissionItem> items(
            List<Permission> permissions, Function<Permission, List<PermissionItem>> side) {
        return permissions.stream()
                .flatMap(permission -> side.apply(permission).stream())
                .toList();
    }
}
