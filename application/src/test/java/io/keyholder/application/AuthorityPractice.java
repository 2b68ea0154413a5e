package io.keyholder.application;

import io.keyholder.application.doubles.TableStorage;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.key.NewKey;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordRules;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.ActingUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.access.UserPolicy;
import io.keyholder.domain.access.UserRequest;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.key.Endorsement;
import io.keyholder.domain.key.Fingerprint;
import io.keyholder.domain.key.RegisteredKey;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.hashing.PasswordBlocklist;
import io.keyholder.ports.keys.PublicKeyDirectory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A practice in which logins act: an administrator with a second factor who gave its password alone, a professional,
 * and a patient with a token and a key. It knows what each login may lead to at most. One guard can be removed.
 */
final class AuthorityPractice {
    private static final Instant NOW = Fixture.NOW_IN_MILLIS;
    private static final DataOwnerId OWNER = new DataOwnerId("ada-owner");
    private static final String PASSWORD = "correct horse";

    private final Guard removed;
    private final Keyholder keyholder;
    private final List<Login> logins = new ArrayList<>();
    private final Fingerprint key;
    private int made;

    /** What keeps authority from growing, and the fault that shows when it is removed. */
    enum Guard {
        NONE(""),
        ACTORS_END_WITH_THEIR_CREDENTIAL("an ended login acted"),
        TOKENS_STAY_WITHIN_THE_PROOF("a token is wider than its maker"),
        OTHERS_NEED_THE_FULL_PROOF("a bounded login acted through another user"),
        ASSOCIATIONS_ARE_NOT_CHOSEN("a puppet revoked the key of another"),
        FIRST_KEYS_WAIT_FOR_THEIR_USER("a refused creation left a trusted key");

        private final String fault;

        Guard(String fault) {
            this.fault = fault;
        }

        String fault() {
            return fault;
        }
    }

    /** What a login does. */
    enum Deed {
        MAKE_SHORT_TOKEN,
        MAKE_LONG_TOKEN,
        MAKE_USER,
        MAKE_PUPPET,
        MAKE_ADMINISTRATOR,
        MAKE_WITH_TAKEN_LOGIN,
        REMOVE_FACTOR,
        REVOKE_KEY,
        RENAME_ITSELF,
        /** The host resets the password of the user who acts. */
        END
    }

    /** One act of one of the logins, upon the user of another. */
    record Step(int login, Deed deed, int target) {}

    /** A login and whether it has ended. */
    private static final class Login {
        private final Actor.LoggedIn actor;
        private boolean ended;

        Login(Actor.LoggedIn actor) {
            this.actor = actor;
        }
    }

    private AuthorityPractice(Guard removed) {
        this.removed = removed;
        keyholder = Keyholder.open(
                removed == Guard.FIRST_KEYS_WAIT_FOR_THEIR_USER ? vouchingAtOnce() : new TableStorage(),
                new TransparentCrypto(),
                KeyholderOptions.of(Clock.fixed(NOW, ZoneOffset.UTC))
                        .withPasswordRules(new PasswordRules(8, 8, 1_024, PasswordBlocklist.EMPTY))
                        .withUserPolicy(policy(removed)));
        create(named("chief").asAdministrator());
        keyholder.users().modify(Actor.host(), new UserId("chief"), AuthorityPractice::withSecondFactor);
        create(named("doctor").withAuthorization(Authorization.NONE.with(Permission.granting(PermissionType.HCP))));
        create(named("ada").withDataOwner(DataOwner.patient(OWNER.value())).withoutKeyPair());
        NewKey first = keyholder.keys().createInOneStep(Actor.host(), OWNER).orElseThrow();
        key = first.registered().publicKey().fingerprint();
        first.privateKey().close();
        logins.add(new Login(byPassword("chief")));
        logins.add(new Login(byPassword("doctor")));
        logins.add(new Login(byToken(keyholder
                .tokens()
                .create(
                        Actor.host(),
                        new UserId("ada"),
                        "app",
                        TokenValidity.seconds(86_400),
                        TokenScope.unrestricted()))));
    }

