package io.keyholder.application.internal.login;

import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.PendingLogin;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.SecondFactorChanged.FactorChange;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The second factor at login: a code of the user's authenticator or one of its recovery codes. Each code and each
 * recovery code works once, across all instances, because using it and logging in are one compare-and-set. Thread-safe.
 */
final class CodeLogin {
    private static final String TICKET_NAME = "pending-login";

    private final LoginPorts ports;
    private final LoginStates states;
    private final Verdicts verdicts;
    private final LoginPolicy policy;
    private final SecretUpgrade upgrade;
    private final Recognizer recognizer;
    private final LoginObstacles obstacles;

    CodeLogin(LoginPorts ports, LoginStates states, Verdicts verdicts, LoginPolicy policy, Recognizer recognizer) {
        this.ports = ports;
        this.states = states;
        this.verdicts = verdicts;
        this.policy = policy;
        this.upgrade = new SecretUpgrade(ports);
        this.recognizer = recognizer;
        this.obstacles = new LoginObstacles(ports);
    }

    /** The second step of two: a ticket from the first, and a code. */
    LogInResult afterPassword(LogInRequest request, LoginTicket ticket, String code) {
        Instant now = ports.clock().instant();
        Optional<User> found = ports.users().findById(ticket.value().user());
        LoginStateKey key = LoginStateKey.of(ticket.value().user());
        LoginState state = states.current(key);
        if (found.isEmpty() || !isPending(state, ticket, now)) {
            return verdicts.refuse(request, Optional.empty(), RefusalReason.WRONG_CREDENTIAL);
        }
        Optional<RefusalReason> obstacle = verdicts.obstacleAfterPassword(found.get(), state, now);
        if (obstacle.isPresent()) {
            return verdicts.refuse(request, found.get(), obstacle.get());
        }
        Attempt attempt = recognizer.attempt(request, found, key, now);
        Optional<Instant> pause = attempt.charge();
        return pause.isPresent()
                ? verdicts.refuse(request, Optional.of(found.get().id()), RefusalReason.PAUSED, pause)
                : judge(
                        request,
                        found.get(),
                        code,
                        attempt,
                        now,
                        current -> isPending(current, ticket, now),
                        begun(request, now));
    }

    /** The code of a user who is logged in. Guesses of strangers do not pause it. */
    LogInResult ofRunningLogin(LogInRequest request, User user, Actor.LoggedIn actor, String code, Instant now) {
        Optional<RefusalReason> obstacle =
                verdicts.obstacleAfterPassword(user, states.current(LoginStateKey.of(user.id())), now);
        if (obstacle.isPresent() || !user.credentials().secondFactor().isDemanded()) {
            return verdicts.refuse(request, user, obstacle.orElse(RefusalReason.NO_SUCH_CREDENTIAL));
        }
        Attempt attempt = Attempt.ofLoggedIn(states, policy, user.id(), now);
        Optional<Instant> pause = attempt.charge();
        return pause.isPresent()
                ? verdicts.refuse(request, Optional.of(user.id()), RefusalReason.PAUSED, pause)
                : judge(
                        request,
                        user,
                        code,
                        attempt,
                        now,
                        state -> UserAccess.goesOn(actor, state),
                        SessionStart.goingOn(actor, ProofStrength.TWO_FACTORS, now));
    }

    /** A ticket for the second step; replaces an earlier one. */
    LogInResult askForCode(LogInRequest request, User user, Instant now) {
        byte[] secret = ports.secrets().nextBytes(TokenValue.SECRET_SIZE_BYTES);
        TokenValue value = TokenValue.of(user.id(), TICKET_NAME, secret);
        Arrays.fill(secret, (byte) 0);
        Instant until = now.plus(policy.ticketLife());
        try (Password plain = value.asPassword()) {
            PendingLogin pending = new PendingLogin(ports.tokenHasher().hash(plain), until);
            states.change(LoginStateKey.of(user.id()), state -> state.withPendingLogin(Optional.of(pending)));
        }
        verdicts.audit(request, Optional.of(user.id()), RefusalReason.SECOND_FACTOR_REQUIRED);
        return new LogInResult.CodeNeeded(new LoginTicket(value), until);
    }

    /** Judges a code of a user whose password was right just now and whose attempt is charged. */
    LogInResult judge(LogInRequest request, User user, String code, Attempt attempt, Instant now) {
        return judge(request, user, code, attempt, now, state -> true, begun(request, now));
    }

    private SessionStart begun(LogInRequest request, Instant now) {
        return SessionStart.begun(request, ProofStrength.TWO_FACTORS, policy, ports.secrets(), now);
    }

