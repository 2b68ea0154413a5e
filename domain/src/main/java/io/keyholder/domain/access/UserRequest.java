package io.keyholder.domain.access;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * One thing that a logged-in user wants to do to users. Immutable.
 *
 * @param actor who wants it
 * @param action what
 * @param about whom it concerns; absent when no user in particular, or one who is not stored yet
 * @param before the one it concerns as stored; absent when there is none
 * @param after what it would become; absent when it does not change or goes
 * @param now the moment
 */
public record UserRequest(
        ActingUser actor,
        UserAction action,
        Optional<UserId> about,
        Optional<User> before,
        Optional<User> after,
        Instant now) {
    /** Whether the actor wants it for itself. */
    public boolean isAboutItself() {
        return about.equals(Optional.of(actor.user().id()));
    }
}
