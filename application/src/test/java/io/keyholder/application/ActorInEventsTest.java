package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.doubles.TableStorage;
import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.key.NewKey;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.UserAction;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.persistence.PageRequest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SECURITY case 43: the audit trail shows who did it, and who saw what. */
class ActorInEventsTest {
    private static final UserId CHIEF = new UserId("chief");
    private static final UserId ADA = new UserId("ada");
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");

    private final List<AuditEvent> events = new ArrayList<>();
    private final Keyholder keyholder = Keyholder.open(
            new TableStorage(),
            new TransparentCrypto(),
            KeyholderOptions.of(Clock.fixed(Fixture.NOW_IN_MILLIS, ZoneOffset.UTC))
                    .withAuditTrail(events::add));
    private Actor chief = Actor.host();

    @BeforeEach
    void logIn() {
        try (Password password = Password.of("lamp ferry walnut 17")) {
            keyholder
                    .users()
                    .create(
                            Actor.host(),
                            NewUser.of(LoginIdentifiers.login("chief"))
                                    .withId(CHIEF)
                                    .withPassword(password)
                                    .asAdministrator());
            chief = ((LogInResult.Accepted) keyholder.logIn("chief", password)).actor();
        }
        events.clear();
    }

    @Test
    void namesWhoActsInEveryEvent() {
        NewUser ada = NewUser.of(LoginIdentifiers.login("ada"))
                .withId(ADA)
                .withDataOwner(DataOwner.patient(OWNER.value()))
                .withKeyInOneStep();
        assertThat(keyholder.users().create(chief, ada)).isInstanceOf(CreateResult.Created.class);
        keyholder.users().disable(chief, ADA);
        keyholder.users().enable(chief, ADA);
        keyholder.tokens().create(chief, ADA, "web", TokenValidity.seconds(60), TokenScope.unrestricted());
        keyholder.tokens().revoke(chief, ADA, "web");
        try (Password fresh = Password.of("lamp ferry walnut 18")) {
            keyholder.passwords().reset(chief, ADA, fresh);
        }
        keyholder.secondFactors().enrol(chief, ADA, "Practice");
        NewKey key = keyholder.keys().create(chief, OWNER).orElseThrow();
        keyholder.keys().revoke(chief, OWNER, key.registered().publicKey().fingerprint());
        keyholder.users().purge(chief, ADA);
        keyholder.persons().erase(chief, ADA);

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .contains("UserChanged", "KeyChanged", "TokenChanged", "PasswordSet", "SecondFactorChanged");
        assertThat(events).allSatisfy(event -> assertThat(event.actor()).contains(CHIEF));
    }

    /** A login that was accepted names its user by itself; one that was refused has no actor. */
    @Test
    void everyKindOfEventHasRoomForItsActor() {
        List<Class<?>> ofLogins = List.of(AuditEvent.LoginAccepted.class, AuditEvent.LoginRefused.class);
        assertThat(AuditEvent.class.getPermittedSubclasses())
                .hasSizeGreaterThan(ofLogins.size())
                .allSatisfy(kind -> assertThat(ofLogins.contains(kind) || hasComponent(kind, "actor"))
                        .as(kind.getSimpleName())
                        .isTrue());
    }

    private static boolean hasComponent(Class<?> kind, String name) {
        return Arrays.stream(kind.getRecordComponents())
                .anyMatch(component -> component.getName().equals(name));
    }

    /** What happens later on behalf of who made it, outside of the call. */
    @Test
    void namesWhoMadeTheKeyThatIsHandedOver() {
        NewKey key = keyholder.keys().create(chief, OWNER).orElseThrow();
        events.clear();
        key.privateKey().takeKey().close();
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).contains(CHIEF));
    }

    @Test
    void showsWhoSawUsers() {
        keyholder.users().page(chief, PageRequest.first(1));
        keyholder.users().forEach(chief, user -> assertThat(user).isNotNull());
        keyholder.users().count(chief);
        keyholder.users().search(chief, new UserFilter.Everybody(), PageRequest.first(1));
        keyholder.users().count(chief, new UserFilter.Everybody());
        keyholder.persons().export(chief, CHIEF);
        AuditEvent.UsersRead list =
                new AuditEvent.UsersRead(Fixture.NOW_IN_MILLIS, Optional.empty(), UserAction.LIST, Optional.of(CHIEF));
        AuditEvent.UsersRead export = new AuditEvent.UsersRead(
                Fixture.NOW_IN_MILLIS, Optional.of(CHIEF), UserAction.EXPORT_PERSON, Optional.of(CHIEF));
        assertThat(events).containsExactly(list, list, list, list, list, export);
    }

    @Test
    void namesTheHostWhereItActsByItself() {
        keyholder.users().page(Actor.host(), PageRequest.first(1));
        assertThat(events)
                .singleElement()
                .satisfies(event -> assertThat(event.actor()).isEmpty());
    }

    /** A facade that is added later is covered, or found here. */
    @Test
    void coversEveryFacadeThatTakesAnActor() throws ReflectiveOperationException {
        List<Object> facades = new ArrayList<>();
        for (Method accessor : Keyholder.class.getMethods()) {
            if (accessor.getParameterCount() == 0 && takesActors(accessor.getReturnType())) {
                facades.add(invoked(accessor));
            }
        }
        assertThat(facades).hasSizeGreaterThan(7).allMatch(facade -> Proxy.isProxyClass(facade.getClass()));
    }

    private Object invoked(Method accessor) throws IllegalAccessException, InvocationTargetException {
        return accessor.invoke(keyholder);
    }

    private static boolean takesActors(Class<?> facade) {
        return facade.isInterface()
                && Arrays.stream(facade.getMethods())
                        .anyMatch(method ->
                                Arrays.asList(method.getParameterTypes()).contains(Actor.class));
    }
}
