package io.keyholder.ports.persistence;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;

/** What became of a new user. */
public sealed interface CreateOutcome {
    /**
     * It is stored.
     *
     * @param user as stored, with its revision
     */
    record Created(User user) implements CreateOutcome {}

    /** Another user has the id. Nothing was changed. */
    record IdTaken() implements CreateOutcome {}

    /**
     * Another undeleted user holds one of the identifiers. Nothing was changed.
     *
     * @param key the first of the new user's keys that is taken
     */
    record IdentifierTaken(IdentifierKey key) implements CreateOutcome {}
}
