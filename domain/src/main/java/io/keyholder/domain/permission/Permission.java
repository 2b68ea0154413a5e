package io.keyholder.domain.permission;

import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.internal.Check;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of grants and revokes. Immutable.
 *
 * @param grants what is given
 * @param revokes what is taken away, by whatever role
 * @param unknownMembers what its stored form said beyond this
 */
public record Permission(List<PermissionItem> grants, List<PermissionItem> revokes, PreservedJson unknownMembers) {
    public Permission {
        grants = Check.list(grants);
        revokes = Check.list(revokes);
    }

    /** Grants of these types, always. */
    public static Permission granting(PermissionType... types) {
        return new Permission(always(types), List.of(), PreservedJson.NONE);
    }

    /** Revokes of these types, always. */
    public static Permission revoking(PermissionType... types) {
        return new Permission(List.of(), always(types), PreservedJson.NONE);
    }

    /** The same with one more grant. */
    public Permission withGrant(PermissionItem item) {
        return new Permission(plus(grants, item), revokes, unknownMembers);
    }

    /** The same with one more revoke. */
    public Permission withRevoke(PermissionItem item) {
        return new Permission(grants, plus(revokes, item), unknownMembers);
    }

    private static List<PermissionItem> always(PermissionType... types) {
        return List.of(types).stream().map(PermissionItem::always).toList();
    }

    private static List<PermissionItem> plus(List<PermissionItem> items, PermissionItem item) {
        List<PermissionItem> longer = new ArrayList<>(items);
        longer.add(item);
        return longer;
    }
}
