package io.keyholder.application.internal.access;

import io.keyholder.application.access.Answer;
import io.keyholder.application.access.Limits;
import io.keyholder.application.internal.Arguments;
import io.keyholder.domain.access.ActingUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserAdmission;
import io.keyholder.domain.access.UserChange;
import io.keyholder.domain.access.UserLimits;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.access.UserRequest;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.UserRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges what an actor wants to do to users: the host may do everything; a logged-in user must still be admitted, its
 * proof must still hold, and the host's policy must allow it by what is stored now. Refusals are audited. Thread-safe.
 */
public final class UserAccess {
    private final UserRepository users;
    private final LoginStateRepository states;
    private final UserPolicy policy;
    private final RoleCatalogue roles;
    private final AuditTrail audit;
    private final Clock clock;
    private final Limits limits;
    private final Duration passwordLoginLife;
    private final CheckedSeals seals = new CheckedSeals(Actor.LoggedIn::isSealedBy);

    /**
     * Judges by this policy, what roles mean by this catalogue, on these users, within these limits.
     *
     * @param states where a new password may be demanded
     * @param passwordLoginLife how long a login by password lasts
     */
    public UserAccess(
            UserRepository users,
            LoginStateRepository states,
            UserPolicy policy,
            RoleCatalogue roles,
            AuditTrail audit,
            Clock clock,
            Limits limits,
            Duration passwordLoginLife) {
        this.limits = limits;
        this.passwordLoginLife = passwordLoginLife;
        this.users = users;
        this.states = states;
        this.policy = policy;
        this.roles = roles;
        this.audit = audit;
        this.clock = clock;
    }

