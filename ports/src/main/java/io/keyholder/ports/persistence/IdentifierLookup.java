package io.keyholder.ports.persistence;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.Optional;
import java.util.Set;

/** Who holds an identifier. */
public sealed interface IdentifierLookup {
    /** No one. */
    record Nobody() implements IdentifierLookup {}

    /** One user, as it must be. */
    record Found(User user) implements IdentifierLookup {}

    /**
     * Several users, in data older than the rule that forbids it: never "the first match".
     *
     * @param users at least two
     */
    record Ambiguous(Set<UserId> users) implements IdentifierLookup {
        public Ambiguous {
            users = Set.copyOf(users);
        }
    }

    /** The user when there is exactly one; absent otherwise. */
    default Optional<User> single() {
        return this instanceof Found found ? Optional.of(found.user()) : Optional.empty();
    }
}