    /** The fault that these steps show; absent when the law holds. */
    static Optional<String> violation(Guard removed, List<Step> life) {
        AuthorityPractice practice = new AuthorityPractice(removed);
        return life.stream().map(practice::violation).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> violation(Step step) {
        Login login = logins.get(step.login() % logins.size());
        UserId target = logins.get(step.target() % logins.size()).actor.user();
        return act(login, step.deed(), target).or(this::brokenLaw);
    }

    private Optional<String> act(Login login, Deed deed, UserId target) {
        Actor actor = removed == Guard.ACTORS_END_WITH_THEIR_CREDENTIAL ? rebound(login.actor) : login.actor;
        made++;
        String name = "made" + made;
        return switch (deed) {
            case MAKE_SHORT_TOKEN -> token(login, actor, name, TokenValidity.seconds(600));
            case MAKE_LONG_TOKEN -> token(login, actor, name, TokenValidity.seconds(864_000));
            case MAKE_USER -> user(login, actor, named(name));
            case MAKE_PUPPET ->
                user(
                        login,
                        actor,
                        named(name)
                                .withDataOwner(DataOwner.patient(OWNER.value()))
                                .withoutKeyPair());
            case MAKE_ADMINISTRATOR -> user(login, actor, named(name).asAdministrator());
            case MAKE_WITH_TAKEN_LOGIN -> refused(actor, name);
            case REMOVE_FACTOR ->
                done(login, keyholder.secondFactors().remove(actor, target) instanceof SecondFactorResult.Removed);
            case REVOKE_KEY -> revoked(login, keyholder.keys().revoke(actor, OWNER, key));
            case RENAME_ITSELF ->
                done(
                        login,
                        keyholder
                                .users()
                                .modify(
                                        actor,
                                        login.actor.user(),
                                        user -> user.withProfile(Profile.NONE.withName(name)))
                                .isModified());
            case END -> end(login.actor.user());
        };
    }

    private Optional<String> token(Login maker, Actor actor, String name, TokenValidity validity) {
        TokenCreation result =
                keyholder.tokens().create(actor, maker.actor.user(), name, validity, maker.actor.scope());
        if (!(result instanceof TokenCreation.Created)) {
            return Optional.empty();
        }
        Login login = new Login(byToken(result));
        logins.add(login);
        return done(maker, true)
                .or(() -> isWithin(login.actor, maker.actor)
                        ? Optional.empty()
                        : Optional.of(Guard.TOKENS_STAY_WITHIN_THE_PROOF.fault()));
    }

    private Optional<String> user(Login maker, Actor actor, NewUser wanted) {
        if (!(keyholder.users().create(actor, wanted) instanceof CreateResult.Created created)) {
            return Optional.empty();
        }
        logins.add(new Login(byPassword(created.user().id().value())));
        return done(maker, true)
                .or(() -> isFullProof(maker.actor)
                        ? Optional.empty()
                        : Optional.of(Guard.OTHERS_NEED_THE_FULL_PROOF.fault()));
    }

    private Optional<String> refused(Actor actor, String name) {
        DataOwnerId owner = new DataOwnerId(name);
        CreateResult result = keyholder
                .users()
                .create(actor, named("ada").withId(new UserId(name)).withDataOwner(DataOwner.patient(name)));
        boolean isTrusted = keyholder.keys().publicKeysOf(owner).stream()
                .anyMatch(known -> known.vouch().isPresent());
        return isTrusted && !(result instanceof CreateResult.Created)
                ? Optional.of(Guard.FIRST_KEYS_WAIT_FOR_THEIR_USER.fault())
                : Optional.empty();
    }

    /** No login of the practice may: none is of an administrator with its factor, and none proves the key. */
    private Optional<String> revoked(Login login, KeyChangeResult result) {
        if (!(result instanceof KeyChangeResult.Changed)) {
            return Optional.empty();
        }
        boolean isPuppet = stored(login.actor.user()).dataOwner().keyOwner().equals(Optional.of(OWNER));
        return Optional.of((isPuppet ? Guard.ASSOCIATIONS_ARE_NOT_CHOSEN : Guard.OTHERS_NEED_THE_FULL_PROOF).fault());
    }

    private Optional<String> end(UserId user) {
        try (Password fresh = Password.of(PASSWORD + made)) {
            keyholder.passwords().reset(Actor.host(), user, fresh);
        }
        logins.stream().filter(login -> login.actor.user().equals(user)).forEach(login -> login.ended = true);
        return Optional.empty();
    }

    private static Optional<String> done(Login login, boolean done) {
        return done && login.ended ? Optional.of(Guard.ACTORS_END_WITH_THEIR_CREDENTIAL.fault()) : Optional.empty();
    }

    /** No login of the practice has both factors of the administrator. */
    private Optional<String> brokenLaw() {
        return stored(new UserId("chief")).credentials().secondFactor().isDemanded()
                ? Optional.empty()
                : Optional.of(Guard.OTHERS_NEED_THE_FULL_PROOF.fault());
    }

    private boolean isFullProof(Actor.LoggedIn actor) {
        boolean hasFactor = stored(actor.user()).credentials().secondFactor().isDemanded();
        return actor.strength().isAtLeast(hasFactor ? ProofStrength.TWO_FACTORS : ProofStrength.PASSWORD);
    }

    private static boolean isWithin(Actor.LoggedIn made, Actor.LoggedIn maker) {
        boolean endsInTime = maker.until()
                .map(end -> made.until().filter(until -> !until.isAfter(end)).isPresent())
                .orElse(true);
        return maker.strength().isAtLeast(made.strength()) && made.scope().isWithin(maker.scope()) && endsInTime;
    }

    private static UserPolicy policy(Guard removed) {
        UserPolicy standard = UserPolicy.standard();
        return switch (removed) {
            case TOKENS_STAY_WITHIN_THE_PROOF ->
                request -> request.action() == UserAction.CREATE_TOKEN && request.isAboutItself()
                        ? Optional.empty()
                        : standard.judge(request);
            case OTHERS_NEED_THE_FULL_PROOF ->
                request -> standard.judge(request.isAboutItself() ? request : strengthened(request));
            case ASSOCIATIONS_ARE_NOT_CHOSEN ->
                request -> request.action() == UserAction.CHANGE_ASSOCIATION
                                || (request.action() == UserAction.REVOKE_KEY && isByPuppet(request))
                        ? Optional.empty()
                        : standard.judge(request);
            default -> standard;
        };
    }

    private static boolean isByPuppet(UserRequest request) {
        return request.isAboutItself() && !request.about().equals(Optional.of(new UserId("ada")));
    }

    private static UserRequest strengthened(UserRequest request) {
        Actor.LoggedIn proof = request.actor().proof();
        Actor.LoggedIn strong = new Actor.LoggedIn(
                proof.user(), ProofStrength.TWO_FACTORS, proof.scope(), proof.until(), proof.credential());
        return new UserRequest(
                new ActingUser(request.actor().user(), strong, request.actor().roles()),
                request.action(),
                request.about(),
                request.before(),
                request.after(),
                request.now());
    }

    /** As if an actor named a user and not a credential. */
    private Actor rebound(Actor.LoggedIn actor) {
        return Actor.LoggedIn.by(
                stored(actor.user()), actor.strength(), actor.scope(), actor.until(), Optional.empty(), NOW);
    }

    private Actor.LoggedIn byPassword(String user) {
        return Actor.LoggedIn.by(
                stored(new UserId(user)),
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.of(NOW.plus(Duration.ofHours(1))),
                Optional.empty(),
                NOW);
    }

    private Actor.LoggedIn byToken(TokenCreation created) {
        try (Password token =
                Password.of(((TokenCreation.Created) created).value().reveal())) {
            return ((LogInResult.Accepted) keyholder.logIn(LogInRequest.withToken(token))).actor();
        }
    }

    private void create(NewUser user) {
        keyholder.users().create(Actor.host(), user);
    }

    /** By its login as its id, with the password of all. */
    private static NewUser named(String name) {
        return NewUser.of(LoginIdentifiers.login(name)).withId(new UserId(name)).withPassword(Password.of(PASSWORD));
    }

    private User stored(UserId id) {
        return keyholder.users().find(Actor.host(), id).single().orElseThrow();
    }

    private static User withSecondFactor(User user) {
        return user.withCredentials(user.credentials()
                .withSecondFactor(new SecondFactor.On(TotpSecret.of("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))));
    }

    /** A store that vouches for a key when it is registered. */
    private static Storage vouchingAtOnce() {
        Storage tables = new TableStorage();
        PublicKeyDirectory directory = tables.publicKeys();
        PublicKeyDirectory vouching = (PublicKeyDirectory) Proxy.newProxyInstance(
                PublicKeyDirectory.class.getClassLoader(),
                new Class<?>[] {PublicKeyDirectory.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("register")) {
                        directory.registerInitial((RegisteredKey) arguments[0], new Endorsement("the store", NOW));
                        return null;
                    }
                    return method.getName().equals("withdraw") ? null : call(directory, method, arguments);
                });
        return (Storage) Proxy.newProxyInstance(
                Storage.class.getClassLoader(),
                new Class<?>[] {Storage.class},
                (proxy, method, arguments) ->
                        method.getName().equals("publicKeys") ? vouching : call(tables, method, arguments));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
