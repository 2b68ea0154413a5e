package io.keyholder.application.internal.credential;

import io.keyholder.application.access.Answer;
import io.keyholder.application.internal.Arguments;
import io.keyholder.application.internal.access.UserAccess;
import io.keyholder.application.internal.change.UserEdits;
import io.keyholder.application.internal.change.UserEdits.Edited;
import io.keyholder.application.internal.login.Attempt;
import io.keyholder.application.internal.login.LoginObstacles;
import io.keyholder.application.internal.login.LoginPorts;
import io.keyholder.application.internal.login.LoginStates;
import io.keyholder.application.internal.login.Verdicts;
import io.keyholder.application.internal.notice.SecurityNotices;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.secondfactor.SecondFactorStatus;
import io.keyholder.application.secondfactor.SecondFactors;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.credential.CopiedText;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.login.SecurityChange;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.SecondFactorChanged.FactorChange;
import io.keyholder.ports.sealing.UnsealableSecretException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The use cases behind {@link SecondFactors}. Thread-safe. */
public final class SecondFactorUseCases implements SecondFactors {
    private final LoginPorts ports;
    private final LoginPolicy policy;
    private final LoginStates states;
    private final Verdicts verdicts;
    private final UserEdits edits;
    private final UserAccess access;
    private final SecurityNotices notices;

    public SecondFactorUseCases(LoginPorts ports, LoginPolicy policy, UserAccess access, SecurityNotices notices) {
        this.notices = notices;
        this.ports = ports;
        this.policy = policy;
        this.states = new LoginStates(ports.states());
        this.verdicts = new Verdicts(ports, states, access.roles(), policy);
        this.edits = new UserEdits(ports.users());
        this.access = access;
    }

    @Override
    public SecondFactorResult enrol(Actor actor, UserId id, String issuer) {
        Arguments.required("user id", id);
        Arguments.required("issuer", issuer);
        LoginState state = states.current(LoginStateKey.of(id));
        boolean wasConfirmed = state.secondFactorConfirmed().isPresent()
                && state.secondFactorRemoval().isEmpty();
        TotpSecret secret = ports.oneTimePassword().newSecret();
        TotpSecret sealed = ports.sealer().seal(secret, id);
        Edited<Refusal> edited = edits.editAs(
                actor,
                UserAction.SET_UP_SECOND_FACTOR,
                access,
                id,
                user -> wasConfirmed || user.credentials().secondFactor().isDemanded()
                        ? user
                        : withFactor(user, new SecondFactor.Pending(sealed)));
        Optional<User> changed = edited.user();
        if (changed.isEmpty()) {
            return notEdited(edited);
        }
        if (wasConfirmed || changed.get().credentials().secondFactor().isDemanded()) {
            return new SecondFactorResult.AlreadyOn();
        }
        audit(id, FactorChange.ENROLLED);
        return new SecondFactorResult.Enrolled(
                secret, ports.oneTimePassword().enrolmentUri(secret, issuer, accountOf(changed.get())));
    }

