package io.keyholder.domain.credential;

/** Who vouches for a user's password: iCure's {@code type} of a user. */
public enum AuthenticationSource {
    /** The stored password hash. */
    DATABASE,
    /** A directory outside; the stored password hash does not let the user in. */
    LDAP,
    /** Tokens only; the stored password hash does not let the user in. */
    TOKEN
}
