package io.keyholder.application.user;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;
import java.util.Optional;

/** What became of a change to a user. In every case but {@link Modified} nothing was changed. */
public sealed interface ModifyResult extends Outcome<ModifyResult.Modified> {
    /**
     * The user is stored as wanted.
     *
     * @param user as stored, at its new revision; at its old one when there was nothing to change
     */
    record Modified(User user) implements ModifyResult {}

    /**
     * Another writer changed the user since it was read; or, for a change by function, again and again.
     *
     * @param current the user as it is stored now
     */
    record Stale(User current) implements ModifyResult {}

    /** There is no user of this id. */
    record Missing() implements ModifyResult {}

    /**
     * Another user is known by one of the identifiers.
     *
     * @param key the first of the user's identifiers that is taken
     */
    record IdentifierTaken(IdentifierKey key) implements ModifyResult {}

    /** The acting user may not do this. */
    record Forbidden(Refusal refusal) implements ModifyResult, ForbiddenOutcome {}

    /** Whether the user is stored as wanted. */
    default boolean isModified() {
        return this instanceof Modified;
    }

    @Override
    default Optional<Modified> success() {
        return this instanceof Modified modified ? Optional.of(modified) : Optional.empty();
    }
}
