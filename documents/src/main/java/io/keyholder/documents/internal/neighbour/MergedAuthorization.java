package io.keyholder.documents.internal.neighbour;

import io.keyholder.documents.internal.neighbour.ThreeWayMerge.Changes;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a user may do after another server's save: a grant or role that it removed is gone, a revoke that it added
 * counts, what it added is withheld, and a grant that it may have removed is unclear. Used once.
 */
final class MergedAuthorization {
    private final Authorization ours;
    private final Authorization published;
    private final Authorization theirs;
    private final Changes changes;

    MergedAuthorization(Authorization ours, Authorization published, Authorization theirs, Changes changes) {
        this.ours = ours;
        this.published = published;
        this.theirs = theirs;
        this.changes = changes;
    }

    Authorization authorization() {
        return new Authorization(roles(), permissions());
    }

    private Set<String> roles() {
        Set<String> roles = new LinkedHashSet<>(ours.roles());
        without(published.roles(), theirs.roles()).forEach(role -> {
            changes.note(Kind.CHANGED, "role '" + role + "'");
            roles.remove(role);
        });
        without(theirs.roles(), published.roles()).stream()
                .filter(role -> !ours.roles().contains(role))
                .forEach(role -> changes.note(Kind.WITHHELD, "role '" + role + "'"));
        return roles;
    }

    private List<Permission> permissions() {
        Set<PermissionType> before = types(published, Permission::grants);
        Set<PermissionType> after = types(theirs, Permission::grants);
        Set<PermissionType> gone = without(before, after);
        Set<PermissionType> removed = new LinkedHashSet<>(gone);
        removed.retainAll(changes.evidence().removedGrants());
        Set<PermissionType> unclear = without(gone, removed);
        unclear.retainAll(changes.evidence().unclearGrants());
        only(unclear).forEach(changes.unclear()::add);
        without(without(gone, removed), unclear).forEach(type -> changes.note(Kind.RESTORED, "grant " + type));
        removed.forEach(type -> changes.note(Kind.CHANGED, "grant " + type));
        without(after, before).forEach(type -> changes.note(Kind.WITHHELD, "grant " + type));
        Set<PermissionType> revoked = without(types(theirs, Permission::revokes), types(ours, Permission::revokes));
        revoked.forEach(type -> changes.note(Kind.CHANGED, "revoke " + type));
        without(types(published, Permission::revokes), types(theirs, Permission::revokes))
                .forEach(type -> changes.note(
                        changes.evidence().removedRevokes().contains(type) ? Kind.WITHHELD : Kind.RESTORED,
                        "revoke " + type));
        removed.addAll(unclear);
        return with(revoked, without(removed));
    }

    /** The grants of these types alone. */
    private List<Permission> only(Set<PermissionType> types) {
        return ours.permissions().stream()
                .map(permission -> permission.grants().stream()
                        .filter(item -> types.contains(item.type()))
                        .toList())
                .filter(grants -> !grants.isEmpty())
                .map(grants -> new Permission(grants, List.of(), PreservedJson.NONE))
                .toList();
    }

    private List<Permission> without(Set<PermissionType> removed) {
        if (removed.isEmpty()) {
            return ours.permissions();
        }
        return ours.permissions().stream()
                .map(permission -> new Permission(
                        permission.grants().stream()
                                .filter(item -> !removed.contains(item.type()))
                                .toList(),
                        permission.revokes(),
                        permission.unknownMembers()))
                .toList();
    }

    private static List<Permission> with(Set<PermissionType> revoked, List<Permission> permissions) {
        if (revoked.isEmpty()) {
            return permissions;
        }
        List<Permission> more = new ArrayList<>(permissions);
        more.add(Permission.revoking(revoked.toArray(PermissionType[]::new)));
        return more;
    }

    private static Set<PermissionType> types(
            Authorization authorization, Function<Permission, List<PermissionItem>> items) {
        Set<PermissionType> types = new LinkedHashSet<>();
        authorization
                .permissions()
                .forEach(permission -> items.apply(permission).forEach(item -> types.add(item.type())));
        return types;
    }

    private static <T> Set<T> without(Set<T> some, Set<T> others) {
        Set<T> rest = new LinkedHashSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
