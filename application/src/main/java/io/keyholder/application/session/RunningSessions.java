package io.keyholder.application.session;

import io.keyholder.application.access.Answer;
import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.Session;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.login.Sessions;
import io.keyholder.domain.user.User;
import java.time.Duration;
import java.util.List;

/**
 * The sessions of users: each login by password begins one. It ends by {@link #end}, with the password, with a second
 * factor that is confirmed or removed in another session, after the life of a login by password
 * ({@code LoginPolicy.withPasswordLoginLife}), and when the user has {@value Sessions#MOST} sessions that were used
 * later. What was logged in with a token ends with the token and is not listed here. Thread-safe.
 */
public interface RunningSessions {
    /** How exactly the last use is kept. A use within this time of the last one writes nothing. */
    Duration USE_PRECISION = Duration.ofMinutes(5);

    /**
     * The user of a login as stored now, where that login still goes on: what a host asks at each request. Reads the
     * user and its login state, and notes the use, to {@link #USE_PRECISION}.
     *
     * @return forbidden when the login has ended, with the reason
     */
    Answer<User> check(Actor.LoggedIn actor);

    /** The user's sessions, the one used last first; empty when there is no such user. */
    Answer<List<Session>> list(Actor actor, UserId id);

    /** Ends one session. False when the user has no such session, or it had ended. */
    Answer<Boolean> end(Actor actor, UserId id, SessionId session);

    /** Ends every session of the acting user but this one. Returns how many were ended. */
    Answer<Integer> endOthers(Actor.LoggedIn actor);

    /**
     * Ends every session of a user, and every login by password that is not listed. No device and no source of the user
     * is recognized any more. Returns how many listed sessions were ended; 0 when there is no such user.
     */
    Answer<Integer> endAll(Actor actor, UserId id);

    /**
     * Proves the second factor of a user who is logged in by password, without a new login: the result's actor has the
     * strength of two factors, and ends when the login would have ended. A recovery code counts as well. Wrong codes
     * are counted as at a login.
     *
     * @param code as typed
     */
    LogInResult stepUp(Actor.LoggedIn actor, String code);
}
