package io.keyholder.testkit.contract.event;

import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.loggingInAs;
import static io.keyholder.testkit.internal.TestUsers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserEventLog;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What {@link UserEventLog} promises, while no process dies: the same for each {@link UserEventLog.Guarantee}. What a
 * kill does is for the tests of each store.
 */
@Promise(
        of = UserEventLog.class,
        value = "each answered write of a user that changes something MUST leave one event, as "
                + "durable as the write itself, until it is acknowledged")
public interface UserEventLogContract extends StoreContract {
    /** How many writers take part in a race. */
    int WRITERS = 6;

    @Test
    @Promise(
            of = UserEventLog.class,
            value = "Nothing is kept until start, so that a host that follows nothing pays nothing.")
    default void keepsNoEventUntilItIsAskedTo(StoreUnderTest store) {
        created(store.users(), named("mary"));
        assertThat(waiting(store.first())).isEmpty();
    }

    @Test
    default void keepsAnEventOfEveryUserThatWasWritten(StoreUnderTest store) {
        store.first().userEvents().start();
        User mary = created(store.users(), named("mary"));
        created(store.users(), named("john"));
        updated(store.users(), loggingInAs(mary, "maria"));
        assertThat(waiting(store.first()))
                .extracting(event -> event.user().value())
                .contains("mary", "john");
    }

    @Test
    default void tellsEachWriteByWhatItChanged(StoreUnderTest store) {
        start(store);
        User mary = created(store.users(), named("mary"));
        User renamed = updated(store.users(), loggingInAs(mary, "maria"));
        User gone = updated(store.users(), deleted(renamed));
        assertThat(store.users().purge(gone.id(), gone.revision().orElseThrow()))
                .isEqualTo(new PurgeOutcome.Purged());
        assertThat(waiting(store.first()))
                .extracting(UserEvent::kinds)
                .containsExactly(
                        Set.of(Kind.CREATED),
                        Set.of(Kind.IDENTIFIERS_CHANGED),
                        Set.of(Kind.DELETED),
                        Set.of(Kind.PURGED));
    }

    @Test
    default void keepsOneEventForEachOfManyCreated(StoreUnderTest store) {
        start(store);
        created(store.users(), named("a"));
        store.users().createAll(List.of(named("b"), named("a"), named("c")));
        assertThat(waiting(store.first()))
                .extracting(event -> event.user().value())
                .containsExactly("a", "b", "c");
    }

    @Test
    @Promise(of = UserEventLog.class, value = "a write that was refused MUST leave none")
    default void keepsNoEventOfWhatWasRefused(StoreUnderTest store) {
        store.first().userEvents().start();
        User mary = created(store.users(), named("mary"));
        User john = created(store.users(), named("john"));
        User maria = updated(store.users(), loggingInAs(mary, "maria"));
        acknowledgeAll(store.first());
        assertThat(store.users().create(named("john"))).isInstanceOf(CreateOutcome.IdTaken.class);
        assertThat(store.users().update(loggingInAs(mary, "marie"))).isInstanceOf(UpdateOutcome.Stale.class);
        assertThat(store.users().update(loggingInAs(maria, "john"))).isInstanceOf(UpdateOutcome.IdentifierTaken.class);
        assertThat(store.users().purge(mary.id(), mary.revision().orElseThrow()))
                .isEqualTo(new PurgeOutcome.Stale());
        assertThat(store.users().purge(new UserId("nobody"), john.revision().orElseThrow()))
                .isEqualTo(new PurgeOutcome.Missing());
        assertThat(waiting(store.first())).isEmpty();
    }

    @Test
    @Promise(of = UserEventLog.class, value = "Forgets one event, because it was delivered.")
    default void keepsEventsUntilTheyAreAcknowledgedOneByOne(StoreUnderTest store) {
        start(store);
        for (String name : List.of("a", "b", "c")) {
            created(store.users(), named(name));
        }
        List<UserEvent> events = waiting(store.first());
        assertThat(waiting(store.first())).isEqualTo(events);
        store.first().userEvents().acknowledge(events.get(1));
        store.first().userEvents().acknowledge(events.get(1));
        assertThat(waiting(store.first())).containsExactly(events.get(0), events.get(2));
    }

