package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.application.event.UserEvents.Delivery;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.ports.persistence.UserEventLog.Guarantee;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.store.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That a listener hears what happened to users, over each store and by two instances. */
class EventsTest {
    private static final Actor HOST = Actor.host();
    private static final UserId ADA = new UserId("ada");
    private static final UserId EVE = new UserId("eve");

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void tellsTheWholeLifeOfAUserInOrderAndOnce(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder first = open(sandbox)) {
            first.events().start();
            try (Keyholder second = open(sandbox)) {
                create(first, ADA);
                second.users().disable(HOST, ADA);
                first.users().disable(HOST, ADA);
                first.users()
                        .modify(
                                HOST,
                                ADA,
                                user -> user.withProfile(user.profile().withName("Ada")));
                second.users().softDelete(HOST, ADA);
                first.users().purge(HOST, ADA);

                List<Set<Kind>> told = new ArrayList<>();
                assertThat(second.events().deliver(event -> told.add(event.kinds())))
                        .isEqualTo(new Delivery(5, 0));
                assertThat(told)
                        .containsExactly(
                                Set.of(Kind.CREATED),
                                Set.of(Kind.DISABLED),
                                Set.of(Kind.PROFILE_CHANGED),
                                Set.of(Kind.DELETED),
                                Set.of(Kind.PURGED));
                assertThat(first.events().deliver(event -> told.add(event.kinds())))
                        .isEqualTo(new Delivery(0, 0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void letsTheEventsOfOneUserWaitUntilTheListenerTakesThem(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = open(sandbox)) {
            keyholder.events().start();
            create(keyholder, ADA);
            create(keyholder, EVE);
            keyholder.users().disable(HOST, ADA);
            Delivery partial = keyholder.events().deliver(event -> {
                if (event.user().equals(ADA)) {
                    throw new IllegalStateException("not now");
                }
            });
            assertThat(partial).isEqualTo(new Delivery(1, 1));
            List<UserEvent> told = new ArrayList<>();
            keyholder.events().deliver(told::add);
            assertThat(told).extracting(UserEvent::user).containsExactly(ADA, ADA);
            assertThat(told).extracting(UserEvent::kinds).containsExactly(Set.of(Kind.CREATED), Set.of(Kind.DISABLED));
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void saysWhatTheStoreCanPromise(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = open(sandbox)) {
            assertThat(keyholder.events().guarantee())
                    .isEqualTo(kind == TestStore.COUCHDB ? Guarantee.WRITTEN_AHEAD : Guarantee.SAME_TRANSACTION);
        }
    }

    private static Keyholder open(StorageSandbox sandbox) {
        return Keyholder.open(sandbox.open(), new CryptoWithReadyKeys());
    }

    private static void create(Keyholder keyholder, UserId id) {
        keyholder
                .users()
                .create(HOST, NewUser.of(LoginIdentifiers.login(id.value())).withId(id));
    }
}
