package io.keyholder.adapters.couchdb;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;

/**
 * What the feed of changes reports about one user. It reports that something changed, not what: read the user to know.
 */
public sealed interface UserChange {
    /** Whom it is about. */
    UserId user();

    /** The user was created or changed, softly deleted included; several changes may be told as one. */
    record Stored(UserId user, Revision revision) implements UserChange {}

    /** Nothing is stored under this id any more; told also when there never was a whole user. */
    record Gone(UserId user) implements UserChange {}
}