    /** Why the actor may not do this to no one in particular; absent when it may. */
    public Optional<Refusal> refusal(Actor actor, UserAction action) {
        return audited(
                actor,
                Optional.empty(),
                judge(actor, Set.of(action), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /**
     * Why the actor may not do this to the user of this id; absent when it may.
     *
     * @param target the user as stored; absent when there is none
     */
    public Optional<Refusal> refusal(Actor actor, UserAction action, UserId id, Optional<User> target) {
        return refusal(actor, action, id, target, Optional.empty());
    }

    /** Why the actor may not make the user of this id into another; absent when it may. */
    public Optional<Refusal> refusal(
            Actor actor, UserAction action, UserId id, Optional<User> target, Optional<User> after) {
        return audited(actor, Optional.of(id), judge(actor, Set.of(action), Optional.of(id), target, after));
    }

    /** Why the actor may not change a user in this way; absent when it may. */
    public Optional<Refusal> refusalOfChange(Actor actor, User before, User after) {
        return audited(
                actor,
                Optional.of(before.id()),
                judge(
                        actor,
                        UserChange.between(before, after),
                        Optional.of(before.id()),
                        Optional.of(before),
                        Optional.of(after)));
    }

    /** Why the actor may not see a user that it gives back changed, or not change it so; absent when it may. */
    public Optional<Refusal> refusalOfReplacement(Actor actor, User before, User after) {
        Set<UserAction> changes = UserChange.between(before, after);
        Set<UserAction> acts = new LinkedHashSet<>(Set.of(UserAction.READ));
        acts.addAll(changes);
        return audited(
                actor,
                Optional.of(before.id()),
                judgeByPolicy(actor, acts, Optional.of(before.id()), Optional.of(before), Optional.of(after))
                        .or(() -> excess(actor, changes, Optional.of(before), after)));
    }

    /** Why the actor may not create this user; absent when it may. */
    public Optional<Refusal> refusalOfCreation(Actor actor, User created) {
        return audited(
                actor,
                Optional.empty(),
                judge(actor, UserChange.atCreation(created), Optional.empty(), Optional.empty(), Optional.of(created)));
    }

    /**
     * Why the actor may not do this to the keys of a data owner; absent when it may. Who stands for the owner does it
     * to itself, everyone else to no one in particular.
     */
    public Optional<Refusal> refusalAbout(Actor actor, UserAction action, DataOwnerId owner) {
        Optional<User> itself = standingFor(actor, owner);
        return audited(
                actor,
                itself.map(User::id),
                judge(actor, Set.of(action), itself.map(User::id), itself, Optional.empty()));
    }

    /**
     * The same for one more key of the owner, within the limits.
     *
     * @param registered how many keys it has
     */
    public Optional<Refusal> refusalOfKey(Actor actor, UserAction action, DataOwnerId owner, int registered) {
        Optional<UserId> itself = standingFor(actor, owner).map(User::id);
        return refusalAbout(actor, action, owner)
                .or(() -> audited(
                        actor,
                        itself,
                        limitsFor(actor, itself).excessOfKeys(registered).map(excess -> Refusal.of(action, excess))));
    }

    /** Why a data owner may have no first key beside a new user: it has too many; absent when it may. */
    public Optional<Refusal> refusalOfFirstKey(Actor actor, User created, int registered) {
        return audited(
                actor,
                Optional.empty(),
                limitsFor(actor, Optional.of(created.id()))
                        .excessOfKeys(registered)
                        .map(excess -> Refusal.of(UserAction.CREATE, excess)));
    }

    /** Whether the actor may see a user in a list; absent when it may see all that it may list. */
    public Optional<Predicate<User>> rowFilter(Actor actor) {
        if (!policy.judgesEachRow() || !(actor instanceof Actor.LoggedIn loggedIn)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ActingUser> acting =
                users.findById(loggedIn.user()).map(user -> new ActingUser(user, loggedIn, roles));
        return Optional.of(row -> acting.filter(user -> policy.judge(new UserRequest(
                                user, UserAction.READ, Optional.of(row.id()), Optional.of(row), Optional.empty(), now))
                        .isEmpty())
                .isPresent());
    }

    /** Whether a login by password has lasted as long as the host allows. */
    public boolean isLoginOver(Actor.LoggedIn actor, Instant now) {
        return actor.credential().token().isEmpty()
                && !now.isBefore(actor.credential().loggedIn().plus(passwordLoginLife));
    }

    /** Takes down that the actor saw users, or everything about one. */
    public void noteRead(Optional<UserId> subject, UserAction action) {
        audit.record(new AuditEvent.UsersRead(clock.instant(), subject, action));
    }

    /** What the host's roles mean. */
    public RoleCatalogue roles() {
        return roles;
    }

    /** The user of a login as stored now, or why the login does not go on. */
    public Answer<User> running(Actor.LoggedIn actor, UserAction action) {
        Standing standing = standing(actor, Optional.empty(), action, clock.instant());
        return audited(actor, Optional.of(actor.user()), standing.refusal())
                .<Answer<User>>map(Answer.Forbidden::new)
                .orElseGet(() -> new Answer.Allowed<>(standing.user().orElseThrow()));
    }

    /**
     * How a login stands.
     *
     * @param user as stored; absent when there is none
     * @param refusal why the login does not go on; absent when it does
     */
    private record Standing(Optional<User> user, Optional<Refusal> refusal) {}

    /** @param read the acting user, where it was read just now: who acts on itself is read once */
    private Standing standing(Actor.LoggedIn actor, Optional<User> read, UserAction action, Instant now) {
        Optional<User> acting = read.or(() -> users.findById(actor.user()));
        return new Standing(
                acting, reasonToRefuse(actor, acting, action, now).map(reason -> Refusal.of(action, reason)));
    }

    private Optional<Reason> reasonToRefuse(
            Actor.LoggedIn actor, Optional<User> acting, UserAction action, Instant now) {
        if (acting.isEmpty() || UserAdmission.of(acting.get(), roles, now) != Admission.ADMITTED) {
            return Optional.of(Reason.ACTOR_NOT_ADMITTED);
        }
        LoginState state = states.find(LoginStateKey.of(actor.user()))
                .map(LoginStateRepository.Stored::state)
                .orElse(LoginState.NONE);
        boolean isBound = actor.isCredentialUsable(acting.get(), now) && seals.areRight(actor, acting.get());
        if (!isBound || !goesOn(actor, state)) {
            return Optional.of(Reason.CREDENTIAL_ENDED);
        }
        if (actor.until().filter(end -> !now.isBefore(end)).isPresent() || isLoginOver(actor, now)) {
            return Optional.of(Reason.PROOF_ENDED);
        }
        return action != UserAction.CHANGE_OWN_PASSWORD
                        && state.passwordChangeDemanded().isPresent()
                ? Optional.of(Reason.PASSWORD_CHANGE_DEMANDED)
                : Optional.empty();
    }

    /** Whether the session of a login was not ended; a token has none. */
    public static boolean goesOn(Actor.LoggedIn actor, LoginState state) {
        return actor.credential().token().isPresent()
                || state.sessions()
                        .goOn(actor.credential().session(), actor.credential().loggedIn());
    }

    /** Takes a refusal down. */
    Optional<Refusal> audited(Actor actor, Optional<UserId> subject, Optional<Refusal> refusal) {
        refusal.ifPresent(found -> audit.record(new AuditEvent.ActionRefused(
                clock.instant(), subject, actor.userId(), found.action(), found.reason())));
        return refusal;
    }

    /** The acting user, where it stands for the data owner. */
    public Optional<User> standingFor(Actor actor, DataOwnerId owner) {
        return Arguments.required("actor", actor)
                .userId()
                .flatMap(users::findById)
                .filter(user -> user.dataOwner().keyOwner().equals(Optional.of(owner)));
    }

    private Optional<Refusal> judge(
            Actor actor, Set<UserAction> actions, Optional<UserId> about, Optional<User> before, Optional<User> after) {
        return judgeByPolicy(actor, actions, about, before, after)
                .or(() -> after.flatMap(user -> excess(actor, actions, before, user)));
    }

    private Optional<Refusal> excess(Actor actor, Set<UserAction> actions, Optional<User> before, User after) {
        return actions.stream()
                .findFirst()
                .flatMap(action -> limitsFor(actor, Optional.of(after.id()))
                        .excessOf(before, after)
                        .map(excess -> Refusal.of(action, excess)));
    }

    private UserLimits limitsFor(Actor actor, Optional<UserId> about) {
        return actor.userId().isPresent() && actor.userId().equals(about) ? limits.ofOneself() : limits.ofOthers();
    }

    private Optional<Refusal> judgeByPolicy(
            Actor actor, Set<UserAction> actions, Optional<UserId> about, Optional<User> before, Optional<User> after) {
        if (!(Arguments.required("actor", actor) instanceof Actor.LoggedIn loggedIn) || actions.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        UserAction first = actions.stream()
                .filter(action -> action != UserAction.CHANGE_OWN_PASSWORD)
                .findFirst()
                .orElse(UserAction.CHANGE_OWN_PASSWORD);
        Standing standing = standing(loggedIn, before.filter(user -> user.id().equals(loggedIn.user())), first, now);
        if (standing.refusal().isPresent()) {
            return standing.refusal();
        }
        ActingUser user = new ActingUser(standing.user().orElseThrow(), loggedIn, roles);
        return actions.stream()
                .map(action -> policy.judge(new UserRequest(
                        user, action, about, before, action == UserAction.READ ? Optional.empty() : after, now)))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
