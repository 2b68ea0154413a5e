package io.keyholder.application.internal.login;

import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.PasswordSet.Origin;
import io.keyholder.ports.persistence.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Turns the secret of an invitation into a password, once. The secret passes the one gate like every credential;
 * password, status and the end of the secret are one write of the user, so of many that present it at once one wins.
 * Whatever tokens the user had before are revoked with it, as by a reset of the password. Thread-safe.
 */
public final class InvitationRedemption {
    /** What the names of tokens begin with that belong to invitations; the invitation's id follows. */
    public static final String TOKEN_PREFIX = "invitation:";

    private final LoginPorts ports;
    private final LoginGate gate;
    private final PasswordRules rules;
    private final PasswordDemands demands;
    private final UserEdits edits;
    private final HashingQueue queue;
    private final Duration leeway;

    public InvitationRedemption(
            LoginPorts ports, LoginPolicy policy, LoginGate gate, PasswordRules rules, HashingQueue queue) {
        this.leeway = policy.clockLeeway();
        this.ports = ports;
        this.gate = gate;
        this.rules = rules;
        this.demands = new PasswordDemands(ports.users(), new LoginStates(ports.states()));
        this.edits = new UserEdits(ports.users());
        this.queue = queue;
    }

    /**
     * Gives the invited user its password and lets it log in from then on.
     *
     * @param source where the attempt comes from, as in {@link LogInRequest#source}
     * @param beforeActivation is shown the user when nothing but the last write is left to do; what it throws is thrown
     *     here, and the invitation stays open
     * @throws StoreException when the store failed and it is not known whether the user was activated
     */
    public RedemptionResult redeem(
            Password secret, Password fresh, Optional<String> source, Consumer<User> beforeActivation) {
        LogInRequest request = LogInRequest.withInvitation(secret);
        LogInResult judged = gate.logIn(source.map(request::from).orElse(request));
        if (judged instanceof LogInResult.Refused refused) {
            return new RedemptionResult.Refused(refused.reason(), refused.retryAt());
        }
        if (!(judged instanceof LogInResult.Accepted accepted)) {
            return new RedemptionResult.Busy();
        }
        String name = nameIn(secret);
        return isInvited(accepted.user(), name)
                ? redeem(accepted.user(), name, fresh, beforeActivation)
                : new RedemptionResult.Refused(RefusalReason.WRONG_CREDENTIAL, Optional.empty());
    }

    private RedemptionResult redeem(User user, String name, Password fresh, Consumer<User> beforeActivation) {
        Set<PasswordFlaw> flaws = rules.flawsOf(fresh, user);
        if (!flaws.isEmpty()) {
            return new RedemptionResult.PasswordRefused(flaws);
        }
        Optional<PasswordHash> hash =
                queue.run("user " + user.id(), () -> ports.passwordHasher().hash(fresh));
        if (hash.isEmpty()) {
            return new RedemptionResult.Busy();
        }
        beforeActivation.accept(user);
        return activate(user, name, hash.get());
    }

    private RedemptionResult activate(User judged, String name, PasswordHash hash) {
        Optional<AuthenticationToken> token = judged.tokens().named(name);
        Optional<User> stored = activated(judged, current -> isStillOpen(current, name, token), hash);
        if (stored.isEmpty() || !hasPassword(stored.get(), hash)) {
            return new RedemptionResult.NoLongerOpen();
        }
        Instant now = ports.clock().instant();
        User settled = withoutAttempts(stored.get());
        ports.audit().record(new AuditEvent.PasswordSet(now, judged.id(), Origin.RESET));
        return new RedemptionResult.Redeemed(settled, name.substring(TOKEN_PREFIX.length()));
    }

    /** The user after the attempt. When the answer of the store was lost, the user itself shows what happened. */
    private Optional<User> activated(
            User judged, java.util.function.Predicate<User> mayBeActivated, PasswordHash hash) {
        Instant now = ports.clock().instant();
        try {
            return edits.edit(
                            judged.id(),
                            current -> mayBeActivated.test(current) ? withPassword(current, hash, now) : current)
                    .user();
        } catch (StoreException lost) {
            return Optional.of(judged.id())
                    .flatMap(ports.users()::findById)
                    .filter(current -> hasPassword(current, hash))
                    .or(() -> {
                        throw lost;
                    });
        }
    }

    /** The user is active by now, so a store that fails here takes nothing back. */
    private User withoutAttempts(User user) {
        try {
            return demands.end(
                    user,
                    state -> state.withAttempts(Attempts.NONE)
                            .withPendingLogin(Optional.empty())
                            .withPendingContact(Optional.empty()));
        } catch (StoreException notForgotten) {
            return user; // wrong attempts of before may pause it a little; they are forgotten in time
        }
    }

    private boolean isStillOpen(User current, String name, Optional<AuthenticationToken> judged) {
        return !current.isDeleted()
                && isInvited(current, name)
                && current.tokens()
                        .named(name)
                        .map(AuthenticationToken::hash)
                        .equals(judged.map(AuthenticationToken::hash))
                && current.tokens()
                        .named(name)
                        .filter(token -> token.isUsableAt(ports.clock().instant(), leeway))
                        .isPresent();
    }

    private static boolean isInvited(User user, String name) {
        return name.startsWith(TOKEN_PREFIX) && user.lifecycle().status().equals(Optional.of(UserStatus.REGISTERING));
    }

    private static boolean hasPassword(User user, PasswordHash hash) {
        return user.credentials().passwordHash().equals(Optional.of(hash));
    }

    /** A second factor that waits for its confirmation ends, as with every new password. */
    private static User withPassword(User user, PasswordHash hash, Instant now) {
        Credentials proved = user.credentials().withPasswordHash(hash);
        Credentials settled = proved.secondFactor() instanceof SecondFactor.Pending
                ? proved.withSecondFactor(SecondFactor.off())
                : proved;
        return user.withCredentials(settled)
                .withTokens(withoutInvitations(user.tokens()).allRevokedAt(now))
                .withLifecycle(life -> life.withStatus(UserStatus.ACTIVE));
    }

    /**
     * The tokens without those of invitations, which are removed: another server would not know that they are revoked.
     */
    public static Tokens withoutInvitations(Tokens tokens) {
        Tokens left = tokens;
        for (String name : tokens.authentication().keySet()) {
            left = name.startsWith(TOKEN_PREFIX) ? left.without(name) : left;
        }
        return left;
    }

    private static String nameIn(Password secret) {
        byte[] utf8 = secret.utf8();
        try {
            return TokenValue.parse(new String(utf8, StandardCharsets.UTF_8)).name();
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }
}
