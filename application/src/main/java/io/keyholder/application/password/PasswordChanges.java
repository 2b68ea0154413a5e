package io.keyholder.application.password;

import io.keyholder.application.access.Answer;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.Set;

/**
 * New passwords: by the user who knows the old one, or by an administrator. Neither touches the user's private key:
 * data stays as closed, or as open, as it was. Thread-safe.
 */
public interface PasswordChanges {
    /** A new password for a user who knows the old one. A wrong old one counts as a guess. */
    PasswordChangeResult change(Actor actor, UserId id, Password old, Password fresh, TokensAfterwards tokens);

    /**
     * A new password for a user by an administrator or an accepted invitation. Wrong attempts are forgotten, and a
     * password change that was demanded is done.
     */
    PasswordChangeResult reset(Actor actor, UserId id, Password fresh, TokensAfterwards tokens);

    /** Lets the user in again only after it changed its password. False when there is no such user. */
    Answer<Boolean> demandChange(Actor actor, UserId id);

    /**
     * Gives a user a new password and revokes its tokens, so that a person who knew the old one is out. The data key is
     * untouched: a password never opened data.
     *
     * @param password the caller closes it
     */
    PasswordChangeResult reset(Actor actor, UserId id, Password password);

    /**
     * What would be wrong with a new password, so that a person learns it before anything is sent or stored. Costs no
     * hash, and neither stores nor counts anything.
     *
     * @param user as stored, or as it is going to be
     * @return empty when nothing is
     */
    Set<PasswordFlaw> flawsOf(Password password, User user);
}