    /**
     * @param isOpen whether the login still waits for a code, judged together with the code, so that two codes cannot
     *     redeem one ticket
     */
    private LogInResult judge(
            LogInRequest request,
            User user,
            String code,
            Attempt attempt,
            Instant now,
            Predicate<LoginState> isOpen,
            SessionStart session) {
        Optional<TotpSecret> secret = secretOf(user);
        if (secret.isEmpty()) {
            return verdicts.refuse(request, user, RefusalReason.SECOND_FACTOR_UNUSABLE);
        }
        String typed = CopiedText.code(code);
        UnaryOperator<LoginState> login = state -> session.in(recognizer.loggedIn(state, request, user, attempt, now));
        Judged judged = states.decide(
                LoginStateKey.of(user.id()),
                state -> isOpen.test(state)
                        ? decide(state, secret.get(), typed, now, login)
                        : LoginStates.Decided.keeping(new Judged(Judgement.WRONG, state)));
        Judgement judgement = judged.judgement();
        if (judgement == Judgement.RECOVERED) {
            ports.audit().record(new AuditEvent.SecondFactorChanged(now, user.id(), FactorChange.RECOVERY_CODE_USED));
        }
        return switch (judgement) {
            case WRONG -> verdicts.refuse(request, user, RefusalReason.WRONG_CREDENTIAL);
            case REUSED -> verdicts.refuse(request, user, RefusalReason.CODE_REUSED);
            case BLOCKED -> verdicts.refuse(request, user, RefusalReason.SECOND_FACTOR_BLOCKED);
            case RIGHT, RECOVERED -> {
                attempt.settleLogin();
                yield verdicts.accept(
                        request,
                        upgrade.apply(user, now),
                        ProofStrength.TWO_FACTORS,
                        recognizer.mark(request, user, judged.state(), now),
                        session.session());
            }
        };
    }

    private enum Judgement {
        WRONG,
        REUSED,
        BLOCKED,
        RIGHT,
        RECOVERED
    }

    /**
     * A judgement on a code.
     *
     * @param state what is stored with it
     */
    private record Judged(Judgement judgement, LoginState state) {
        static LoginStates.Decided<Judged> changing(LoginState next, Judgement judgement) {
            return LoginStates.Decided.changing(next, new Judged(judgement, next));
        }
    }

    /** After too many wrong codes in a row, a right one counts no more than a wrong one: only a recovery code does. */
    private LoginStates.Decided<Judged> decide(
            LoginState state, TotpSecret secret, String typed, Instant now, UnaryOperator<LoginState> login) {
        OptionalLong step = ports.oneTimePassword().matchingStep(secret, typed, now);
        LoginState inUse = state.withSecondFactorRemoval(Optional.empty());
        if (step.isPresent() && !state.isAuthenticatorBlocked()) {
            return state.mayUseCodeOf(step.getAsLong())
                    ? Judged.changing(login.apply(inUse.withCodeUsed(step.getAsLong())), Judgement.RIGHT)
                    : LoginStates.Decided.keeping(new Judged(Judgement.REUSED, state));
        }
        Optional<PasswordHash> recoveryCode = recoveryCode(state, typed);
        if (recoveryCode.isPresent()) {
            return Judged.changing(login.apply(inUse.withRecoveryCodeUsed(recoveryCode.get())), Judgement.RECOVERED);
        }
        return state.isAuthenticatorBlocked()
                ? LoginStates.Decided.keeping(new Judged(Judgement.BLOCKED, state))
                : Judged.changing(state.withWrongCode(), Judgement.WRONG);
    }

    private Optional<PasswordHash> recoveryCode(LoginState state, String typed) {
        try (Password plain = Password.of(typed)) {
            return state.recoveryCodes().stream()
                    .filter(stored -> ports.tokenHasher().verify(plain, stored))
                    .findFirst();
        } catch (InvalidValueException unwritable) {
            return Optional.empty();
        }
    }

    private boolean isPending(LoginState state, LoginTicket ticket, Instant now) {
        Optional<PendingLogin> pending = state.pendingLogin().filter(waiting -> now.isBefore(waiting.expires()));
        try (Password plain = ticket.value().asPassword()) {
            return pending.isPresent()
                    && ports.tokenHasher().verify(plain, pending.get().ticketHash());
        }
    }

    private Optional<TotpSecret> secretOf(User user) {
        return user.credentials().secondFactor() instanceof SecondFactor.On on
                ? obstacles.readable(on.secret(), user.id())
                : Optional.empty();
    }
}
