package io.keyholder.springboot.security.web;

import io.keyholder.application.Keyholder;
import io.keyholder.application.access.Answer;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.security.authentication.Authorities;
import io.keyholder.springboot.security.authentication.KeyholderAuthentication;

/** Checks logins that are kept in sessions against what is stored now. Thread-safe. */
final class RunningLogins {
    private final Keyholder keyholder;
    private final Authorities authorities;

    RunningLogins(Keyholder keyholder, Authorities authorities) {
        this.keyholder = keyholder;
        this.authorities = authorities;
    }

    /** What became of a login. */
    sealed interface Checked {
        /** It goes on, with what the user may do now. */
        record GoesOn(KeyholderAuthentication login) implements Checked {}

        /** It has ended. */
        record Ended(Refusal.Reason reason) implements Checked {}
    }

    /**
     * Whether a login goes on; one whose text cannot be read does not. Reads the user and its login state, and notes
     * the use of the session now and then.
     */
    Checked check(KeyholderAuthentication login) {
        Actor.LoggedIn actor;
        try {
            actor = login.actor();
        } catch (InvalidValueException unreadable) {
            return new Checked.Ended(Refusal.Reason.CREDENTIAL_ENDED);
        }
        Answer<User> running = keyholder.sessions().check(actor);
        return running instanceof Answer.Allowed<User> user
                ? new Checked.GoesOn(login.checked(actor, authorities.of(user.value(), actor)))
                : new Checked.Ended(((Answer.Forbidden<User>) running).refusal().reason());
    }
}
