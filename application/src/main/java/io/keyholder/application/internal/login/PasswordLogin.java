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
import io.keyholder.domain.user.User;
import io.keyholder.ports.hashing.Verification;
import io.keyholder.ports.persistence.IdentifierLookup;
import java.time.Instant;
import java.util.Optional;

/**
 * Logging in with a password. Whatever is found, exactly one password is hashed, after the attempt was charged.
 * Thread-safe.
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

    PasswordLogin(
            LoginPorts ports,
            LoginStates states,
            Verdicts verdicts,
            LoginPolicy policy,
            TokenLogin tokens,
            CodeLogin codes) {
        this.ports = ports;
        this.lookup = new UserLookup(ports.users());
        this.states = states;
        this.verdicts = verdicts;
        this.policy = policy;
        this.tokens = tokens;
        this.codes = codes;
        this.upgrade = new HashUpgrade(ports);
    }

    /**
     * Whom an identifier means.
     *
     * @param user the one user who holds it; absent when nobody or several do
     * @param counted whose attempts these are
     * @param otherwise why nobody can get in when there is no user
     */
    private record Subject(Optional<User> user, LoginStateKey counted, RefusalReason otherwise) {}

    LogInResult judge(LogInRequest request, Password password, Optional<String> code) {
        Subject subject = subjectOf(request.identifier());
        Instant now = ports.clock().instant();
        Optional<LogInResult> byStrongToken =
                code.isPresent() ? Optional.empty() : strongToken(request, subject, password);
        if (byStrongToken.isPresent()) {
            return byStrongToken.get();
        }
        PasswordField field = PasswordField.read(password, code, policy.passwordForm(), subject.user());
        try (Password plain = field.password()) {
            return judgeGuess(request, subject, plain, field.code(), now);
        }
    }

    private LogInResult judgeGuess(
            LogInRequest request, Subject subject, Password password, Optional<String> code, Instant now) {
        Attempt attempt = new Attempt(states, policy, subject.counted(), request.source(), now);
        Optional<Instant> pause = attempt.charge();
        Optional<PasswordHash> stored = pause.isPresent()
                ? Optional.empty()
                : subject.user().flatMap(user -> user.credentials().checkableHash());
        Verification verification = ports.passwordHasher().verify(password, stored);
        if (pause.isPresent()) {
            return verdicts.refuse(request, subject.user().map(User::id), RefusalReason.PAUSED, pause);
        }
        if (subject.user().isEmpty()) {
            return verdicts.refuse(request, Optional.empty(), subject.otherwise());
        }
        User user = subject.user().get();
        if (verification.isMatch() && !password.isEmpty()) {
            LogInResult result = afterRightPassword(request, user, code, attempt, now);
            return verification == Verification.MATCHED_OUTDATED ? upgraded(result, user, password, now) : result;
        }
        return weakToken(request, user, password, attempt)
                .orElseGet(() -> verdicts.refuse(request, user, reasonOf(verification, stored)));
    }

    private LogInResult afterRightPassword(
            LogInRequest request, User user, Optional<String> code, Attempt attempt, Instant now) {
        Optional<RefusalReason> obstacle = obstacle(request, user, now);
        if (obstacle.isPresent()) {
            attempt.refund();
            return verdicts.refuse(request, user, obstacle.get());
        }
        if (!user.credentials().secondFactor().isDemanded()) {
            attempt.refundSource();
            verdicts.rememberLogin(user, now);
            return verdicts.accept(request, user, ProofStrength.PASSWORD);
        }
        if (code.isEmpty()) {
            attempt.refund();
            return codes.askForCode(request, user, now);
        }
        return codes.judge(request, user, code.get(), attempt, now);
    }

    /** The same result with the hash replaced; a hash of one who is refused stays as it is. */
    private LogInResult upgraded(LogInResult result, User user, Password password, Instant now) {
        if (result instanceof LogInResult.Refused) {
            return result;
        }
        User stored = upgrade.apply(user, password, now);
        return result instanceof LogInResult.Accepted accepted
                ? new LogInResult.Accepted(stored, accepted.strength(), accepted.scope(), accepted.until())
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

    private Optional<LogInResult> weakToken(LogInRequest request, User user, Password password, Attempt attempt) {
        if (policy.passwordForm() != LoginPolicy.PasswordForm.ICURE || TokenLogin.isUnguessable(password)) {
            return Optional.empty();
        }
        Optional<LogInResult> accepted = tokens.inPlaceOfPassword(request, Optional.of(user), password);
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

    /** All identifiers that nobody can have are counted together. */
    static final LoginStateKey UNWRITABLE = LoginStateKey.ofUnknown(IdentifierKey.of("?"));

    private static RefusalReason reasonOf(Verification verification, Optional<PasswordHash> stored) {
        if (stored.isEmpty()) {
            return RefusalReason.NO_SUCH_CREDENTIAL;
        }
        return verification == Verification.UNREADABLE
                ? RefusalReason.UNREADABLE_CREDENTIAL
                : RefusalReason.WRONG_CREDENTIAL;
    }
}
