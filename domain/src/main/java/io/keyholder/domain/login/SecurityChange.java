package io.keyholder.domain.login;

/** A change to how a user logs in or is reached, of which the user is informed where it was reached before. */
public enum SecurityChange {
    /** Another email address or phone number, or none any more. */
    CONTACT_CHANGED,
    /** Another password, chosen by the user or by an administrator. */
    PASSWORD_CHANGED,
    /** A second factor is asked for from now on. */
    SECOND_FACTOR_ADDED,
    /** No second factor is asked for any more. */
    SECOND_FACTOR_REMOVED,
    /** The recovery codes of before let the user in no more. */
    RECOVERY_CODES_RENEWED
}
