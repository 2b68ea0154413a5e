package io.keyholder.application.secondfactor;

/** What a login asks of a user beside the password. */
public enum SecondFactorStatus {
    /** Nothing. */
    OFF,
    /** Nothing yet: a secret waits for its first right code. */
    PENDING,
    /** A code, which the stored secret can check. */
    ON,
    /** A code that no stored secret can check: the user does not get in by its password. */
    UNUSABLE
}
