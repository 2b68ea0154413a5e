package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.allCreated;
import static io.keyholder.testkit.internal.TestUsers.called;
import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.internal.TestUsers;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link UserRepository#createAll} promises. */
@Promise(of = UserRepository.class, value = "one outcome for each user, in the given order")
public interface UserRepositoryBulkContract extends StoreContract {
    @Test
    default void answersAnEmptyListWithAnEmptyList(UserRepository users) {
        assertThat(users.createAll(List.of())).isEmpty();
        assertThat(users.count()).isZero();
    }

    @Test
    default void answersInTheGivenOrder(UserRepository users) {
        created(users, named("stored"));
        List<CreateOutcome> outcomes = users.createAll(List.of(
                named("z"),
                called(named("stored"), "again"),
                named("a"),
                user("other", LoginIdentifiers.login("stored")),
                named("m").withRevision(new Revision("7-from-elsewhere"))));
        assertThat(created(outcomes.get(0)).withoutRevision()).isEqualTo(named("z"));
        assertThat(outcomes.get(1)).isEqualTo(new CreateOutcome.IdTaken());
        assertThat(created(outcomes.get(2)).withoutRevision()).isEqualTo(named("a"));
        assertThat(outcomes.get(3)).isEqualTo(new CreateOutcome.IdentifierTaken(IdentifierKey.of("stored")));
        assertThat(created(outcomes.get(4)).revision()).isNotEqualTo(Optional.of(new Revision("7-from-elsewhere")));
        assertThat(outcomes).hasSize(5);
        assertThat(users.count()).isEqualTo(4);
    }

    @Test
    @Promise(of = UserRepository.class, value = "of two in the list that collide the earlier wins")
    default void letsTheEarlierOfTwoThatCollideWin(UserRepository users) {
        List<CreateOutcome> outcomes = users.createAll(List.of(
                called(named("mary"), "first"),
                called(named("mary"), "same id"),
                user("other", LoginIdentifiers.login("free").withEmail("MARY")),
                user("third", LoginIdentifiers.login("free")),
                deleted(user("buried", LoginIdentifiers.login("mary")))));
        User first = created(outcomes.get(0));
        assertThat(outcomes.get(1)).isEqualTo(new CreateOutcome.IdTaken());
        assertThat(outcomes.get(2)).isEqualTo(new CreateOutcome.IdentifierTaken(IdentifierKey.of("mary")));
        assertThat(outcomes.subList(3, 5)).allSatisfy(TestUsers::created);
        assertThat(users.findByIdentifier(IdentifierKey.of("mary"))).isEqualTo(new IdentifierLookup.Found(first));
        assertThat(users.count()).isEqualTo(3);
    }

    @Test
    default void storesHundredsAtOnce(UserRepository users) {
        List<User> population =
                IntStream.range(0, 500).mapToObj(number -> named("u-" + number)).toList();
        List<User> stored = allCreated(users, population);
        assertThat(users.count()).isEqualTo(500);
        assertThat(stored).allSatisfy(user -> {
            assertThat(users.findById(user.id())).contains(user);
            assertThat(users.findByIdentifier(IdentifierKey.of(user.id().value())))
                    .isEqualTo(new IdentifierLookup.Found(user));
        });
    }
}
