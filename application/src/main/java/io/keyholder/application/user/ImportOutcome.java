package io.keyholder.application.user;

import io.keyholder.application.result.Outcome;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.Optional;

/** What became of one user of an import. */
public sealed interface ImportOutcome extends Outcome<ImportOutcome.Imported> {
    /** The user's id. */
    UserId id();

    /**
     * It is stored.
     *
     * @param user as stored, with a revision of this store
     */
    record Imported(User user) implements ImportOutcome {
        @Override
        public UserId id() {
            return user.id();
        }
    }

    /** Another user, or the same one from an earlier import, has the id. Nothing was changed. */
    record IdTaken(UserId id) implements ImportOutcome {}

    /**
     * Another user is known by one of the identifiers. Nothing was changed.
     *
     * @param key the first of the user's identifiers that is taken
     */
    record IdentifierTaken(UserId id, IdentifierKey key) implements ImportOutcome {}

    @Override
    default Optional<Imported> success() {
        return this instanceof Imported imported ? Optional.of(imported) : Optional.empty();
    }
}
