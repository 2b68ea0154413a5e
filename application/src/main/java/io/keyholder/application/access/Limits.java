package io.keyholder.application.access;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.UserLimits;

/**
 * How much users may hold. Immutable.
 *
 * @param ofOneself for what users add to themselves
 * @param ofOthers for what the host adds to users, or one user to another; never applies to imports
 */
public record Limits(UserLimits ofOneself, UserLimits ofOthers) {
    /** Limits that suit a practice or a hospital. */
    public static final Limits STANDARD = new Limits(UserLimits.OF_ONESELF, UserLimits.OF_OTHERS);

    public Limits {
        if (ofOneself == null || ofOthers == null) {
            throw new InvalidValueException("limits", "are null");
        }
    }
}
