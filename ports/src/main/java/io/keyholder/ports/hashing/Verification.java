package io.keyholder.ports.hashing;

/** What a password check found. */
public enum Verification {
    /** The password is right and the hash is in the current format. */
    MATCHED,
    /** The password is right and the hash should be replaced by a current one. */
    MATCHED_OUTDATED,
    /** The password is wrong, or there is no hash. */
    MISMATCHED,
    /** The hash is in no known format, or asks for more work than is allowed: no user logs in with it. */
    UNREADABLE;

    /** Whether the password is right. */
    public boolean isMatch() {
        return this == MATCHED || this == MATCHED_OUTDATED;
    }
}
