package io.keyholder.domain.login;

import io.keyholder.domain.text.LocalizableText;

/** Why a login was refused: the true reason, for the host and the audit trail. */
public enum RefusalReason {
    /** No one has this identifier. */
    UNKNOWN_USER("No user is known by this."),
    /** Several users have this identifier, in old data. */
    AMBIGUOUS_IDENTIFIER("Several users are known by this."),
    /** The password, code or token is wrong. */
    WRONG_CREDENTIAL("The login or the password, code or token is wrong."),
    /** The user has nothing this credential could be checked against. */
    NO_SUCH_CREDENTIAL("The user does not log in this way."),
    /** What is stored cannot be read, so nothing can be right. */
    UNREADABLE_CREDENTIAL("What is stored for this user cannot be read."),
    /** Too many wrong attempts; a pause runs. */
    PAUSED("There were too many wrong attempts. Try again later."),
    /** The code was right and had been used before. */
    CODE_REUSED("This code was used before. Wait for the next one."),
    /** The password was right; a code is demanded. */
    SECOND_FACTOR_REQUIRED("A code is needed too."),
    /** A second factor is demanded and there is nothing to check it with. */
    SECOND_FACTOR_UNUSABLE("The second factor of this user cannot be checked. Ask an administrator."),
    /** Too many codes in a row were wrong; only a recovery code counts until the authenticator was proved anew. */
    SECOND_FACTOR_BLOCKED("There were too many wrong codes. Use a recovery code."),
    /** The token is past its validity or was revoked. */
    TOKEN_EXPIRED("This token has ended."),
    /** The user was disabled. */
    DISABLED("This user is disabled."),
    /** The user has not accepted its invitation yet. */
    REGISTERING("Accept the invitation first."),
    /** The user is past its expiration. */
    EXPIRED("The time of this user has ended."),
    /** The permission to log in is revoked from the user. */
    AUTHENTICATION_REVOKED("This user may not log in."),
    /** The user was soft-deleted. */
    DELETED("This user was deleted."),
    /** The stored status is unknown. */
    STATUS_UNKNOWN("The status of this user is unknown."),
    /** The password must be changed first. */
    PASSWORD_CHANGE_REQUIRED("Change your password first."),
    /** The credential was right and proves less than the host asked for. */
    PROOF_TOO_WEAK("A stronger proof is needed.");

    private final String english;

    RefusalReason(String english) {
        this.english = english;
    }

    /**
     * The reason, for a person, under the key {@code login.} and the name of the constant. Show what {@link #toOutside}
     * leaves of a reason, never the true one.
     */
    public LocalizableText text() {
        return LocalizableText.of("login." + name(), english);
    }

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
