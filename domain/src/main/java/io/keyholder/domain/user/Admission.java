package io.keyholder.domain.user;

/** Whether a user may log in at all at some moment, and if not, why. */
public enum Admission {
    ADMITTED,
    /** Soft-deleted. */
    DELETED,
    DISABLED,
    REGISTERING,
    /** The stored status is missing or not one this version knows: no user logs in by accident. */
    STATUS_UNKNOWN,
    /** Past its expiration. */
    EXPIRED,
    /** The permission to log in is revoked. */
    AUTHENTICATION_REVOKED
}
