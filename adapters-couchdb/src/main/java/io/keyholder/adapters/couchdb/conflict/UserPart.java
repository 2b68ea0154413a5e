package io.keyholder.adapters.couchdb.conflict;

import io.keyholder.domain.user.User;

/** A part of a user that is taken from one of several versions as a whole. Tokens are none: of them the newest win. */
public enum UserPart {
    /** Login, email and mobile phone. */
    IDENTIFIERS,
    /** Who the user is for people. */
    PROFILE,
    /** Whom the user stands for. */
    DATA_OWNER,
    /** Status, dates and soft deletion. */
    LIFECYCLE,
    /** Password and second factor. */
    CREDENTIALS,
    /** Roles and permissions. */
    AUTHORIZATION,
    /** Extra properties. */
    PROPERTIES,
    /** Automatic delegations. */
    AUTO_DELEGATIONS,
    /** What this library does not know. */
    UNKNOWN_MEMBERS;

    /** This part of a user: equal in two versions where they agree. */
    public Object of(User user) {
        return switch (this) {
            case IDENTIFIERS -> user.identifiers();
            case PROFILE -> user.profile();
            case DATA_OWNER -> user.dataOwner();
            case LIFECYCLE -> user.lifecycle();
            case CREDENTIALS -> user.credentials();
            case AUTHORIZATION -> user.authorization();
            case PROPERTIES -> user.properties();
            case AUTO_DELEGATIONS -> user.autoDelegations();
            case UNKNOWN_MEMBERS -> user.unknownMembers();
        };
    }

    /** The user with this part taken from the chosen version. */
    public User transferred(User user, User chosen) {
        return switch (this) {
            case IDENTIFIERS -> user.withIdentifiers(chosen.identifiers());
            case PROFILE -> user.withProfile(chosen.profile());
            case DATA_OWNER -> user.withDataOwner(chosen.dataOwner());
            case LIFECYCLE -> user.withLifecycle(before -> chosen.lifecycle());
            case CREDENTIALS -> user.withCredentials(chosen.credentials());
            case AUTHORIZATION -> user.withAuthorization(chosen.authorization());
            case PROPERTIES -> user.withProperties(chosen.properties());
            case AUTO_DELEGATIONS -> user.withAutoDelegations(chosen.autoDelegations());
            case UNKNOWN_MEMBERS -> user.withUnknownMembers(chosen.unknownMembers());
        };
    }
}
