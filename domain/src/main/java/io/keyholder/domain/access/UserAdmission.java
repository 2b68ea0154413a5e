package io.keyholder.domain.access;

import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.PermissionEvaluation;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.User;
import java.time.Instant;

/**
 * Decides whether a user may log in and act: by its status, its dates, and unless {@link PermissionType#AUTHENTICATE}
 * is revoked from it. That permission need not be granted. Pure, thread-safe.
 */
public final class UserAdmission {
    private UserAdmission() {}

    /** Whether the user is admitted at {@code now}, and if not, why. */
    public static Admission of(User user, RoleCatalogue roles, Instant now) {
        Admission admission = user.admissionAt(now);
        return admission == Admission.ADMITTED && isRevoked(user, roles, now)
                ? Admission.AUTHENTICATION_REVOKED
                : admission;
    }

    private static boolean isRevoked(User user, RoleCatalogue roles, Instant now) {
        return PermissionEvaluation.decide(
                        user.authorization().expanded(roles),
                        PermissionType.AUTHENTICATE,
                        TargetAttributes.of(user),
                        now)
                instanceof Decision.Revoked;
    }
}
