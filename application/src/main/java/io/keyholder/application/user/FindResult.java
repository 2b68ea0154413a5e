package io.keyholder.application.user;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.Optional;
import java.util.Set;

/** Who was found by an id or an identifier. */
public sealed interface FindResult extends Outcome<FindResult.Found> {
    /** This one. */
    record Found(User user) implements FindResult {}

    /** No one. */
    record Nobody() implements FindResult {}

    /**
     * Several users hold the identifier, in data older than the rule that forbids it: never "the first match".
     *
     * @param users at least two
     */
    record Ambiguous(Set<UserId> users) implements FindResult {
        public Ambiguous {
            users = Set.copyOf(users);
        }
    }

    /** The acting user may not know, whether there is such a user or not. */
    record Forbidden(Refusal refusal) implements FindResult, ForbiddenOutcome {}

    /** The user when there is exactly one that the actor may see; absent otherwise. */
    default Optional<User> single() {
        return this instanceof Found found ? Optional.of(found.user()) : Optional.empty();
    }

    @Override
    default Optional<Found> success() {
        return this instanceof Found found ? Optional.of(found) : Optional.empty();
    }
}
