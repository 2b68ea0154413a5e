package io.keyholder.ports.persistence;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;

/** What became of a change. */
public sealed interface UpdateOutcome {
    /**
     * It is stored.
     *
     * @param user as stored, with its new revision
     */
    record Updated(User user) implements UpdateOutcome {}

    /**
     * Another writer changed the user since it was read. Nothing was changed by this call.
     *
     * @param current the user as it is stored now
     */
    record Stale(User current) implements UpdateOutcome {}

    /** There is no user of this id. */
    record Missing() implements UpdateOutcome {}

    /**
     * Another undeleted user holds one of the identifiers. Nothing was changed.
     *
     * @param key the first of the changed user's keys that is taken
     */
    record IdentifierTaken(IdentifierKey key) implements UpdateOutcome {}
}
