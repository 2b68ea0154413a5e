package io.keyholder.application.internal.credential;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.application.internal.change.UserEdits.Edited;
import io.keyholder.application.internal.login.Attempt;
import io.keyholder.application.internal.login.HashingQueue;
import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.login.LoginStates;
import io.keyholder.application.internal.login.PasswordDemands;
import io.keyholder.application.internal.login.Verdicts;
import io.keyholder.application.internal.notice.SecurityNotices;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.PasswordChanges;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.login.SecurityChange;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.PasswordSet.Origin;
import io.keyholder.ports.hashing.Verification;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The use cases behind {@link PasswordChanges}. Thread-safe. */
public final class PasswordUseCases implements PasswordChanges {
    private final LoginPorts ports;
    private final LoginPolicy policy;
    private final PasswordRules rules;
    private final LoginStates states;
    private final PasswordDemands demands;
    private final Verdicts verdicts;
    private final UserEdits edits;
    private final UserAccess access;
    private final HashingQueue queue;
    private final SecurityNotices notices;

    public PasswordUseCases(
            LoginPorts ports,
            LoginPolicy policy,
            PasswordRules rules,
            UserAccess access,
            HashingQueue queue,
            SecurityNotices notices) {
        this.notices = notices;
        this.ports = ports;
        this.policy = policy;
        this.rules = rules;
        this.states = new LoginStates(ports.states());
        this.demands = new PasswordDemands(ports.users(), states);
        this.verdicts = new Verdicts(ports, states, access.roles(), policy);
        this.edits = new UserEdits(ports.users());
        this.access = access;
        this.queue = queue;
    }

    @Override
    public PasswordChangeResult change(Actor actor, UserId id, Password old, Password fresh, TokensAfterwards tokens) {
        Arguments.required("old password", old);
        Arguments.required("tokens afterwards", tokens);
        return withUser(
                actor,
                UserAction.CHANGE_OWN_PASSWORD,
                id,
                fresh,
                user -> paused(attemptOf(user).pause(), user)
                        .orElseGet(() -> inTurn(user, () -> changeKnown(actor, user, old, fresh, tokens))));
    }

    @Override
    public PasswordChangeResult reset(Actor actor, UserId id, Password password) {
        return reset(actor, id, password, TokensAfterwards.REVOKED);
    }

    @Override
    public PasswordChangeResult reset(Actor actor, UserId id, Password fresh, TokensAfterwards tokens) {
        Arguments.required("tokens afterwards", tokens);
        return withUser(
                actor,
                UserAction.SET_SECRETS,
                id,
                fresh,
                user -> inTurn(user, () -> reset(actor, user, fresh, tokens)));
    }

    @Override
    public Answer<Boolean> demandChange(Actor actor, UserId id) {
        Optional<User> user = ports.users().findById(Arguments.required("user id", id));
        return access.refusal(actor, UserAction.SET_SECRETS, id, user)
                .<Answer<Boolean>>map(Answer.Forbidden::new)
                .orElseGet(() -> user.isPresent() ? demandChange(actor, user.get()) : new Answer.Allowed<>(false));
    }

    /** Every token ends with it; sessions by password are refused from now on. */
    private Answer<Boolean> demandChange(Actor actor, User user) {
        Instant now = ports.clock().instant();
        Edited<Refusal> edited = edits.editJudged(
                user,
                UserEdits.as(actor, UserAction.SET_SECRETS, access),
                current -> current.withTokens(current.tokens().allRevokedAt(now)));
        if (edited instanceof Edited.Refused<Refusal> refused) {
            return new Answer.Forbidden<>(refused.why());
        }
        demands.demand(user.id(), now);
        return new Answer.Allowed<>(edited.user().isPresent());
    }

    private PasswordChangeResult withUser(
            Actor actor, UserAction action, UserId id, Password fresh, Function<User, PasswordChangeResult> change) {
        Arguments.required("new password", fresh);
        Optional<User> user = ports.users().findById(Arguments.required("user id", id));
        Optional<Refusal> refusal = access.refusal(actor, action, id, user);
        if (refusal.isPresent()) {
            return new PasswordChangeResult.Forbidden(refusal.get());
        }
        if (user.isEmpty()) {
            return new PasswordChangeResult.NoSuchUser();
        }
        Set<PasswordFlaw> flaws = rules.flawsOf(fresh, user.get());
        if (!flaws.isEmpty()) {
            return new PasswordChangeResult.Refused(flaws);
        }
        return change.apply(user.get());
    }

    @Override
    public Set<PasswordFlaw> flawsOf(Password password, User user) {
        return rules.flawsOf(Arguments.required("password", password), Arguments.required("user", user));
    }

    private PasswordChangeResult inTurn(User user, Supplier<PasswordChangeResult> work) {
        return queue.run("user " + user.id(), work).orElseGet(PasswordChangeResult.Busy::new);
    }

    /** Guesses of strangers do not pause a user who is logged in. */
    private Attempt attemptOf(User user) {
        return Attempt.ofLoggedIn(states, policy, user.id(), ports.clock().instant());
    }

