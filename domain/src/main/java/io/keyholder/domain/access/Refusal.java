package io.keyholder.domain.access;

import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.text.LocalizableText;
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
        ACTOR_NOT_ADMITTED("You cannot log in any more."),
        /** The acting user's proof has ended. */
        PROOF_ENDED("Your login has ended."),
        /** The credential that the acting user logged in with was replaced, revoked or removed since. */
        CREDENTIAL_ENDED("This login was ended, or its password or token was replaced or revoked."),
        /** The acting user must choose a new password before anything else. */
        PASSWORD_CHANGE_DEMANDED("Choose a new password first."),
        /** The acting user must prove itself more strongly for this. */
        PROOF_TOO_WEAK("Log in with a stronger proof first."),
        /** The acting user's token is for other things. */
        SCOPE_TOO_NARROW("The token that you logged in with is for other things."),
        /** The acting user lacks the permission. */
        PERMISSION_MISSING("You lack the permission."),
        /** Only the user itself may do this. */
        NOT_ONESELF("Only the user itself may do this."),
        /** No user raises itself. */
        RAISES_ITSELF("No user may give more rights to itself."),
        /** No one gives, or acts through someone who has, what it has not itself. */
        MORE_THAN_THE_ACTOR_HAS("The user may do something that you may not."),
        /** One's own secrets are changed by proving the old ones. */
        OLD_SECRET_NEEDED("Your own secrets are changed by proving the old ones."),
        /** A token may not be wider or live longer than what its maker proved itself with. */
        TOKEN_WIDER_THAN_PROOF("A token may not allow more or last longer than your own login."),
        /** No administrator would be left. */
        LAST_ADMINISTRATOR("No administrator would be left."),
        /** Only the host does this, of its own accord. */
        HOST_ONLY("Only the application itself does this."),
        /** The user would hold more than the host allows. */
        LIMIT_EXCEEDED("The user would hold more than is allowed.");

        private final String english;

        Reason(String english) {
            this.english = english;
        }

        /** The reason, for a person, under the key {@code refusal.} and the name of the constant. */
        public LocalizableText text() {
            return LocalizableText.of("refusal." + name(), english);
        }
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

    /**
     * The whole in English, for a log or a person: what may not be done, why not, and the decision or the limit behind
     * it. A host that translates uses {@link Reason#text}, {@link Decision#text} and {@link UserLimits.Excess#text}.
     */
    public String explanation() {
        return "You may not " + action.phrase() + ". " + reason.english
                + decision.map(found -> " " + found.explanation()).orElse("")
                + excess.map(found -> " " + found.text().english()).orElse("");
    }
}
