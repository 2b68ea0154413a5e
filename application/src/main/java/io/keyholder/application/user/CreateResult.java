package io.keyholder.application.user;

import io.keyholder.application.key.PrivateKeyHandover;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.user.User;
import java.util.Optional;
import java.util.Set;

/** What became of a user to be created. In every case but {@link Created} nothing was stored. */
public sealed interface CreateResult extends Outcome<CreateResult.Created> {
    /**
     * The user is stored.
     *
     * @param user as stored
     * @param privateKey the private half of the key pair made for its data owner, which exists nowhere else; absent
     *     when none was made here. The caller closes it
     */
    record Created(User user, Optional<PrivateKeyHandover> privateKey) implements CreateResult {}

    /**
     * Another user is known by one of the identifiers.
     *
     * @param key the first of the new user's identifiers that is taken
     */
    record IdentifierTaken(IdentifierKey key) implements CreateResult {}

    /** The acting user may not create this user. */
    record Forbidden(Refusal refusal) implements CreateResult, ForbiddenOutcome {}

    /** Too many passwords are being hashed at the moment; repeat it later. */
    record Busy() implements CreateResult {}

    /** Another user has the id. */
    record IdTaken() implements CreateResult {}

    /**
     * The password breaks the rules of the host.
     *
     * @param flaws what is wrong with it, at least one
     */
    record PasswordRefused(Set<PasswordFlaw> flaws) implements CreateResult {
        public PasswordRefused {
            flaws = Set.copyOf(flaws);
        }
    }

    @Override
    default Optional<Created> success() {
        return this instanceof Created created ? Optional.of(created) : Optional.empty();
    }
}
