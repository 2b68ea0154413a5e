package io.keyholder.application.internal.login;

import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.login.AttemptPolicy;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginStateKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One guess in the making: charged to its source and its subject before it is judged, so that N parallel guesses count
 * N, and given back where it was right: as if it had never been, so that right attempts never prolong a pause. Used by
 * one thread.
 */
public final class Attempt {
    private final LoginStates states;
    private final Instant now;
    private final Account subject;
    private final Optional<Account> source;

    public Attempt(
            LoginStates states, LoginPolicy policy, LoginStateKey subject, Optional<String> source, Instant now) {
        this.states = states;
        this.now = now;
        this.subject = new Account(subject, policy.perUser());
        this.source = source.map(LoginStateKey::ofSource).map(key -> new Account(key, policy.perSource()));
    }

    /**
     * Charges the attempt. Answers until when there is a pause, and charges nothing then; absent when it may be judged.
     */
    public Optional<Instant> charge() {
        Optional<Instant> sourcePause = source.flatMap(Account::charge);
        if (sourcePause.isPresent()) {
            return sourcePause;
        }
        Optional<Instant> subjectPause = subject.charge();
        if (subjectPause.isPresent()) {
            refundSource();
        }
        return subjectPause;
    }

    /** Gives the attempt back to subject and source: it was right as far as it went. */
    public void refund() {
        subject.refund();
        refundSource();
    }

    /** Gives the attempt back to the source; the subject's are forgotten with its login. */
    void refundSource() {
        source.ifPresent(Account::refund);
    }

    /** Whose attempts are counted, and how they stood before and after this one. */
    private final class Account {
        private final LoginStateKey key;
        private final AttemptPolicy limits;
        private Attempts before = Attempts.NONE;
        private Attempts after = Attempts.NONE;

        Account(LoginStateKey key, AttemptPolicy limits) {
            this.key = key;
            this.limits = limits;
        }

        Optional<Instant> charge() {
            return states.decide(key, state -> {
                before = state.attempts();
                after = before.charged(now, limits);
                Optional<Instant> pause = before.pausedUntil(now, limits);
                return pause.isPresent()
                        ? LoginStates.Decided.keeping(pause)
                        : LoginStates.Decided.changing(state.withAttempts(after), Optional.empty());
            });
        }

        void refund() {
            states.change(key, state -> state.withAttempts(refunded(state.attempts())));
        }

        /** Exactly as before, unless others were charged or forgotten since. */
        private Attempts refunded(Attempts current) {
            return current.equals(after) ? before : current.refunded();
        }
    }
}
