package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.access.Answer;
import io.keyholder.application.access.ForbiddenException;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.person.EraseResult;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.FindResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.persistence.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Who may do what, through the facade, by what is stored at the moment of the act. */
class UserAccessTest {
    private static final Password FRESH = Password.of("battery staple");

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private final User ada = fixture.user("ada");
    private final User bob = fixture.user("bob", user -> user.withId(new UserId("bob")));
    private final User doctor =
            fixture.user("doctor", user -> user.withId(new UserId("doctor")).with(granting(PermissionType.HCP)));
    private final User chief =
            fixture.user("chief", user -> user.withId(new UserId("chief")).asAdministrator());

    @Test
    void takesTheActorFromTheLogin() {
        assertThat(actor("ada").userId()).contains(ada.id());
        assertThat(Actor.host().userId()).isEmpty();
    }

    @Test
    void showsEverybodyItselfAndNobodyElse() {
        assertThat(keyholder.users().find(actor("ada"), ada.id()).single()).contains(stored(ada));
        assertThat(keyholder.users().find(actor("ada"), "ada").single()).contains(stored(ada));
        assertThat(keyholder.users().find(actor("ada"), bob.id())).isInstanceOf(FindResult.Forbidden.class);
        assertThat(keyholder.users().find(actor("ada"), new UserId("nobody"))).isInstanceOf(FindResult.Forbidden.class);
        assertThat(keyholder.users().find(actor("ada"), "bob"))
                .isEqualTo(keyholder.users().find(actor("ada"), "nobody"));
        assertThat(keyholder.users().page(actor("ada"), PageRequest.first(5))).isInstanceOf(Answer.Forbidden.class);
        assertThat(keyholder.users().count(actor("doctor")).orElseThrow()).isEqualTo(4);
        assertThatThrownBy(() -> keyholder.users().count(actor("ada")).orElseThrow())
                .isInstanceOfSatisfying(
                        ForbiddenException.class,
                        refused -> assertThat(refused.refusal().action()).isEqualTo(UserAction.LIST));
    }

    @Test
    void doesNotTellWhoeverMayNotSeeWhichUsersThereAre() {
        User stranger = bob.withRevision(ada.revision().orElseThrow());

        assertThat(reasonOf(keyholder.users().modify(actor("ada"), new UserId("nobody"), user -> user)))
                .isEqualTo(Reason.PERMISSION_MISSING);
        assertThat(reasonOf(keyholder.users().modify(actor("ada"), bob.id(), user -> user)))
                .isEqualTo(Reason.PERMISSION_MISSING);
        keyholder.users().modify(Actor.host(), bob.id(), user -> named(user, "Bob"));
        assertThat(keyholder.users().modify(actor("ada"), stranger)).isInstanceOf(ModifyResult.Forbidden.class);
        assertThat(keyholder.users().purge(actor("ada"), new UserId("nobody")))
                .isInstanceOf(PurgeResult.Forbidden.class);
    }

    @Test
    void judgesAChangeByWhatItReallyChanges() {
        assertThat(keyholder
                        .users()
                        .modify(actor("ada"), ada.id(), user -> named(user, "Ada"))
                        .isModified())
                .isTrue();
        assertThat(reasonOf(keyholder
                        .users()
                        .modify(
                                actor("ada"),
                                ada.id(),
                                user -> named(user, "Queen")
                                        .withAuthorization(
                                                Authorization.NONE.with(Permission.granting(PermissionType.ADMIN))))))
                .isEqualTo(Reason.PERMISSION_MISSING);
        assertThat(stored(ada).profile().name()).contains("Ada");
    }

