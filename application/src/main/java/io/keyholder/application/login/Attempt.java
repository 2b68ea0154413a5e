package io.keyholder.application.login;

import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One guess in the making: charged to its source and its subject before it is judged, so that N parallel guesses count N,
 * and given back where it was right.
 */
final class Attempt {
    private final LoginStates states;
    private final LoginPolicy policy;
    private final LoginStateKey subject;
    private final Optional<LoginStateKey> source;
    private final Instant now;

    Attempt(LoginStates states, LoginPolicy policy, LoginStateKey subject, Optional<String> source, Instant now) {
        this.states = states;
        this.policy = policy;
        this.subject = subject;
        this.source = source.map(LoginStateKey::ofSource);
        this.now = now;
    }

    /** Charges the attempt. Answers until when there is a pause, and charges nothing then; absent when it may be judged. */
    Optional<Instant> charge() {
        Optional<Instant> sourcePause = source.flatMap(key -> charge(key, policy.perSource()));
        if (sourcePause.isPresent()) {
            return sourcePause;
        }
        Optional<Instant> subjectPause = charge(subject, policy.perUser());
        if (subjectPause.isPresent()) {
            refundSource();
        }
        return subjectPause;
    }

    /** Gives the attempt back to subject and source: it was right as far as it went. */
    void refund() {
        states.change(subject, Attempt::refunded);
        refundSource();
    }

    /** Gives the attempt back to the source; the subject's are forgotten with its login. */
    void refundSource() {
        source.ifPresent(key -> states.change(key, Attempt::refunded));
    }

    private Optional<Instant> charge(LoginStateKey key, AttemptPolicy limits) {
        return states.decide(key, state -> {
            Optional<Instant> pause = state.attempts().pausedUntil(now, limits);
            return pause.isPresent()
                    ? LoginStates.Decided.keeping(pause)
                    : LoginStates.Decided.changing(
                            state.withAttempts(state.attempts().charged(now, limits)), Optional.empty());
        });
    }

    private static LoginState refunded(LoginState state) {
        Attempts given = state.attempts().refunded();
        return state.withAttempts(given);
    }
}