    @Override
    public Answer<Optional<SecondFactorStatus>> status(Actor actor, UserId id) {
        Optional<User> user = ports.users().findById(Arguments.required("user id", id));
        return access.refusal(actor, UserAction.READ, id, user)
                .<Answer<Optional<SecondFactorStatus>>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(user.map(new LoginObstacles(ports)::statusOf)));
    }

    @Override
    public SecondFactorResult confirm(Actor actor, UserId id, String code) {
        Arguments.required("user id", id);
        Arguments.required("code", code);
        return ifAllowed(actor, UserAction.SET_UP_SECOND_FACTOR, id, user -> confirmAllowed(actor, user, code));
    }

    private SecondFactorResult confirmAllowed(Actor actor, User user, String code) {
        UserId id = user.id();
        if (!(user.credentials().secondFactor() instanceof SecondFactor.Pending pending)) {
            return new SecondFactorResult.NotEnrolled();
        }
        Instant now = ports.clock().instant();
        Attempt attempt = Attempt.ofLoggedIn(states, policy, id, now);
        Optional<Instant> pause = attempt.charge();
        if (pause.isPresent()) {
            verdicts.audit(id, RefusalReason.PAUSED);
            return new SecondFactorResult.Paused(pause.get());
        }
        if (!isUsedNow(id, pending.secret(), code, now)) {
            verdicts.audit(id, RefusalReason.WRONG_CREDENTIAL);
            return new SecondFactorResult.WrongCode();
        }
        attempt.refund();
        return turnOn(actor, user, pending, now);
    }

    @Override
    public SecondFactorResult remove(Actor actor, UserId id) {
        Arguments.required("user id", id);
        return ifAllowed(actor, UserAction.REMOVE_SECOND_FACTOR, id, user -> removeAllowed(actor, user));
    }

    /** It is noted first that a removal is under way: a crash behind the user's own write locks no one out then. */
    private SecondFactorResult removeAllowed(Actor actor, User stored) {
        UserId id = stored.id();
        LoginStateKey key = LoginStateKey.of(id);
        Instant now = ports.clock().instant();
        states.change(key, state -> state.withSecondFactorRemoval(Optional.of(now)));
        Edited<Refusal> edited = edits.editJudged(
                stored,
                UserEdits.as(actor, UserAction.REMOVE_SECOND_FACTOR, access),
                user -> withFactor(user, SecondFactor.off()));
        if (edited.user().isEmpty()) {
            states.change(key, state -> state.withSecondFactorRemoval(Optional.empty()));
            return notEdited(edited);
        }
        states.change(key, state -> othersEnded(state, actor, id).withoutSecondFactor());
        audit(id, FactorChange.REMOVED);
        notices.send(SecurityChange.SECOND_FACTOR_REMOVED, edited.user().get());
        return new SecondFactorResult.Removed();
    }

    @Override
    public SecondFactorResult renewRecoveryCodes(Actor actor, UserId id) {
        Arguments.required("user id", id);
        return ifAllowed(actor, UserAction.REMOVE_SECOND_FACTOR, id, user -> renewAllowed(actor, id));
    }

    /** Judges anew whenever another writer of the codes was quicker. */
    private SecondFactorResult renewAllowed(Actor actor, UserId id) {
        List<String> codes = RecoveryCodes.fresh(ports.secrets());
        List<PasswordHash> hashes = RecoveryCodes.hashed(codes, ports.tokenHasher());
        Instant now = ports.clock().instant();
        SecondFactorResult renewed = states.decide(LoginStateKey.of(id), state -> {
            Optional<SecondFactorResult> obstacle = obstacleToRenewing(actor, id);
            return obstacle.isPresent()
                    ? LoginStates.Decided.keeping(obstacle.get())
                    : LoginStates.Decided.changing(
                            state.withSecondFactorConfirmed(now, hashes), new SecondFactorResult.Confirmed(codes));
        });
        if (renewed instanceof SecondFactorResult.Confirmed) {
            audit(id, FactorChange.RECOVERY_CODES_RENEWED);
            ports.users().findById(id).ifPresent(user -> notices.send(SecurityChange.RECOVERY_CODES_RENEWED, user));
        }
        return renewed;
    }

    private Optional<SecondFactorResult> obstacleToRenewing(Actor actor, UserId id) {
        Optional<User> user = ports.users().findById(id);
        if (user.isEmpty()) {
            return Optional.of(new SecondFactorResult.NoSuchUser());
        }
        return access.refusal(actor, UserAction.REMOVE_SECOND_FACTOR, id, user)
                .<SecondFactorResult>map(SecondFactorResult.Forbidden::new)
                .or(() -> user.get().credentials().secondFactor() instanceof SecondFactor.On
                        ? Optional.empty()
                        : Optional.of(new SecondFactorResult.NotEnrolled()));
    }

    private static SecondFactorResult notEdited(Edited<Refusal> edited) {
        if (edited instanceof Edited.Refused<Refusal> refused) {
            return new SecondFactorResult.Forbidden(refused.why());
        }
        return edited instanceof Edited.IdentifierTaken<Refusal> taken
                ? new SecondFactorResult.IdentifierTaken(taken.key())
                : new SecondFactorResult.NoSuchUser();
    }

    private SecondFactorResult ifAllowed(
            Actor actor, UserAction action, UserId id, Function<User, SecondFactorResult> allowed) {
        Optional<User> user = ports.users().findById(id);
        return access.refusal(actor, action, id, user)
                .<SecondFactorResult>map(SecondFactorResult.Forbidden::new)
                .orElseGet(() -> user.map(allowed).orElseGet(SecondFactorResult.NoSuchUser::new));
    }

    private SecondFactorResult turnOn(Actor actor, User read, SecondFactor.Pending pending, Instant now) {
        UserId id = read.id();
        UnaryOperator<User> on = user -> user.credentials().secondFactor().equals(pending)
                ? withFactor(user, new SecondFactor.On(resealed(pending.secret(), id)))
                : user;
        Edited<Refusal> edited =
                edits.editJudged(read, UserEdits.as(actor, UserAction.SET_UP_SECOND_FACTOR, access), on);
        Optional<User> changed = edited.user();
        if (changed.isEmpty()) {
            return notEdited(edited);
        }
        if (!(changed.get().credentials().secondFactor() instanceof SecondFactor.On)) {
            return new SecondFactorResult.NotEnrolled();
        }
        SecondFactorResult confirmed = withFreshRecoveryCodes(actor, id, now);
        audit(id, FactorChange.CONFIRMED);
        notices.send(SecurityChange.SECOND_FACTOR_ADDED, changed.get());
        return confirmed;
    }

    /** What was logged in under another set-up of factors does not go on, but for the login that changes it. */
    private static LoginState othersEnded(LoginState state, Actor actor, UserId id) {
        return state.withSessions(state.sessions().withOnly(ownSession(actor, id)));
    }

    /** A factor that the host itself confirms ends no session: it does not know in which one the user asked for it. */
    private static LoginState othersEndedByUser(LoginState state, Actor actor, UserId id) {
        return ownSession(actor, id).isPresent() ? othersEnded(state, actor, id) : state;
    }

    private static Optional<SessionId> ownSession(Actor actor, UserId id) {
        return actor instanceof Actor.LoggedIn loggedIn && loggedIn.user().equals(id)
                ? loggedIn.credential().session()
                : Optional.empty();
    }

    private SecondFactorResult withFreshRecoveryCodes(Actor actor, UserId id, Instant now) {
        List<String> codes = RecoveryCodes.fresh(ports.secrets());
        states.change(
                LoginStateKey.of(id),
                state -> othersEndedByUser(state, actor, id)
                        .withSecondFactorConfirmed(now, RecoveryCodes.hashed(codes, ports.tokenHasher())));
        return new SecondFactorResult.Confirmed(codes);
    }

    private boolean isUsedNow(UserId id, TotpSecret sealed, String code, Instant now) {
        Optional<TotpSecret> secret = opened(sealed, id);
        if (secret.isEmpty()) {
            return false;
        }
        OptionalLong step = ports.oneTimePassword().matchingStep(secret.get(), CopiedText.code(code), now);
        return step.isPresent()
                && states.decide(
                        LoginStateKey.of(id),
                        state -> state.mayUseCodeOf(step.getAsLong())
                                ? LoginStates.Decided.changing(state.withCodeUsed(step.getAsLong()), true)
                                : LoginStates.Decided.keeping(false));
    }

    private Optional<TotpSecret> opened(TotpSecret sealed, UserId id) {
        try {
            return Optional.of(ports.sealer().open(sealed, id));
        } catch (UnsealableSecretException unopenable) {
            return Optional.empty();
        }
    }

    private TotpSecret resealed(TotpSecret stored, UserId id) {
        return ports.sealer().isOutdated(stored)
                ? ports.sealer().seal(ports.sealer().open(stored, id), id)
                : stored;
    }

    private void audit(UserId id, FactorChange change) {
        ports.audit().record(new AuditEvent.SecondFactorChanged(ports.clock().instant(), id, change));
    }

    private static User withFactor(User user, SecondFactor factor) {
        Credentials credentials = user.credentials().withSecondFactor(factor);
        return user.withCredentials(credentials);
    }

    private static String accountOf(User user) {
        return user.identifiers()
                .login()
                .or(() -> user.identifiers().email())
                .or(() -> user.identifiers().mobilePhone())
                .orElseThrow();
    }
}
