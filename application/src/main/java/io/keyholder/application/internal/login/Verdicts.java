package io.keyholder.application.internal.login;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserAdmission;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.login.SessionId;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.audit.AuditEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** How every attempt ends: told to the caller, and to the audit trail with its true reason. Thread-safe. */
public final class Verdicts {
    private final LoginPorts ports;
    private final LoginStates states;
    private final RoleCatalogue roles;
    private final Duration passwordLoginLife;

    public Verdicts(LoginPorts ports, LoginStates states, RoleCatalogue roles, LoginPolicy policy) {
        this.passwordLoginLife = policy.passwordLoginLife();
        this.ports = ports;
        this.states = states;
        this.roles = roles;
    }

    LogInResult refuse(LogInRequest request, Optional<UserId> subject, RefusalReason reason) {
        return refuse(request, subject, reason, Optional.empty());
    }

    LogInResult refuse(
            LogInRequest request, Optional<UserId> subject, RefusalReason reason, Optional<Instant> retryAt) {
        audit(request, subject, reason);
        return new LogInResult.Refused(reason.toOutside(), retryAt);
    }

    LogInResult refuse(LogInRequest request, User user, RefusalReason reason) {
        return refuse(request, Optional.of(user.id()), reason);
    }

    /** Takes down that no one is in, or not yet. */
    void audit(LogInRequest request, Optional<UserId> subject, RefusalReason reason) {
        audit(subject, reason, request.source());
    }

    /** Takes down a guess that was made elsewhere than at a login, and was not right. */
    public void audit(UserId subject, RefusalReason reason) {
        audit(Optional.of(subject), reason, Optional.empty());
    }

    private void audit(Optional<UserId> subject, RefusalReason reason, Optional<String> source) {
        ports.audit().record(new AuditEvent.LoginRefused(ports.clock().instant(), subject, reason, source));
    }

    /** Lets the user in by its password, in a session. */
    LogInResult accept(
            LogInRequest request,
            User user,
            ProofStrength strength,
            Optional<DeviceMark> mark,
            Optional<SessionId> session) {
        return accept(
                request, user, strength, TokenScope.unrestricted(), Optional.empty(), Optional.empty(), session, mark);
    }

    /**
     * Lets the user in until the proof or the user itself ends.
     *
     * @param end when the proof ends; absent when it does not
     * @param token the name of the token that was presented; absent for a password
     * @param session that the login is part of; absent for a token
     * @param mark of the device, if it gets one
     */
    LogInResult accept(
            LogInRequest request,
            User user,
            ProofStrength strength,
            TokenScope scope,
            Optional<Instant> end,
            Optional<String> token,
            Optional<SessionId> session,
            Optional<DeviceMark> mark) {
        Instant now = ports.clock().instant();
        ports.audit().record(new AuditEvent.LoginAccepted(now, user.id(), strength, request.source()));
        Optional<Instant> until =
                Stream.concat(end.stream(), user.lifecycle().expires().stream()).min(Comparator.naturalOrder());
        Actor.LoggedIn actor = Actor.LoggedIn.by(user, strength, scope, until, token, session, now);
        Optional<Instant> askAnew = token.isPresent()
                ? until
                : Stream.concat(until.stream(), Stream.of(now.plus(passwordLoginLife)))
                        .min(Comparator.naturalOrder());
        return new LogInResult.Accepted(user, strength, scope, askAnew, actor, mark);
    }

    /** Why the user may not get in now, whatever it presented; absent when it may. */
    public Optional<RefusalReason> inadmissible(User user, Instant now) {
        return refusalOf(UserAdmission.of(user, roles, now));
    }

    /** The same for the secret of an invitation, which is for those who are still registering and for no one else. */
    Optional<RefusalReason> inadmissibleForInvitation(User user, Instant now) {
        if (!user.lifecycle().status().equals(Optional.of(UserStatus.REGISTERING))) {
            return inadmissible(user, now).or(() -> Optional.of(RefusalReason.WRONG_CREDENTIAL));
        }
        return inadmissible(user.withLifecycle(life -> life.withStatus(UserStatus.ACTIVE)), now);
    }

    /** What stands between a right password and getting in, the code apart; absent when nothing does. */
    Optional<RefusalReason> obstacleAfterPassword(User user, LoginState state, Instant now) {
        Optional<RefusalReason> inadmissible = inadmissible(user, now);
        if (inadmissible.isPresent()) {
            return inadmissible;
        }
        if (isStripped(user, state) || user.credentials().secondFactor() instanceof SecondFactor.Unusable) {
            return Optional.of(RefusalReason.SECOND_FACTOR_UNUSABLE);
        }
        return state.passwordChangeDemanded().map(since -> RefusalReason.PASSWORD_CHANGE_REQUIRED);
    }

    /** Whether another writer took a second factor away that was confirmed here, and no one was removing it. */
    static boolean isStripped(User user, LoginState state) {
        return state.secondFactorConfirmed().isPresent()
                && state.secondFactorRemoval().isEmpty()
                && !user.credentials().secondFactor().isDemanded();
    }

    /** Records a login by password, as {@code login} describes. Returns the state afterwards. */
    LoginState rememberLogin(User user, UnaryOperator<LoginState> login) {
        return states.decide(LoginStateKey.of(user.id()), state -> {
            LoginState loggedIn = login.apply(withRemovalCompleted(state));
            return LoginStates.Decided.changing(loggedIn, loggedIn);
        });
    }

    /** A removal of the second factor that died behind the user's own write. */
    private static LoginState withRemovalCompleted(LoginState state) {
        return state.secondFactorRemoval().isPresent() ? state.withoutSecondFactor() : state;
    }

    private static Optional<RefusalReason> refusalOf(Admission admission) {
        return switch (admission) {
            case ADMITTED -> Optional.empty();
            case DELETED -> Optional.of(RefusalReason.DELETED);
            case DISABLED -> Optional.of(RefusalReason.DISABLED);
            case REGISTERING -> Optional.of(RefusalReason.REGISTERING);
            case EXPIRED -> Optional.of(RefusalReason.EXPIRED);
            case AUTHENTICATION_REVOKED -> Optional.of(RefusalReason.AUTHENTICATION_REVOKED);
            case STATUS_UNKNOWN -> Optional.of(RefusalReason.STATUS_UNKNOWN);
        };
    }
}
