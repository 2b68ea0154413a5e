package io.keyholder.application.internal.observation;

import io.keyholder.application.login.Credential;
import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observation.LoginOutcome;
import io.keyholder.ports.observation.Observation.PresentedCredential;
import io.keyholder.ports.observation.Observer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The host's observer, whose failures change nothing. Thread-safe. */
public final class Observing {
    private final Observer observer;

    private Observing(Observer observer) {
        this.observer = observer;
    }

    /** Gives observations to this observer. */
    public static Observing by(Observer observer) {
        return new Observing(observer);
    }

    /** Whether there is an observer. */
    public boolean isOn() {
        return observer != Observer.NONE;
    }

    /** Gives an observation. */
    public void give(Observation observation) {
        try {
            observer.observe(observation);
        } catch (Exception | LinkageError | AssertionError ofTheObserver) {
            // An observer decides nothing, so what it throws is its own affair.
        }
    }

    /** The moment from which a duration is measured. */
    public static long start() {
        return System.nanoTime();
    }

    /** How long it is since a moment. */
    public static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** What a login with this credential results in. */
    public LogInResult login(PresentedCredential credential, Supplier<LogInResult> judged) {
        if (!isOn()) {
            return judged.get();
        }
        long start = start();
        LogInResult result;
        try {
            result = judged.get();
        } catch (RuntimeException | Error failed) {
            give(new Observation.LoginJudged(credential, LoginOutcome.FAILED, Optional.empty(), since(start)));
            throw failed;
        }
        give(new Observation.LoginJudged(credential, outcome(result), reason(result), since(start)));
        return result;
    }

    /** What kind of credential this is. */
    public static PresentedCredential kind(Credential credential) {
        if (credential instanceof Credential.PasswordOnly) {
            return PresentedCredential.PASSWORD;
        }
        if (credential instanceof Credential.PasswordAndCode) {
            return PresentedCredential.PASSWORD_AND_CODE;
        }
        if (credential instanceof Credential.CodeAfterPassword) {
            return PresentedCredential.CODE;
        }
        if (credential instanceof Credential.Token) {
            return PresentedCredential.TOKEN;
        }
        return credential instanceof Credential.Invitation
                ? PresentedCredential.INVITATION
                : PresentedCredential.TOKEN_OF_USER;
    }

    private static LoginOutcome outcome(LogInResult result) {
        if (result instanceof LogInResult.Accepted) {
            return LoginOutcome.ACCEPTED;
        }
        if (result instanceof LogInResult.CodeNeeded) {
            return LoginOutcome.CODE_NEEDED;
        }
        return result instanceof LogInResult.Refused ? LoginOutcome.REFUSED : LoginOutcome.BUSY;
    }

    private static Optional<RefusalReason> reason(LogInResult result) {
        return result instanceof LogInResult.Refused refused ? Optional.of(refused.reason()) : Optional.empty();
    }
}
