package io.keyholder.application.secondfactor;

import io.keyholder.application.access.Answer;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import java.util.Optional;

/**
 * Enrols, confirms and removes second factors. A crash between two writes locks no one out and leaves no factor half
 * on: one is on before it is remembered as confirmed; and that one is being removed is noted before it is off, until it
 * is forgotten. Thread-safe.
 */
public interface SecondFactors {
    /**
     * Makes a secret, in the place of one that was never confirmed. A second factor that another writer took out of the
     * stored user counts as on: enrolling anew would get around it.
     *
     * @param issuer who will ask for codes, such as the practice's name, for the authenticator's display
     */
    SecondFactorResult enrol(Actor actor, UserId id, String issuer);

    /** Turns the second factor on, given a first right code, and makes recovery codes. */
    SecondFactorResult confirm(Actor actor, UserId id, String code);

    /** Takes the second factor away, whatever its state; for an administrator, or a user who proved itself with it. */
    SecondFactorResult remove(Actor actor, UserId id);

    /** Makes fresh recovery codes in the place of all earlier ones. */
    SecondFactorResult renewRecoveryCodes(Actor actor, UserId id);

    /** What a login asks of the user beside the password; never {@code ON} where no code can be right. */
    Answer<Optional<SecondFactorStatus>> status(Actor actor, UserId id);
}
