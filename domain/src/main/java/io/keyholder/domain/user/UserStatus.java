package io.keyholder.domain.user;

/** Where a user is in its life, soft deletion apart. */
public enum UserStatus {
    /** May log in. */
    ACTIVE,
    /** Was shut out and may be let in again. */
    DISABLED,
    /** Was invited and has not accepted yet. */
    REGISTERING
}