    @Test
    @Promise(
            of = UserEventLog.class,
            value = "Up to limit events that wait, with positions greater than after, in ascending "
                    + "order of position.")
    default void pagesThroughEventsInOrder(StoreUnderTest store) {
        start(store);
        for (int number = 0; number < 7; number++) {
            created(store.users(), named("user-" + number));
        }
        UserEventLog log = store.first().userEvents();
        List<UserEvent> events = waiting(store.first());
        assertThat(events).hasSize(7);
        assertThat(log.pending("", 3)).isEqualTo(events.subList(0, 3));
        assertThat(log.pending(events.get(2).position(), 3)).isEqualTo(events.subList(3, 6));
        assertThat(log.pending(events.get(6).position(), 3)).isEmpty();
    }

    @Test
    @Promise(of = UserEventLog.class, value = "Keeps no more events and forgets those that wait.")
    default void startingAgainForgetsNothingAndStoppingForgetsAll(StoreUnderTest store) {
        store.first().userEvents().start();
        created(store.users(), named("mary"));
        store.first().userEvents().start();
        assertThat(waiting(store.first())).isNotEmpty();
        store.first().userEvents().stop();
        store.first().userEvents().stop();
        created(store.users(), named("john"));
        assertThat(waiting(store.first())).isEmpty();
    }

    @Test
    @Promise(
            of = UserEventLog.class,
            value = "From then on, over all instances and across restarts, each answered write of a " + "user")
    default void keepsEventsOfEveryInstanceForEveryInstance(StoreUnderTest store) {
        store.first().userEvents().start();
        created(store.second().users(), named("mary"));
        List<UserEvent> events = waiting(store.second());
        assertThat(events).isNotEmpty();
        assertThat(waiting(store.first())).isEqualTo(events);
        acknowledgeAll(store.second());
        assertThat(waiting(store.first())).isEmpty();
    }

    @Test
    @Promise(
            of = UserEventLog.class,
            value = "From then on, over all instances and across restarts, each answered write of a " + "user")
    default void keepsEventsAndGoesOnKeepingThemAfterReopening(StoreUnderTest store) {
        store.first().userEvents().start();
        created(store.users(), named("mary"));
        store.reopen();
        created(store.users(), named("john"));
        assertThat(waiting(store.first()))
                .extracting(event -> event.user().value())
                .contains("mary", "john");
    }

    @Test
    @Promise(
            of = UserEventLog.class,
            value = "Events of one user MUST have ascending positions in the order of its writes.")
    default void losesNoEventOfRacingWritersAndKeepsEachUsersOrder(StoreUnderTest store) {
        start(store);
        Race.between(WRITERS, writer -> {
            UserRepository users = store.usersOfBoth().get(writer % 2);
            User user = created(users, named("user-" + writer));
            return updated(users, loggingInAs(user, "renamed-" + writer));
        });
        List<UserEvent> events = waiting(store.first());
        assertThat(events).hasSize(2 * WRITERS).doesNotHaveDuplicates();
        for (int writer = 0; writer < WRITERS; writer++) {
            UserId id = new UserId("user-" + writer);
            assertThat(events)
                    .filteredOn(event -> event.user().equals(id))
                    .extracting(UserEvent::kinds)
                    .containsExactly(Set.of(Kind.CREATED), Set.of(Kind.IDENTIFIERS_CHANGED));
        }
    }

    @Test
    @Promise(of = Storage.class, value = "every method of every port of this store MUST throw a")
    default void refusesEveryUseOfItsEventsAfterClosing(StoreUnderTest store) {
        UserEventLog log = store.first().userEvents();
        UserEvent event = new UserEvent("0", new UserId("mary"), Set.of(Kind.CREATED));
        assertThat(store.first().userEvents()).isSameAs(log);
        store.second();
        store.first().close();
        List<ThrowingCallable> uses =
                List.of(log::start, log::stop, () -> log.pending("", 1), () -> log.acknowledge(event));
        assertThat(uses).allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(StoreException.class));
    }

    private static void start(StoreUnderTest store) {
        store.first().userEvents().start();
    }

    private static List<UserEvent> waiting(Storage storage) {
        List<UserEvent> events = new ArrayList<>(storage.userEvents().pending("", 1_000));
        assertThat(events).isSortedAccordingTo(Comparator.comparing(UserEvent::position));
        return events;
    }

    private static void acknowledgeAll(Storage storage) {
        waiting(storage).forEach(event -> storage.userEvents().acknowledge(event));
    }

    private static User created(UserRepository users, User user) {
        return ((CreateOutcome.Created) users.create(user)).user();
    }

    private static User updated(UserRepository users, User user) {
        return ((UpdateOutcome.Updated) users.update(user)).user();
    }
}
