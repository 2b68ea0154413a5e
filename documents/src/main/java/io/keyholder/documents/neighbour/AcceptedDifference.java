package io.keyholder.documents.neighbour;

/**
 * A restriction that an iCure server does not know. A user with such a restriction is published without password and
 * tokens, so that it cannot log in there, unless the host accepts the difference by name.
 */
public enum AcceptedDifference {
    /** The end of a user's life: the user logs in there after it. */
    EXPIRATION,
    /** A source other than the database, such as LDAP: the stored password lets the user in there. */
    SOURCE,
    /** A demanded second factor that the server cannot check: the password alone lets the user in there. */
    SECOND_FACTOR,
    /** A demanded change of the password: the old one lets the user in there. */
    PASSWORD_CHANGE
}
