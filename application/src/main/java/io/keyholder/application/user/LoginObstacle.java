package io.keyholder.application.user;

/** What keeps a stored user out whatever it presents, or keeps one of its credentials from working. */
public enum LoginObstacle {
    /** The user is soft-deleted. */
    DELETED,
    /** The user is disabled, still registering, not allowed to log in, or has no status that is known. */
    NOT_ACTIVE,
    /** The user is past its expiration. */
    EXPIRED,
    /** The user has neither a password that counts nor a token that works. */
    NO_CREDENTIAL,
    /** The stored password hash is in no form that can be checked, or asks for too much work. */
    HASH_UNREADABLE,
    /** A second factor is demanded, and its secret is missing, in no readable form, or sealed under an unknown key. */
    SECOND_FACTOR_UNUSABLE
}
