package io.keyholder.application.password;

/** What becomes of a user's tokens when its password changes. */
public enum TokensAfterwards {
    /** All are revoked, which is what a user expects who fears that someone else is in. */
    REVOKED,
    /** They stay; the host knows why. */
    KEPT
}
