package io.keyholder.application.internal.login;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.Session;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.login.Sessions;
import io.keyholder.ports.randomness.SecretGenerator;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The session that a login begins or goes on in, and what becomes of the user's sessions with it. Immutable.
 *
 * @param session absent for a login outside of any session
 */
record SessionStart(Optional<SessionId> session, UnaryOperator<Sessions> change) {
    /** A fresh session. */
    static SessionStart begun(
            LogInRequest request, ProofStrength strength, LoginPolicy policy, SecretGenerator secrets, Instant now) {
        SessionId id = new SessionId(HexFormat.of().formatHex(secrets.nextBytes(SessionId.DIGITS / 2)));
        Session begun = Session.begun(id, strength, request.source(), now);
        return new SessionStart(Optional.of(id), sessions -> sessions.with(begun, policy.passwordLoginLife()));
    }

    /** The session of a user who is logged in and now proves more. */
    static SessionStart goingOn(Actor.LoggedIn actor, ProofStrength proved, Instant now) {
        Optional<SessionId> session = actor.credential().session();
        return new SessionStart(
                session,
                sessions -> session.map(id -> sessions.withChanged(
                                id, found -> found.provedBy(proved).usedAt(now)))
                        .orElse(sessions));
    }

    LoginState in(LoginState state) {
        return state.withSessions(change.apply(state.sessions()));
    }
}
