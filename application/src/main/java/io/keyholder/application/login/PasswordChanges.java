package io.keyholder.application.login;

import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserId;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.PasswordSet.Origin;
import io.keyholder.ports.hashing.Verification;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * New passwords: by the user who knows the old one, or by an administrator. Neither touches the user's private key: data
 * stays as closed, or as open, as it was. Thread-safe.
 */
public final class PasswordChanges {
    private final LoginPorts ports;
    private final LoginPolicy policy;
    private final PasswordRules rules;
    private final LoginStates states;
    private final UserEdits edits;
    private final HashingQueue queue;

    /** Changes over these ports. */
    public PasswordChanges(LoginPorts ports, LoginPolicy policy, PasswordRules rules) {
        this.ports = ports;
        this.policy = policy;
        this.rules = rules;
        this.states = new LoginStates(ports.states());
        this.edits = new UserEdits(ports.users());
        this.queue = new HashingQueue(policy.hashing());
    }

    /** A new password for a user who knows the old one. A wrong old one counts as a guess. */
    public PasswordChangeResult change(UserId id, Password old, Password fresh, TokensAfterwards tokens) {
        return withUser(id, fresh, user -> () -> changeKnown(user, old, fresh, tokens));
    }

    /**
     * A new password for a user by an administrator or an accepted invitation. Wrong attempts are forgotten, and a
     * password change that was demanded is done.
     */
    public PasswordChangeResult reset(UserId id, Password fresh, TokensAfterwards tokens) {
        return withUser(id, fresh, user -> () -> set(user, fresh, tokens, Origin.RESET));
    }

    /** Lets the user in again only after it changed its password. False when there is no such user. */
    public boolean demandChange(UserId id) {
        if (ports.users().findById(id).isEmpty()) {
            return false;
        }
        Instant now = ports.clock().instant();
        states.change(LoginStateKey.of(id), state -> state.withPasswordChangeDemanded(Optional.of(now)));
        return true;
    }

    private PasswordChangeResult withUser(
            UserId id, Password fresh, java.util.function.Function<User, Supplier<PasswordChangeResult>> change) {
        Optional<User> user = ports.users().findById(id);
        if (user.isEmpty()) {
            return new PasswordChangeResult.NoSuchUser();
        }
        Set<PasswordFlaw> flaws = rules.flawsOf(fresh, user.get());
        if (!flaws.isEmpty()) {
            return new PasswordChangeResult.Refused(flaws);
        }
        return queue.run(change.apply(user.get())).orElseGet(PasswordChangeResult.Busy::new);
    }

    private PasswordChangeResult changeKnown(User user, Password old, Password fresh, TokensAfterwards tokens) {
        Attempt attempt = new Attempt(
                states,
                policy,
                LoginStateKey.of(user.id()),
                Optional.empty(),
                ports.clock().instant());
        Optional<Instant> pause = attempt.charge();
        if (pause.isPresent()) {
            return new PasswordChangeResult.Paused(pause.get());
        }
        Verification verification =
                ports.passwordHasher().verify(old, user.credentials().checkableHash());
        if (!verification.isMatch()) {
            return new PasswordChangeResult.WrongPassword();
        }
        attempt.refund();
        return set(user, fresh, tokens, Origin.CHANGED_BY_USER);
    }

    private PasswordChangeResult set(User user, Password fresh, TokensAfterwards tokens, Origin origin) {
        PasswordHash hash = ports.passwordHasher().hash(fresh);
        Instant now = ports.clock().instant();
        Optional<User> changed = edits.edit(user.id(), current -> withPassword(current, hash, tokens, now));
        if (changed.isEmpty()) {
            return new PasswordChangeResult.NoSuchUser();
        }
        states.change(LoginStateKey.of(user.id()), state -> settled(state, origin));
        ports.audit().record(new AuditEvent.PasswordSet(now, user.id(), origin));
        return new PasswordChangeResult.Changed(changed.get());
    }

    private static User withPassword(User user, PasswordHash hash, TokensAfterwards tokens, Instant now) {
        User changed = user.withCredentials(user.credentials().withPasswordHash(hash));
        return tokens == TokensAfterwards.REVOKED
                ? changed.withTokens(changed.tokens().allRevokedAt(now))
                : changed;
    }

    private static LoginState settled(LoginState state, Origin origin) {
        LoginState settled = state.withPendingLogin(Optional.empty()).withPasswordChangeDemanded(Optional.empty());
        return origin == Origin.RESET ? settled.withAttempts(io.keyholder.domain.login.Attempts.NONE) : settled;
    }
}
