package io.keyholder.domain.permission;

import io.keyholder.domain.document.PreservedJson;

/**
 * One grant or one revoke. Immutable.
 *
 * @param type what it is about
 * @param predicate when it applies
 * @param validity in which time it counts
 * @param unknownMembers what its stored form said beyond this
 */
public record PermissionItem(
        PermissionType type, Predicate predicate, ValidityInterval validity, PreservedJson unknownMembers) {
    /** An item that applies always. */
    public static PermissionItem always(PermissionType type) {
        return when(type, Predicate.always());
    }

    /** An item that applies when the predicate holds. */
    public static PermissionItem when(PermissionType type, Predicate predicate) {
        return new PermissionItem(type, predicate, ValidityInterval.ALWAYS, PreservedJson.NONE);
    }

    /** The same in this time only. */
    public PermissionItem during(ValidityInterval interval) {
        return new PermissionItem(type, predicate, interval, unknownMembers);
    }
}
