package io.keyholder.domain.access;

import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.PermissionEvaluation;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.User;
import java.time.Instant;

/** Whether, and how lastingly, a user administers the others: gets in and holds ADMIN whatever it is about. */
public enum AdministratorRank {
    /** It does not. */
    NONE,
    /** It does now, and will cease to by an expiration. */
    FOR_NOW,
    /** It does for good. */
    LASTING;

    /** The rank of this user. */
    public static AdministratorRank of(User user, RoleCatalogue roles, Instant now) {
        if (!isAdministratorAt(user, roles, now)) {
            return NONE;
        }
        return isAdministratorAt(user, roles, Instant.MAX) ? LASTING : FOR_NOW;
    }

    /** Whether this is at least as lasting. */
    public boolean isAtLeast(AdministratorRank wanted) {
        return compareTo(wanted) >= 0;
    }

    private static boolean isAdministratorAt(User user, RoleCatalogue roles, Instant when) {
        return UserAdmission.of(user, roles, when) == Admission.ADMITTED
                && PermissionEvaluation.decide(
                                user.authorization().expanded(roles), PermissionType.ADMIN, Attributes.NONE, when)
                        .isGranted();
    }
}
