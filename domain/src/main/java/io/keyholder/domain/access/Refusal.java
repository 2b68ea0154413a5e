package io.keyholder.domain.access;

import io.keyholder.domain.permission.Decision;
import java.util.Locale;
import java.util.Optional;

/**
 * Why something may not be done to users. Immutable, without personal data.
 *
 * @param action what was wanted
 * @param reason why not
 * @param decision the permission decision behind it; absent when none was asked for
 * @param excess what would be too much; absent unless that is the reason
 */
public record Refusal(
        UserAction action, Reason reason, Optional<Decision> decision, Optional<UserLimits.Excess> excess) {
    /** Why. */
    public enum Reason {
        /** The acting user is not there any more, or may not log in. */
        ACTOR_NOT_ADMITTED,
        /** The acting user's proof has ended. */
        PROOF_ENDED,
        /** The credential that the acting user logged in with was replaced, revoked or removed since. */
        CREDENTIAL_ENDED,
        /** The acting user must prove itself more strongly for this. */
        PROOF_TOO_WEAK,
        /** The acting user's token is for other things. */
        SCOPE_TOO_NARROW,
        /** The acting user lacks the permission. */
        PERMISSION_MISSING,
        /** Only the user itself may do this. */
        NOT_ONESELF,
        /** Nobody raises itself. */
        RAISES_ITSELF,
        /** Nobody gives, or acts through somebody who has, what it has not itself. */
        MORE_THAN_THE_ACTOR_HAS,
        /** One's own secrets are changed by proving the old ones. */
        OLD_SECRET_NEEDED,
        /** A token may not be wider or live longer than what its maker proved itself with. */
        TOKEN_WIDER_THAN_PROOF,
        /** Nobody would be left to administer. */
        LAST_ADMINISTRATOR,
        /** Only the host does this, of its own accord. */
        HOST_ONLY,
        /** The user would hold more than the host allows. */
        LIMIT_EXCEEDED
    }

    /** Because this would be too much. */
    public static Refusal of(UserAction action, UserLimits.Excess excess) {
        return new Refusal(action, Reason.LIMIT_EXCEEDED, Optional.empty(), Optional.of(excess));
    }

    /** For this reason, without a decision. */
    public static Refusal of(UserAction action, Reason reason) {
        return new Refusal(action, reason, Optional.empty(), Optional.empty());
    }

    /** For this reason, which this decision explains. */
    public static Refusal of(UserAction action, Reason reason, Decision decision) {
        return new Refusal(action, reason, Optional.of(decision), Optional.empty());
    }

    /** One line for a log or a person. */
    public String explanation() {
        return spoken(action) + " is refused: " + spoken(reason)
                + decision.map(found -> " (" + found.explanation() + ")").orElse("")
                + excess.map(found -> " (" + found.explanation() + ")").orElse("");
    }

    private static String spoken(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
