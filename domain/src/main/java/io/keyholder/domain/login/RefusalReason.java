package io.keyholder.domain.login;

/** Why somebody did not get in: the true reason, for the host and the audit trail. */
public enum RefusalReason {
    /** Nobody has this identifier. */
    UNKNOWN_USER,
    /** Several users have this identifier, in old data. */
    AMBIGUOUS_IDENTIFIER,
    /** The password, code or token is wrong. */
    WRONG_CREDENTIAL,
    /** The user has nothing this credential could be checked against. */
    NO_SUCH_CREDENTIAL,
    /** What is stored cannot be read, so nothing can be right. */
    UNREADABLE_CREDENTIAL,
    /** Too many wrong attempts; a pause runs. */
    PAUSED,
    /** The code was right and had been used before. */
    CODE_REUSED,
    /** The password was right; a code is demanded. */
    SECOND_FACTOR_REQUIRED,
    /** A second factor is demanded and there is nothing to check it with. */
    SECOND_FACTOR_UNUSABLE,
    /** Too many codes in a row were wrong; only a recovery code counts until the authenticator was proved anew. */
    SECOND_FACTOR_BLOCKED,
    /** The token is past its validity or was revoked. */
    TOKEN_EXPIRED,
    /** The user was disabled. */
    DISABLED,
    /** The user has not accepted its invitation yet. */
    REGISTERING,
    /** The user is past its expiration. */
    EXPIRED,
    /** The permission to log in is revoked from the user. */
    AUTHENTICATION_REVOKED,
    /** The user was soft-deleted. */
    DELETED,
    /** The stored status is unknown. */
    STATUS_UNKNOWN,
    /** The password must be changed first. */
    PASSWORD_CHANGE_REQUIRED,
    /** The credential was right and proves less than the host asked for. */
    PROOF_TOO_WEAK;

    /**
     * What the one refused may learn: this reason when the credential was right (or a pause runs), otherwise
     * {@link #WRONG_CREDENTIAL} for everything.
     */
    public RefusalReason toOutside() {
        return switch (this) {
            case PAUSED,
                    SECOND_FACTOR_REQUIRED,
                    SECOND_FACTOR_UNUSABLE,
                    SECOND_FACTOR_BLOCKED,
                    DISABLED,
                    REGISTERING,
                    EXPIRED,
                    AUTHENTICATION_REVOKED,
                    PASSWORD_CHANGE_REQUIRED,
                    PROOF_TOO_WEAK -> this;
            default -> WRONG_CREDENTIAL;
        };
    }
}
