package io.keyholder.springboot.security;

import io.keyholder.application.Keyholder;
import io.keyholder.application.user.FindResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks logins that are kept in sessions against what is stored now. Thread-safe. */
final class RunningLogins {
    private static final Set<Refusal.Reason> ENDS = Set.of(
            Refusal.Reason.ACTOR_NOT_ADMITTED,
            Refusal.Reason.CREDENTIAL_ENDED,
            Refusal.Reason.PROOF_ENDED,
            Refusal.Reason.PASSWORD_CHANGE_DEMANDED);

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
     * Whether a login goes on; one whose text cannot be read does not. Reads the user and its login state, and writes
     * nothing. Where the host's policy hides a user from itself, the login goes on without authorities.
     */
    Checked check(KeyholderAuthentication login) {
        Actor.LoggedIn actor;
        try {
            actor = login.actor();
        } catch (InvalidValueException unreadable) {
            return new Checked.Ended(Refusal.Reason.CREDENTIAL_ENDED);
        }
        FindResult found = keyholder.users().find(actor, actor.user());
        if (found instanceof FindResult.Found itself) {
            return new Checked.GoesOn(login.checked(actor, authorities.of(itself.user(), actor)));
        }
        Optional<Refusal.Reason> end = found instanceof FindResult.Forbidden forbidden
                ? Optional.of(forbidden.refusal().reason()).filter(ENDS::contains)
                : Optional.of(Refusal.Reason.ACTOR_NOT_ADMITTED);
        return end.<Checked>map(Checked.Ended::new)
                .orElseGet(() -> new Checked.GoesOn(login.checked(actor, List.of())));
    }
}