    private Optional<PasswordChangeResult> paused(Optional<Instant> until, User user) {
        until.ifPresent(end -> verdicts.audit(user.id(), RefusalReason.PAUSED));
        return until.map(PasswordChangeResult.Paused::new);
    }

    private PasswordChangeResult changeKnown(
            Actor actor, User user, Password old, Password fresh, TokensAfterwards tokens) {
        Instant now = ports.clock().instant();
        Attempt attempt = attemptOf(user);
        Optional<PasswordChangeResult> paused = paused(attempt.charge(), user);
        if (paused.isPresent()) {
            return paused.get();
        }
        Verification verification = attempt.judging(
                () -> ports.passwordHasher().verify(old, user.credentials().checkableHash()));
        if (!verification.isMatch()) {
            verdicts.audit(user.id(), RefusalReason.WRONG_CREDENTIAL);
            return new PasswordChangeResult.WrongPassword();
        }
        attempt.refund();
        return verdicts.inadmissible(user, now)
                .<PasswordChangeResult>map(PasswordChangeResult.NotAdmitted::new)
                .orElseGet(() -> replace(actor, user, old, fresh, tokens));
    }

    /** Judges the old password anew when it is no longer the one that was judged: a reset must not be undone. */
    private PasswordChangeResult replace(
            Actor actor, User judged, Password old, Password fresh, TokensAfterwards tokens) {
        Optional<PasswordChangeResult> replaced = set(
                judged,
                UserEdits.as(actor, UserAction.CHANGE_OWN_PASSWORD, access),
                current -> current.credentials().equals(judged.credentials()),
                fresh,
                tokens,
                Origin.CHANGED_BY_USER,
                sessionOf(actor));
        return replaced.orElseGet(() -> ports.users()
                .findById(judged.id())
                .map(current -> changeKnown(actor, current, old, fresh, tokens))
                .orElseGet(PasswordChangeResult.NoSuchUser::new));
    }

    private PasswordChangeResult reset(Actor actor, User user, Password fresh, TokensAfterwards tokens) {
        UserEdits.Judge<Refusal> judge = UserEdits.as(actor, UserAction.SET_SECRETS, access);
        return set(user, judge, current -> true, fresh, tokens, Origin.RESET, Optional.empty())
                .orElseThrow();
    }

    private static Optional<SessionId> sessionOf(Actor actor) {
        return actor instanceof Actor.LoggedIn loggedIn ? loggedIn.credential().session() : Optional.empty();
    }

    /** Absent when there is a user and {@code mayBeSet} does not hold for it. */
    private Optional<PasswordChangeResult> set(
            User read,
            UserEdits.Judge<Refusal> judge,
            Predicate<User> mayBeSet,
            Password fresh,
            TokensAfterwards tokens,
            Origin origin,
            Optional<SessionId> kept) {
        PasswordHash hash = ports.passwordHasher().hash(fresh);
        Instant now = ports.clock().instant();
        Edited<Refusal> edited = edits.editJudged(
                read, judge, current -> mayBeSet.test(current) ? withPassword(current, hash, tokens, now) : current);
        if (edited instanceof Edited.Refused<Refusal> refused) {
            return Optional.of(new PasswordChangeResult.Forbidden(refused.why()));
        }
        if (edited instanceof Edited.IdentifierTaken<Refusal> taken) {
            return Optional.of(new PasswordChangeResult.IdentifierTaken(taken.key()));
        }
        Optional<User> changed = edited.user();
        if (changed.isEmpty()) {
            return Optional.of(new PasswordChangeResult.NoSuchUser());
        }
        if (!changed.get().credentials().passwordHash().equals(Optional.of(hash))) {
            return Optional.empty();
        }
        User settled = demands.end(changed.get(), state -> settled(state, origin, kept));
        ports.audit().record(new AuditEvent.PasswordSet(now, read.id(), origin));
        notices.send(SecurityChange.PASSWORD_CHANGED, settled);
        return Optional.of(new PasswordChangeResult.Changed(settled));
    }

    /** A second factor that waits for its confirmation ends with the password, and so does every short code. */
    private static User withPassword(User user, PasswordHash hash, TokensAfterwards tokens, Instant now) {
        User changed = user.withCredentials(user.credentials().withPasswordHash(hash));
        User settled = changed.credentials().secondFactor() instanceof SecondFactor.Pending
                ? changed.withCredentials(changed.credentials().withSecondFactor(SecondFactor.off()))
                : changed;
        return settled.withTokens(
                tokens == TokensAfterwards.REVOKED
                        ? settled.tokens().allRevokedAt(now)
                        : settled.tokens().shortLivedRevokedAt(now));
    }

    private static LoginState settled(LoginState state, Origin origin, Optional<SessionId> kept) {
        LoginState settled = state.withPendingLogin(Optional.empty())
                .withPendingContact(Optional.empty())
                .withSessions(state.sessions().withOnly(kept));
        return origin == Origin.RESET ? settled.withAttempts(Attempts.NONE) : settled;
    }
}