    @Test
    void letsAProfessionalCreateAndDeactivateButNotRaise() {
        NewUser patient = NewUser.of(LoginIdentifiers.login("patient")).withId(new UserId("patient"));

        assertThat(keyholder.users().create(actor("doctor"), patient)).isInstanceOf(CreateResult.Created.class);
        assertThat(keyholder
                        .users()
                        .create(
                                actor("doctor"),
                                NewUser.of(LoginIdentifiers.login("x")).asAdministrator()))
                .isInstanceOfSatisfying(
                        CreateResult.Forbidden.class,
                        forbidden ->
                                assertThat(forbidden.refusal().action()).isEqualTo(UserAction.CHANGE_AUTHORIZATION));
        assertThat(keyholder.users().create(actor("ada"), NewUser.of(LoginIdentifiers.login("y"))))
                .isInstanceOf(CreateResult.Forbidden.class);
        assertThat(keyholder
                        .users()
                        .disable(actor("doctor"), new UserId("patient"))
                        .isModified())
                .isTrue();
        assertThat(reasonOf(keyholder.users().enable(actor("doctor"), new UserId("patient"))))
                .isEqualTo(Reason.PERMISSION_MISSING);
        assertThat(reasonOf(keyholder.users().disable(actor("doctor"), chief.id())))
                .isEqualTo(Reason.MORE_THAN_THE_ACTOR_HAS);
    }

    @Test
    void readsWhatTheActorMayAnewEachTime() {
        Actor before = actor("doctor");
        keyholder.users().modify(Actor.host(), doctor.id(), user -> user.withAuthorization(Authorization.NONE));
        assertThat(keyholder.users().count(before)).isInstanceOf(Answer.Forbidden.class);

        keyholder.users().disable(Actor.host(), doctor.id());
        assertThat(reasonOf(keyholder.users().modify(before, doctor.id(), user -> named(user, "x"))))
                .isEqualTo(Reason.ACTOR_NOT_ADMITTED);
    }

    /** SECURITY case 42: the change would see the user, and its refusal would tell what it saw. */
    @Test
    void runsNoChangeForAnActorWhoMayNotRead() {
        AtomicBoolean seen = new AtomicBoolean();
        ModifyResult existing = keyholder.users().modify(actor("ada"), bob.id(), user -> {
            seen.set(true);
            return user;
        });
        ModifyResult missing = keyholder.users().modify(actor("ada"), new UserId("nobody"), user -> user);
        ModifyResult replaced = keyholder.users().modify(actor("ada"), named(stored(bob), "x"));

        assertThat(seen).isFalse();
        assertThat(existing).isEqualTo(missing).isEqualTo(replaced).isInstanceOf(ModifyResult.Forbidden.class);
    }

    @Test
    void letsNobodyActAfterItsProofEnded() {
        Actor.LoggedIn doctorsLogin = (Actor.LoggedIn) actor("doctor");
        Actor ended = Actor.LoggedIn.by(
                doctor,
                doctorsLogin.strength(),
                doctorsLogin.scope(),
                Optional.of(Fixture.NOW_IN_MILLIS),
                Optional.empty(),
                Fixture.NOW_IN_MILLIS);

        assertThat(reasonOf(keyholder.users().modify(ended, doctor.id(), user -> named(user, "x"))))
                .isEqualTo(Reason.PROOF_ENDED);
    }

    @Test
    void keepsSecretsFromWhoeverMayNotSetThem() {
        assertThat(keyholder.passwords().reset(actor("doctor"), ada.id(), FRESH))
                .isInstanceOf(PasswordChangeResult.Forbidden.class);
        assertThat(keyholder.passwords().reset(actor("ada"), ada.id(), FRESH))
                .isInstanceOf(PasswordChangeResult.Forbidden.class);
        assertThat(keyholder
                        .passwords()
                        .change(actor("bob"), ada.id(), Fixture.password(), FRESH, TokensAfterwards.REVOKED))
                .isInstanceOf(PasswordChangeResult.Forbidden.class);
        assertThat(keyholder.passwords().demandChange(actor("doctor"), ada.id()))
                .isInstanceOf(Answer.Forbidden.class);
        assertThat(keyholder.secondFactors().enrol(actor("bob"), ada.id(), "x"))
                .isInstanceOf(SecondFactorResult.Forbidden.class);
        assertThat(keyholder.secondFactors().confirm(actor("bob"), ada.id(), "x"))
                .isInstanceOf(SecondFactorResult.Forbidden.class);
        assertThat(keyholder.secondFactors().remove(actor("bob"), ada.id()))
                .isInstanceOf(SecondFactorResult.Forbidden.class);
        assertThat(keyholder.secondFactors().renewRecoveryCodes(actor("bob"), ada.id()))
                .isInstanceOf(SecondFactorResult.Forbidden.class);
        assertThat(keyholder.tokens().list(actor("doctor"), ada.id())).isInstanceOf(Answer.Forbidden.class);
        assertThat(keyholder.tokens().revoke(actor("doctor"), ada.id(), "t")).isInstanceOf(Answer.Forbidden.class);
        assertThat(keyholder.tokens().removeExpired(actor("doctor"), ada.id())).isInstanceOf(Answer.Forbidden.class);
        assertThat(keyholder.users().previewImport(actor("doctor"), List.of(bob).iterator(), outcome -> {}))
                .isInstanceOf(Answer.Forbidden.class);
        assertThat(keyholder.users().importUsers(actor("doctor"), List.of(bob).iterator(), outcome -> {}))
                .isInstanceOf(Answer.Forbidden.class);
    }

