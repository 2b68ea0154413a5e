package io.keyholder.application.internal.login;

import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.login.Credential;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The one gate that every credential passes.
 *
 * <p>The order of checks and the work done do not tell an unknown user from a known one: a password costs one slow
 * hash, or none during a pause, a token a fixed number of fast ones, whatever is found. Guesses are charged before they
 * are judged. Status, deletion and expiration are checked for every kind, after the credential. Every outcome goes to
 * the audit trail with its true reason; the one refused learns less. Thread-safe; throws
 * {@link io.keyholder.ports.persistence.StoreException} when a store is broken, and lets no user in then.
 */
public final class LoginGate {
    private final LoginPorts ports;
    private final LoginPolicy policy;
    private final UserAccess access;
    private final Verdicts verdicts;
    private final PasswordLogin passwords;
    private final CodeLogin codes;
    private final TokenLogin tokens;

    public LoginGate(LoginPorts ports, LoginPolicy policy, HashingQueue queue, UserAccess access) {
        LoginStates states = new LoginStates(ports.states());
        this.access = access;
        this.verdicts = new Verdicts(ports, states, access.roles(), policy);
        Recognizer recognizer = new Recognizer(states, policy, ports.secrets(), ports.sealer());
        this.ports = ports;
        this.policy = policy;
        this.tokens = new TokenLogin(ports, states, verdicts, policy, recognizer);
        this.codes = new CodeLogin(ports, states, verdicts, policy, recognizer);
        this.passwords = new PasswordLogin(ports, states, verdicts, policy, tokens, codes, recognizer, queue);
    }

    /** Judges an attempt. */
    public LogInResult logIn(LogInRequest request) {
        Credential credential = Arguments.required("request", request).credential();
        if (credential instanceof Credential.Token token) {
            return tokens.byToken(request, token.text());
        }
        if (credential instanceof Credential.Invitation invitation) {
            return tokens.byInvitation(request, invitation.text());
        }
        if (credential instanceof Credential.TokenOfUser legacy) {
            return tokens.byTokenOfUser(request, legacy.value());
        }
        if (credential instanceof Credential.CodeAfterPassword second) {
            return codes.afterPassword(request, second.ticket(), second.code());
        }
        return credential instanceof Credential.PasswordAndCode both
                ? passwords.judge(request, both.password(), Optional.of(both.code()))
                : passwords.judge(request, ((Credential.PasswordOnly) credential).password(), Optional.empty());
    }

    /** Judges a code of a user who is logged in by password. Its login ends when it would have ended. */
    public LogInResult stepUp(Actor.LoggedIn actor, String code) {
        Arguments.required("actor", actor);
        Instant now = ports.clock().instant();
        LogInRequest request = LogInRequest.withCode(ofRunningLogin(actor.user()), code);
        Optional<User> user = ports.users().findById(actor.user());
        boolean isRunning = user.filter(found -> actor.isBoundTo(found, now)).isPresent()
                && actor.credential().token().isEmpty()
                && actor.until().filter(end -> !now.isBefore(end)).isEmpty()
                && !access.isLoginOver(actor, now)
                && UserAccess.goesOn(actor, new LoginStates(ports.states()).current(LoginStateKey.of(actor.user())));
        if (!isRunning) {
            return verdicts.refuse(request, Optional.empty(), RefusalReason.WRONG_CREDENTIAL);
        }
        LogInResult result = codes.ofRunningLogin(request, user.get(), actor, code, now);
        return result instanceof LogInResult.Accepted accepted
                ? accepted.in(actor.credential().session(), actor.credential().loggedIn())
                : result;
    }

    /** A ticket that redeems nothing: the running login stands in its place. */
    private static LoginTicket ofRunningLogin(UserId user) {
        return new LoginTicket(TokenValue.of(user, "step-up", new byte[TokenValue.SECRET_SIZE_BYTES]));
    }

    /**
     * Forgets wrong attempts that no longer count: those for identifiers that no one holds and those from sources,
     * which anyone can make in any number. Answers how many records went. Worth calling once a day; changes no verdict.
     */
    public long forgetIdleAttempts() {
        Duration longest = Collections.max(
                List.of(policy.perUser().memory(), policy.perSource().memory()));
        return ports.states().removeIdleSince(ports.clock().instant().minus(longest));
    }
}
