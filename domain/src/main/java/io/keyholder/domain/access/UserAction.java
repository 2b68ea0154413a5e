package io.keyholder.domain.access;

/** What can be done to users; a {@link UserPolicy} judges each. */
public enum UserAction {
    /** To see one user. */
    READ,
    /** To see, find or count many. */
    LIST,
    /** To ask what a user may do. */
    DECIDE,
    CREATE,
    INVITE,
    /** Name and properties. */
    EDIT_PROFILE,
    /** What the person decides by itself: automatic delegations and the terms of use. */
    EDIT_PERSONAL,
    /** Email or phone, verified by a code that goes there. */
    CHANGE_CONTACT,
    /** Login, email or phone without verification. */
    CHANGE_IDENTIFIERS,
    /** Data owner, group and business identifiers. */
    CHANGE_ASSOCIATION,
    /** Roles and permissions. */
    CHANGE_AUTHORIZATION,
    /** To disable, to delete softly, to let expire earlier. */
    DEACTIVATE,
    /** To enable, to undelete, to let expire later, and everything else about the dates of a life. */
    CHANGE_STATUS,
    /** A new password for who knows the old one. */
    CHANGE_OWN_PASSWORD,
    /** A new password without the old one, and every other change to what a user proves itself with. */
    SET_SECRETS,
    /** To enrol and confirm a second factor. */
    SET_UP_SECOND_FACTOR,
    /** To remove a second factor or to renew its recovery codes. */
    REMOVE_SECOND_FACTOR,
    LIST_TOKENS,
    CREATE_TOKEN,
    REVOKE_TOKEN,
    /** To add a public key to a data owner, for which nobody vouches yet unless it is the first. */
    REGISTER_KEY,
    /** To say that a public key is its data owner's. */
    VOUCH_FOR_KEY,
    /** To have nothing sealed for a public key any more, without proving it. */
    REVOKE_KEY,
    /** To have nothing sealed for a public key any more, proving it. */
    REVOKE_PROVEN_KEY,
    /** To replace a key by another, proving both. */
    ROTATE_KEY,
    /** To remove a soft-deleted user for good. */
    PURGE,
    /** To remove everything that is held about a person. */
    ERASE,
    /** To see everything that is held about a person. */
    EXPORT_PERSON,
    /** To store users as they are, with credentials and permissions. */
    IMPORT,
    /** To change what this version does not understand. */
    CHANGE_UNKNOWN_MEMBERS
}