    @Test
    void letsAUserLookAfterItsOwnSecrets() {
        assertThat(keyholder
                        .tokens()
                        .create(actor("ada"), ada.id(), "t", TokenValidity.seconds(60), TokenScope.unrestricted()))
                .isInstanceOf(TokenCreation.Created.class);
        assertThat(keyholder
                        .tokens()
                        .create(actor("doctor"), ada.id(), "u", TokenValidity.seconds(60), TokenScope.unrestricted()))
                .isInstanceOf(TokenCreation.Forbidden.class);
        assertThat(keyholder.tokens().list(actor("ada"), ada.id()).orElseThrow())
                .hasSize(1);
        assertThat(keyholder.tokens().revoke(actor("ada"), ada.id(), "t").orElseThrow())
                .isTrue();
        assertThat(keyholder
                        .passwords()
                        .change(actor("ada"), ada.id(), Fixture.password(), FRESH, TokensAfterwards.REVOKED))
                .isInstanceOf(PasswordChangeResult.Changed.class);
    }

    @Test
    void auditsRefusals() {
        keyholder.users().disable(actor("doctor"), chief.id());

        assertThat(fixture.audit)
                .endsWith(new AuditEvent.ActionRefused(
                        Fixture.NOW_IN_MILLIS,
                        Optional.of(chief.id()),
                        Optional.of(doctor.id()),
                        UserAction.DEACTIVATE,
                        Reason.MORE_THAN_THE_ACTOR_HAS));
    }

    @Test
    void keepsTheLastAdministrator() {
        UserId id = chief.id();
        Instant later = Fixture.NOW.plusSeconds(60);

        for (Actor actor : List.of(Actor.host(), actor("chief"))) {
            assertThat(reasonOf(keyholder.users().disable(actor, id))).isEqualTo(Reason.LAST_ADMINISTRATOR);
            assertThat(reasonOf(keyholder.users().softDelete(actor, id))).isEqualTo(Reason.LAST_ADMINISTRATOR);
            assertThat(reasonOf(
                            keyholder.users().modify(actor, id, user -> user.withAuthorization(Authorization.NONE))))
                    .isEqualTo(Reason.LAST_ADMINISTRATOR);
            assertThat(reasonOf(keyholder
                            .users()
                            .modify(
                                    actor,
                                    id,
                                    user -> user.withLifecycle(life -> life.withExpiration(Optional.of(later))))))
                    .isEqualTo(Reason.LAST_ADMINISTRATOR);
        }
        assertThat(stored(chief).withoutRevision()).isEqualTo(chief.withoutRevision());
    }

    @Test
    void letsTheLastAdministratorGoWhenToldSo() {
        assertThat(keyholder
                        .users()
                        .disable(Actor.hostEvenWithoutAdministrator(), chief.id())
                        .isModified())
                .isTrue();
    }

    @Test
    void letsOneOfTwoAdministratorsGo() {
        fixture.user("second", user -> user.withId(new UserId("second")).asAdministrator());

        assertThat(keyholder.users().disable(actor("chief"), chief.id()).isModified())
                .isTrue();
        assertThat(reasonOf(keyholder.users().disable(Actor.host(), new UserId("second"))))
                .isEqualTo(Reason.LAST_ADMINISTRATOR);
    }

