package io.keyholder.application.internal.login;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.persistence.IdentifierLookup;
import java.time.Instant;
import java.util.Optional;

/**
 * Logging in with a password. Whatever is found, exactly one password is hashed, after the attempt was charged, and
 * none during a pause. Thread-safe.
 */
final class PasswordLogin {
    private final LoginPorts ports;
    private final UserLookup lookup;
    private final LoginStates states;
    private final Verdicts verdicts;
    private final LoginPolicy policy;
    private final TokenLogin tokens;
    private final CodeLogin codes;
    private final HashUpgrade upgrade;
    private final Recognizer recognizer;
    private final HashingQueue queue;

    PasswordLogin(
            LoginPorts ports,
            LoginStates states,
            Verdicts verdicts,
            LoginPolicy policy,
            TokenLogin tokens,
            CodeLogin codes,
            Recognizer recognizer,
            HashingQueue queue) {
        this.ports = ports;
        this.lookup = new UserLookup(ports.users());
        this.states = states;
        this.verdicts = verdicts;
        this.policy = policy;
        this.tokens = tokens;
        this.codes = codes;
        this.upgrade = new HashUpgrade(ports, states);
        this.recognizer = recognizer;
        this.queue = queue;
    }

    /**
     * Whom an identifier means.
     *
     * @param user the one user who holds it; absent when no one or several do
     * @param counted whose attempts these are
     * @param otherwise why no one can get in when there is no user
     */
    private record Subject(Optional<User> user, LoginStateKey counted, RefusalReason otherwise) {}

    /**
     * A guess before it is judged.
     *
     * @param subject whom it is about
     * @param attempt to be charged
     * @param now when it was made
     */
    private record Guess(Subject subject, Attempt attempt, Instant now) {}

    /** A pause is judged before the queue: a paused user takes no place from others. */
    LogInResult judge(LogInRequest request, Password password, Optional<String> code) {
        Guess guess = guess(request);
        Optional<LogInResult> byStrongToken =
                code.isPresent() ? Optional.empty() : strongToken(request, guess.subject(), password);
        if (byStrongToken.isPresent()) {
            return byStrongToken.get();
        }
        Optional<Instant> pause = guess.attempt().pause();
        if (pause.isPresent()) {
            return paused(request, guess, pause.get());
        }
        String lane = request.source()
                .map(source -> "source " + source)
                .orElseGet(() -> guess.subject().counted().value());
        return queue.run(lane, turn -> judgeField(request, password, code, current(request, guess, turn)))
                .orElseGet(LogInResult.Busy::new);
    }

    private Guess guess(LogInRequest request) {
        Subject subject = subjectOf(request.identifier());
        Instant now = ports.clock().instant();
        return new Guess(subject, recognizer.attempt(request, subject.user(), subject.counted(), now), now);
    }

    /** While a guess waited for its turn, the user may have got another password or been disabled. */
    private Guess current(LogInRequest request, Guess guess, HashingQueue.Turn turn) {
        return turn == HashingQueue.Turn.AT_ONCE ? guess : guess(request);
    }

    private LogInResult judgeField(LogInRequest request, Password password, Optional<String> code, Guess guess) {
        PasswordField field = PasswordField.read(
                password, code, policy.passwordForm(), guess.subject().user());
        try (Password plain = field.password()) {
            return judgeGuess(request, guess, plain, field.code());
        }
    }

    private LogInResult paused(LogInRequest request, Guess guess, Instant until) {
        return verdicts.refuse(request, guess.subject().user().map(User::id), RefusalReason.PAUSED, Optional.of(until));
    }

    private LogInResult judgeGuess(LogInRequest request, Guess guess, Password password, Optional<String> code) {
        Subject subject = guess.subject();
        Attempt attempt = guess.attempt();
        Instant now = guess.now();
        Optional<Instant> pause = attempt.chargeProvisionally();
        if (pause.isPresent()) {
            return paused(request, guess, pause.get());
        }
        Optional<PasswordHash> stored =
                subject.user().flatMap(user -> user.credentials().checkableHash());
        Verification verification = attempt.judging(() -> ports.passwordHasher().verify(password, stored));
        if (subject.user().isPresent() && verification.isMatch() && !password.isEmpty()) {
            User user = subject.user().get();
            LogInResult result = afterRightPassword(request, user, code, attempt, now);
            return verification == Verification.MATCHED_OUTDATED ? upgraded(result, user, password, now) : result;
        }
        return weakToken(request, subject.user(), password, attempt).orElseGet(() -> {
            attempt.settle();
            return verdicts.refuse(request, subject.user().map(User::id), reasonOf(subject, verification, stored));
        });
    }

