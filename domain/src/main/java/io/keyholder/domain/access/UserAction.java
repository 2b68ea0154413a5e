package io.keyholder.domain.access;

/** What can be done to users; a {@link UserPolicy} judges each. */
public enum UserAction {
    /** To see one user. */
    READ("see this user"),
    /** To see, find or count many. */
    LIST("see all users"),
    /** To ask what a user may do. */
    DECIDE("ask what this user may do"),
    CREATE("create a user"),
    INVITE("invite a user"),
    /** Name and properties. */
    EDIT_PROFILE("edit the name and properties of this user"),
    /** What the person decides by itself: automatic delegations and the terms of use. */
    EDIT_PERSONAL("decide for this person"),
    /** Email or phone, verified by a code that goes there. */
    CHANGE_CONTACT("change the email address or phone number of this user"),
    /** Login, email or phone without verification. */
    CHANGE_IDENTIFIERS("change by what this user is known"),
    /** Data owner, group and business identifiers. */
    CHANGE_ASSOCIATION("change whom this user stands for"),
    /** Roles and permissions. */
    CHANGE_AUTHORIZATION("change the roles and permissions of this user"),
    /** To disable, to delete softly, to let expire earlier. */
    DEACTIVATE("deactivate this user"),
    /** To enable, to undelete, to let expire later, and everything else about the dates of a life. */
    CHANGE_STATUS("change the status of this user"),
    /** A new password for who knows the old one. */
    CHANGE_OWN_PASSWORD("change this password"),
    /** A new password without the old one, and every other change to what a user proves itself with. */
    SET_SECRETS("replace the secrets of this user"),
    /** To enrol and confirm a second factor. */
    SET_UP_SECOND_FACTOR("set up a second factor"),
    /** To remove a second factor or to renew its recovery codes. */
    REMOVE_SECOND_FACTOR("remove this second factor"),
    /** To see where and since when a user is logged in. */
    LIST_SESSIONS("see the sessions of this user"),
    END_SESSION("end a session of this user"),
    LIST_TOKENS("see the tokens of this user"),
    CREATE_TOKEN("create a token for this user"),
    REVOKE_TOKEN("revoke a token of this user"),
    /** To add a public key to a data owner, that is not vouched for yet unless it is the first. */
    REGISTER_KEY("register a public key"),
    /** To say that a public key is its data owner's. */
    VOUCH_FOR_KEY("vouch for a public key"),
    /** To have nothing sealed for a public key any more, without proving it. */
    REVOKE_KEY("revoke a public key"),
    /** To have nothing sealed for a public key any more, proving it. */
    REVOKE_PROVEN_KEY("revoke a key that is proved"),
    /** To replace a key by another, proving both. */
    ROTATE_KEY("replace a public key"),
    /** To remove a soft-deleted user for good. */
    PURGE("remove this user for good"),
    /** To remove everything that is held about a person. */
    ERASE("erase this person"),
    /** To see everything that is held about a person. */
    EXPORT_PERSON("export what is held about this person"),
    /** To store users as they are, with credentials and permissions. */
    IMPORT("import users"),
    /** To change what this version does not understand. */
    CHANGE_UNKNOWN_MEMBERS("change what this version does not understand");

    private final String phrase;

    UserAction(String phrase) {
        this.phrase = phrase;
    }

    /** What is done, in English, to follow "may not": {@code create a user}. */
    public String phrase() {
        return phrase;
    }
}