    @Test
    void keepsAnAdministratorWhenTwoRemoveEachOtherAtOnce() {
        UserId second = fixture.user(
                        "second", user -> user.withId(new UserId("second")).asAdministrator())
                .id();
        fixture.storage.beforeEachWrite(() -> {
            if (keyholder
                    .users()
                    .find(Actor.host(), second)
                    .single()
                    .orElseThrow()
                    .lifecycle()
                    .status()
                    .isPresent()) {
                fixture.storage.users().update(disabled(stored(second)));
            }
        });

        assertThat(reasonOf(keyholder.users().disable(Actor.host(), chief.id())))
                .isEqualTo(Reason.LAST_ADMINISTRATOR);
        assertThat(stored(chief).lifecycle().status())
                .isEqualTo(chief.lifecycle().status());
    }

    @Test
    void keepsAnAdministratorWhenTwoAreErasedAtOnce() {
        UserId second = fixture.user(
                        "second", user -> user.withId(new UserId("second")).asAdministrator())
                .id();
        onceBeforeAWrite(() -> fixture.storage.users().update(disabled(stored(second))));

        assertThat(keyholder.persons().erase(Actor.host(), chief.id()))
                .isInstanceOfSatisfying(
                        EraseResult.Forbidden.class,
                        forbidden -> assertThat(forbidden.refusal().reason()).isEqualTo(Reason.LAST_ADMINISTRATOR));
        assertThat(stored(chief).withoutRevision()).isEqualTo(chief.withoutRevision());
    }

    @Test
    void judgesSecretsAnewWhenAnotherWriteCameBetween() {
        fixture.user("second", user -> user.withId(new UserId("second")).asAdministrator());
        keyholder.secondFactors().enrol(Actor.host(), bob.id(), "Practice");
        for (String name : List.of("old", "older")) {
            keyholder
                    .tokens()
                    .create(Actor.host(), bob.id(), name, TokenValidity.unlimited(), TokenScope.unrestricted());
        }
        keyholder.tokens().revoke(Actor.host(), bob.id(), "older");
        Actor actor = actor("chief");
        List<Supplier<Object>> acts = List.of(
                () -> keyholder.passwords().reset(actor, bob.id(), FRESH),
                () -> keyholder.secondFactors().enrol(actor, bob.id(), "Practice"),
                () -> keyholder.secondFactors().remove(actor, bob.id()),
                () -> keyholder.tokens().revoke(actor, bob.id(), "old"),
                () -> keyholder.tokens().removeExpired(actor, bob.id()),
                () -> keyholder
                        .tokens()
                        .create(actor, bob.id(), "fresh", new TokenValidity.Unlimited(), TokenScope.unrestricted()));
        for (Supplier<Object> act : acts) {
            onceBeforeAWrite(() -> {
                fixture.storage.users().update(named(stored(bob), "Bob " + acts.indexOf(act)));
                fixture.storage.users().update(disabled(stored(chief)));
            });
            User before = stored(bob);
            assertThat(act.get().getClass().getSimpleName()).isEqualTo("Forbidden");
            assertThat(stored(bob).credentials()).isEqualTo(before.credentials());
            assertThat(stored(bob).tokens()).isEqualTo(before.tokens());
            keyholder.users().enable(Actor.host(), chief.id());
        }
    }

    private void onceBeforeAWrite(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        fixture.storage.beforeEachWrite(() -> {
            if (!done.getAndSet(true)) {
                action.run();
            }
        });
    }

    private User disabled(User user) {
        return user.withLifecycle(life -> life.withStatus(io.keyholder.domain.user.UserStatus.DISABLED));
    }

    private Actor actor(String login) {
        return ((LogInResult.Accepted) keyholder.logIn(login, Fixture.password())).actor();
    }

    private User stored(User user) {
        return fixture.stored(user.id());
    }

    private User stored(UserId id) {
        return fixture.stored(id);
    }

    private static Reason reasonOf(ModifyResult result) {
        return ((ModifyResult.Forbidden) result).refusal().reason();
    }

    private static User named(User user, String name) {
        return user.withProfile(Profile.NONE.withName(name));
    }

    private static java.util.function.UnaryOperator<User> granting(PermissionType type) {
        return user -> user.withAuthorization(user.authorization().with(Permission.granting(type)));
    }
}
