package io.keyholder.application.internal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.Fixture;
import io.keyholder.application.Keyholder;
import io.keyholder.application.doubles.TableEvents;
import io.keyholder.application.event.UserEvents;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.event.UserEventListener;
import io.keyholder.ports.persistence.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserEventsTest {
    private static final Actor HOST = Actor.host();
    private static final UserId MARY = new UserId("mary");
    private static final UserId JOHN = new UserId("john");

    private final Fixture host = new Fixture();
    private final Keyholder keyholder = host.keyholder;
    private final TableEvents waiting = host.storage.userEvents();

    @Test
    void auditsWhatChangedAboutAUser() {
        create("mary");
        keyholder
                .users()
                .modify(HOST, MARY, user -> user.withProfile(user.profile().withName("Mary")));
        keyholder.users().disable(HOST, MARY);
        keyholder.users().modify(HOST, MARY, user -> user);
        keyholder.users().softDelete(HOST, MARY);
        keyholder.users().undelete(HOST, MARY);
        keyholder.users().softDelete(HOST, MARY);
        keyholder.users().purge(HOST, MARY);
        assertThat(kindsAudited())
                .containsExactly(
                        Set.of(Kind.CREATED),
                        Set.of(Kind.PROFILE_CHANGED),
                        Set.of(Kind.DISABLED),
                        Set.of(Kind.DELETED),
                        Set.of(Kind.UNDELETED),
                        Set.of(Kind.DELETED),
                        Set.of(Kind.PURGED));
    }

    @Test
    void auditsNothingThatWasRefused() {
        create("mary");
        create("john");
        host.changes.clear();
        create("mary");
        keyholder
                .users()
                .modify(
                        HOST,
                        MARY,
                        user -> user.withIdentifiers(user.identifiers().withLogin("john")));
        keyholder.users().enable(HOST, new UserId("nobody"));
        assertThat(kindsAudited()).isEmpty();
    }

    @Test
    void auditsImportedUsers() {
        List<User> users = List.of(
                User.of(MARY, LoginIdentifiers.login("mary"), Lifecycle.startingAt(Fixture.NOW, UserStatus.ACTIVE)),
                User.of(JOHN, LoginIdentifiers.login("mary"), Lifecycle.startingAt(Fixture.NOW, UserStatus.ACTIVE)));
        keyholder.users().importUsers(HOST, users.iterator(), outcome -> {});
        assertThat(kindsAudited()).containsExactly(Set.of(Kind.CREATED));
    }

    @Test
    void tellsWhatWaitsInOrderAndOnce() {
        waiting.add(MARY, Kind.CREATED);
        waiting.add(MARY, Kind.DISABLED);
        List<UserEvent> told = new ArrayList<>();
        assertThat(keyholder.events().deliver(told::add)).isEqualTo(new UserEvents.Delivery(2, 0));
        assertThat(told).extracting(UserEvent::kinds).containsExactly(Set.of(Kind.CREATED), Set.of(Kind.DISABLED));
        assertThat(keyholder.events().deliver(told::add)).isEqualTo(new UserEvents.Delivery(0, 0));
    }

    @Test
    void letsTheEventsOfOneUserWaitInOrderWhileThoseOfOthersGoOn() {
        waiting.add(MARY, Kind.CREATED);
        waiting.add(JOHN, Kind.CREATED);
        waiting.add(MARY, Kind.DISABLED);
        waiting.add(JOHN, Kind.DISABLED);
        List<UserId> told = new ArrayList<>();
        UserEventListener deafToMary = event -> {
            told.add(event.user());
            if (event.user().equals(MARY)) {
                throw new IllegalStateException("not now");
            }
        };
        assertThat(keyholder.events().deliver(deafToMary)).isEqualTo(new UserEvents.Delivery(2, 1));
        assertThat(told).containsExactly(MARY, JOHN, JOHN);
        List<UserEvent> later = new ArrayList<>();
        keyholder.events().deliver(later::add);
        assertThat(later).extracting(UserEvent::kinds).containsExactly(Set.of(Kind.CREATED), Set.of(Kind.DISABLED));
    }

    @Test
    void tellsAgainWhatCouldNotBeNotedAsTold() {
        waiting.add(MARY, Kind.CREATED);
        List<UserEvent> told = new ArrayList<>();
        waiting.failNextAcknowledgement();
        assertThatThrownBy(() -> keyholder.events().deliver(told::add)).isInstanceOf(StoreException.class);
        keyholder.events().deliver(told::add);
        assertThat(told).hasSize(2).containsOnly(told.get(0));
    }

    private void create(String name) {
        keyholder.users().create(HOST, NewUser.of(LoginIdentifiers.login(name)).withId(new UserId(name)));
    }

    private List<Set<Kind>> kindsAudited() {
        return host.changes.stream().map(AuditEvent.UserChanged::kinds).toList();
    }
}
