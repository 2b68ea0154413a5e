package io.keyholder.application.internal.login;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.observation.Observing;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.session.RunningSessions;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.Session;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.login.Sessions;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.observation.Observation.PresentedCredential;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The use cases behind {@link RunningSessions}. Thread-safe. */
public final class SessionUseCases implements RunningSessions {
    private final LoginPorts ports;
    private final LoginStates states;
    private final LoginPolicy policy;
    private final UserAccess access;
    private final LoginGate gate;
    private final Observing observing;

    public SessionUseCases(
            LoginPorts ports, LoginPolicy policy, UserAccess access, LoginGate gate, Observing observing) {
        this.observing = observing;
        this.ports = ports;
        this.states = new LoginStates(ports.states());
        this.policy = policy;
        this.access = access;
        this.gate = gate;
    }

    @Override
    public Answer<User> check(Actor.LoggedIn actor) {
        Answer<User> running = access.running(Arguments.required("actor", actor), UserAction.READ);
        if (running instanceof Answer.Allowed) {
            actor.credential().session().ifPresent(session -> noteUse(actor.user(), session));
        }
        return running;
    }

    /** A use that is noted by another thread at the same moment is as good. */
    private void noteUse(UserId id, SessionId session) {
        Instant now = ports.clock().instant();
        states.decide(
                LoginStateKey.of(id),
                state -> state.sessions()
                                .find(session)
                                .filter(found -> now.isBefore(found.lastUse().plus(USE_PRECISION)))
                                .isPresent()
                        ? LoginStates.Decided.keeping(id)
                        : LoginStates.Decided.changing(
                                state.withSessions(state.sessions().withChanged(session, found -> found.usedAt(now))),
                                id));
    }

    @Override
    public Answer<List<Session>> list(Actor actor, UserId id) {
        return ifAllowed(actor, UserAction.LIST_SESSIONS, id, () -> running(id));
    }

    private List<Session> running(UserId id) {
        Instant now = ports.clock().instant();
        return states.current(LoginStateKey.of(id)).sessions().running().stream()
                .filter(session -> now.isBefore(session.since().plus(policy.passwordLoginLife())))
                .sorted(Comparator.comparing(Session::lastUse)
                        .thenComparing(Session::since)
                        .reversed())
                .toList();
    }

    @Override
    public Answer<Boolean> end(Actor actor, UserId id, SessionId session) {
        Arguments.required("session", session);
        return ifAllowed(
                actor,
                UserAction.END_SESSION,
                id,
                () -> ended(
                                id,
                                Optional.of(session),
                                state -> state.withSessions(state.sessions().without(session)))
                        > 0);
    }

    @Override
    public Answer<Integer> endOthers(Actor.LoggedIn actor) {
        UserId id = Arguments.required("actor", actor).user();
        return ifAllowed(
                actor,
                UserAction.END_SESSION,
                id,
                () -> ended(
                        id,
                        Optional.empty(),
                        state -> state.withSessions(
                                state.sessions().withOnly(actor.credential().session()))));
    }

    @Override
    public Answer<Integer> endAll(Actor actor, UserId id) {
        return ifAllowed(
                actor,
                UserAction.END_SESSION,
                id,
                () -> ports.users().findById(id).isEmpty()
                        ? 0
                        : ended(
                                id,
                                Optional.empty(),
                                state -> state.withSessions(
                                                Sessions.endedAt(ports.clock().instant()))
                                        .withRecognition(Optional.empty())));
    }

    @Override
    public LogInResult stepUp(Actor.LoggedIn actor, String code) {
        Arguments.required("code", code);
        Arguments.required("actor", actor);
        return observing.login(PresentedCredential.STEP_UP, () -> gate.stepUp(actor, code));
    }

    private int ended(UserId id, Optional<SessionId> session, Function<LoginState, LoginState> ending) {
        int ended = states.decide(LoginStateKey.of(id), state -> {
            LoginState after = ending.apply(state);
            int fewer = state.sessions().running().size()
                    - after.sessions().running().size();
            return after.equals(state) ? LoginStates.Decided.keeping(0) : LoginStates.Decided.changing(after, fewer);
        });
        ports.audit().record(new AuditEvent.SessionsEnded(ports.clock().instant(), id, session, ended));
        return ended;
    }

    private <T> Answer<T> ifAllowed(Actor actor, UserAction action, UserId id, Supplier<T> allowed) {
        Optional<User> user = ports.users().findById(Arguments.required("user id", id));
        return access.refusal(actor, action, id, user)
                .<Answer<T>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(allowed.get()));
    }
}