    private LogInResult afterRightPassword(
            LogInRequest request, User user, Optional<String> code, Attempt attempt, Instant now) {
        Optional<RefusalReason> obstacle = obstacle(request, user, now);
        if (obstacle.isPresent()) {
            attempt.refund();
            return verdicts.refuse(request, user, obstacle.get());
        }
        if (!user.credentials().secondFactor().isDemanded()) {
            SessionStart session = SessionStart.begun(request, ProofStrength.PASSWORD, policy, ports.secrets(), now);
            LoginState loggedIn = verdicts.rememberLogin(
                    user, state -> session.in(recognizer.loggedIn(state, request, user, attempt, now)));
            attempt.settleLogin();
            return verdicts.accept(
                    request,
                    user,
                    ProofStrength.PASSWORD,
                    recognizer.mark(request, user, loggedIn, now),
                    session.session());
        }
        if (code.isEmpty()) {
            attempt.refund();
            return codes.askForCode(request, user, now);
        }
        attempt.settle();
        return codes.judge(request, user, code.get(), attempt, now);
    }

    /** The same result with the hash replaced; a hash of one who is refused stays as it is. */
    private LogInResult upgraded(LogInResult result, User user, Password password, Instant now) {
        if (result instanceof LogInResult.Refused) {
            return result;
        }
        Optional<SessionId> session = result.success()
                .flatMap(accepted -> accepted.actor().credential().session());
        Optional<User> stored = upgrade.apply(user, password, session, now);
        return result instanceof LogInResult.Accepted accepted
                ? stored.<LogInResult>map(accepted::asStored).orElse(result)
                : result;
    }

    /** What stands between a right password and getting in, the code apart. */
    private Optional<RefusalReason> obstacle(LogInRequest request, User user, Instant now) {
        LoginState state = states.current(LoginStateKey.of(user.id()));
        return verdicts.obstacleAfterPassword(user, state, now).or(() -> weakness(request, user));
    }

    private static Optional<RefusalReason> weakness(LogInRequest request, User user) {
        boolean reachesTwoFactors = user.credentials().secondFactor().isDemanded();
        return reachesTwoFactors || ProofStrength.PASSWORD.isAtLeast(request.wanted())
                ? Optional.empty()
                : Optional.of(RefusalReason.PROOF_TOO_WEAK);
    }

    private Optional<LogInResult> strongToken(LogInRequest request, Subject subject, Password password) {
        return policy.passwordForm() == LoginPolicy.PasswordForm.ICURE && TokenLogin.isUnguessable(password)
                ? tokens.inPlaceOfPassword(request, subject.user(), password)
                : Optional.empty();
    }

    private Optional<LogInResult> weakToken(
            LogInRequest request, Optional<User> user, Password password, Attempt attempt) {
        if (policy.passwordForm() != LoginPolicy.PasswordForm.ICURE || TokenLogin.isUnguessable(password)) {
            return Optional.empty();
        }
        Optional<LogInResult> accepted = tokens.inPlaceOfPassword(request, user, password);
        accepted.ifPresent(result -> attempt.refund());
        return accepted;
    }

    private Subject subjectOf(String identifier) {
        Optional<IdentifierKey> key = UserLookup.keyOf(identifier);
        if (key.isEmpty()) {
            return new Subject(Optional.empty(), UNWRITABLE, RefusalReason.UNKNOWN_USER);
        }
        IdentifierLookup held = lookup.find(key.get());
        if (held instanceof IdentifierLookup.Found found) {
            User user = found.user();
            return new Subject(Optional.of(user), LoginStateKey.of(user.id()), RefusalReason.UNKNOWN_USER);
        }
        return new Subject(
                Optional.empty(),
                LoginStateKey.ofUnknown(key.get()),
                held instanceof IdentifierLookup.Ambiguous
                        ? RefusalReason.AMBIGUOUS_IDENTIFIER
                        : RefusalReason.UNKNOWN_USER);
    }

    /** All identifiers that no one can have are counted together. */
    static final LoginStateKey UNWRITABLE = LoginStateKey.ofUnknown(IdentifierKey.of("?"));

    private static RefusalReason reasonOf(Subject subject, Verification verification, Optional<PasswordHash> stored) {
        if (subject.user().isEmpty()) {
            return subject.otherwise();
        }
        if (stored.isEmpty()) {
            return RefusalReason.NO_SUCH_CREDENTIAL;
        }
        return verification == Verification.UNREADABLE
                ? RefusalReason.UNREADABLE_CREDENTIAL
                : RefusalReason.WRONG_CREDENTIAL;
    }
}
