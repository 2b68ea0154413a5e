package io.keyholder.testkit.contract.user;

import static io.keyholder.testkit.internal.TestUsers.called;
import static io.keyholder.testkit.internal.TestUsers.created;
import static io.keyholder.testkit.internal.TestUsers.deleted;
import static io.keyholder.testkit.internal.TestUsers.loggingInAs;
import static io.keyholder.testkit.internal.TestUsers.named;
import static io.keyholder.testkit.internal.TestUsers.revisionOf;
import static io.keyholder.testkit.internal.TestUsers.undeleted;
import static io.keyholder.testkit.internal.TestUsers.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import io.keyholder.testkit.internal.TestUsers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What writers that race each other over two instances may rely on (SECURITY case 22). Every race is run many times;
 * each runner works on the first or the second instance in turn.
 */
@Promise(of = UserRepository.class, value = "No two undeleted users share an IdentifierKey, under any race.")
public interface UserRepositoryRaceContract extends StoreContract {
    /** Far more than the other writers of a test make: a store that lets none win fails and does not hang. */
    int MOST_ATTEMPTS = 10_000;

    /** How many writers take part in each race. */
    int RUNNERS = 8;

    /** How often each race is run. */
    int ROUNDS = 20;

    @Test
    default void oneOfManyRacingCreatorsGetsAnIdentifier(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            String wanted = "wanted-" + round;
            int number = round;
            List<CreateOutcome> outcomes = Race.between(
                    RUNNERS,
                    runner -> usersOf(store, runner)
                            .create(user(
                                    "u-" + number + "-" + runner,
                                    inPlace(runner, wanted, "own-" + number + "-" + runner))));
            User winner = onlyCreated(outcomes);
            assertThat(outcomes)
                    .filteredOn(outcome -> !(outcome instanceof CreateOutcome.Created))
                    .containsOnly(new CreateOutcome.IdentifierTaken(IdentifierKey.of(wanted)));
            assertThat(store.users().findByIdentifier(IdentifierKey.of(wanted)))
                    .isEqualTo(new IdentifierLookup.Found(winner));
            assertThat(store.users().count()).isEqualTo(round + 1);
        }
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "Thread-safe, also against other instances over the same data, in this process " + "or another.")
    default void oneOfManyRacingCreatorsGetsAnId(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            String id = "id-" + round;
            List<CreateOutcome> outcomes = Race.between(
                    RUNNERS,
                    runner -> usersOf(store, runner).create(user(id, LoginIdentifiers.login(id + "-" + runner))));
            User winner = onlyCreated(outcomes);
            assertThat(outcomes)
                    .filteredOn(outcome -> !(outcome instanceof CreateOutcome.Created))
                    .containsOnly(new CreateOutcome.IdTaken());
            assertThat(store.users().findById(new UserId(id))).contains(winner);
        }
    }

    @Test
    default void oneOfManyRacingListsGetsEachIdentifier(StoreUnderTest store) {
        List<List<CreateOutcome>> outcomes = Race.between(
                RUNNERS,
                runner -> usersOf(store, runner)
                        .createAll(List.of(
                                user("x-" + runner, LoginIdentifiers.login(runner % 2 == 0 ? "a" : "b")),
                                user("y-" + runner, LoginIdentifiers.login(runner % 2 == 0 ? "b" : "a")),
                                user("z-" + runner, LoginIdentifiers.login("own-" + runner)))));
        assertThat(outcomes).allSatisfy(list -> assertThat(list).hasSize(3));
        assertThat(outcomes.stream().flatMap(List::stream).filter(CreateOutcome.Created.class::isInstance))
                .hasSize(RUNNERS + 2);
        assertThat(store.users().count()).isEqualTo(RUNNERS + 2);
    }

    @Test
    default void aChangeAndACreationRaceForAnIdentifier(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            String wanted = "wanted-" + round;
            User stored = created(store.users(), named("before-" + round));
            assertOneGets(
                    store, wanted, loggingInAs(stored, wanted), user("new-" + round, LoginIdentifiers.email(wanted)));
        }
    }

    @Test
    default void anUndeletionAndACreationRaceForAnIdentifier(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            String wanted = "wanted-" + round;
            User buried = created(store.users(), deleted(named(wanted)));
            assertOneGets(store, wanted, undeleted(buried), user("new-" + round, LoginIdentifiers.email(wanted)));
        }
    }

    @Test
    @Promise(
            of = UserRepository.class,
            value = "A write of one user happens wholly or not at all, also when the process dies in " + "it.")
    default void usersThatRaceForTwoIdentifiersInOppositeOrderGetBothOrNone(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            String x = "x-" + round;
            String y = "y-" + round;
            int number = round;
            List<CreateOutcome> outcomes = Race.between(
                    RUNNERS,
                    runner -> usersOf(store, runner)
                            .create(user(
                                    "u-" + number + "-" + runner,
                                    runner % 2 == 0
                                            ? LoginIdentifiers.login(x).withEmail(y)
                                            : LoginIdentifiers.login(y).withEmail(x))));
            User winner = onlyCreated(outcomes);
            assertThat(List.of(x, y))
                    .allSatisfy(held -> assertThat(store.users().findByIdentifier(IdentifierKey.of(held)))
                            .isEqualTo(new IdentifierLookup.Found(winner)));
        }
    }

    @Test
    default void racingSwapsAreBothRefused(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            User one = created(store.users(), named("one-" + round));
            User two = created(store.users(), named("two-" + round));
            List<User> changes = List.of(
                    loggingInAs(one, two.id().value()),
                    loggingInAs(two, one.id().value()));
            List<UpdateOutcome> outcomes =
                    Race.between(2, runner -> usersOf(store, runner).update(changes.get(runner)));
            assertThat(outcomes)
                    .containsExactly(
                            new UpdateOutcome.IdentifierTaken(
                                    IdentifierKey.of(two.id().value())),
                            new UpdateOutcome.IdentifierTaken(
                                    IdentifierKey.of(one.id().value())));
        }
    }

    @Test
    @Promise(of = UserRepository.class, value = "Replaces a stored user, provided it is still at user.revision().")
    default void oneOfManyRacingChangesOfOneStateWins(StoreUnderTest store) {
        User stored = created(store.users(), named("mary"));
        for (int round = 0; round < ROUNDS; round++) {
            User before = stored;
            List<UpdateOutcome> outcomes =
                    Race.between(RUNNERS, runner -> usersOf(store, runner).update(called(before, "by " + runner)));
            User winner = onlyUpdated(outcomes);
            assertThat(outcomes)
                    .filteredOn(outcome -> !(outcome instanceof UpdateOutcome.Updated))
                    .containsOnly(new UpdateOutcome.Stale(winner));
            assertThat(store.users().findById(stored.id())).contains(winner);
            stored = winner;
        }
    }

    @Test
    @Promise(of = UserRepository.class, value = "Replaces a stored user, provided it is still at user.revision().")
    default void noChangeIsLostWhenWritersTryAgain(StoreUnderTest store) {
        User stored = called(created(store.users(), named("counter")), "0");
        TestUsers.updated(store.users(), stored);
        Race.between(RUNNERS, runner -> {
            for (int change = 0; change < ROUNDS; change++) {
                increment(usersOf(store, runner), stored.id());
            }
            return runner;
        });
        assertThat(store.users()
                        .findById(stored.id())
                        .flatMap(user -> user.profile().name()))
                .contains(String.valueOf(RUNNERS * ROUNDS));
    }

    @Test
    @Promise(of = UserRepository.class, value = "Removes a user for good, provided it is still at this revision.")
    default void oneOfManyRacingPurgesWins(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            User stored = created(store.users(), named("u-" + round));
            List<PurgeOutcome> outcomes =
                    Race.between(RUNNERS, runner -> usersOf(store, runner).purge(stored.id(), revisionOf(stored)));
            assertThat(outcomes).containsOnlyOnce(new PurgeOutcome.Purged());
            assertThat(outcomes).containsOnly(new PurgeOutcome.Purged(), new PurgeOutcome.Missing());
        }
    }

    @Test
    @Promise(of = UserRepository.class, value = "Replaces a stored user, provided it is still at user.revision().")
    default void aChangeAndAPurgeOfOneStateExcludeEachOther(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            User stored = created(store.users(), named("u-" + round));
            List<Object> outcomes = Race.between(List.of(
                    () -> store.first().users().update(called(stored, "changed")),
                    () -> store.second().users().purge(stored.id(), revisionOf(stored))));
            Optional<User> left = store.users().findById(stored.id());
            assertThat(outcomes)
                    .isEqualTo(
                            left.isPresent()
                                    ? List.of(new UpdateOutcome.Updated(left.get()), new PurgeOutcome.Stale())
                                    : List.of(new UpdateOutcome.Missing(), new PurgeOutcome.Purged()));
        }
    }

    private static UserRepository usersOf(StoreUnderTest store, int runner) {
        return store.usersOfBoth().get(runner % 2);
    }

    private static LoginIdentifiers inPlace(int runner, String wanted, String own) {
        return switch (runner % 3) {
            case 0 -> LoginIdentifiers.login(wanted);
            case 1 -> LoginIdentifiers.login(own).withEmail(wanted);
            default -> LoginIdentifiers.login(own).withMobilePhone(wanted);
        };
    }

    private static void assertOneGets(StoreUnderTest store, String wanted, User change, User newcomer) {
        List<Object> outcomes = Race.between(List.of(
                () -> store.first().users().update(change),
                () -> store.second().users().create(newcomer)));
        IdentifierKey key = IdentifierKey.of(wanted);
        User holder = store.users().findByIdentifier(key).single().orElseThrow();
        assertThat(outcomes)
                .isEqualTo(
                        holder.id().equals(change.id())
                                ? List.of(new UpdateOutcome.Updated(holder), new CreateOutcome.IdentifierTaken(key))
                                : List.of(new UpdateOutcome.IdentifierTaken(key), new CreateOutcome.Created(holder)));
    }

    private static void increment(UserRepository users, UserId id) {
        User read = users.findById(id).orElseThrow();
        UpdateOutcome outcome = users.update(incremented(read));
        for (int attempt = 1; attempt < MOST_ATTEMPTS && outcome instanceof UpdateOutcome.Stale stale; attempt++) {
            outcome = users.update(incremented(stale.current()));
        }
        TestUsers.updated(outcome);
    }

    private static User incremented(User user) {
        int count = Integer.parseInt(user.profile().name().orElseThrow());
        return called(user, String.valueOf(count + 1));
    }

    private static User onlyCreated(List<CreateOutcome> outcomes) {
        assertThat(outcomes).filteredOn(CreateOutcome.Created.class::isInstance).hasSize(1);
        return outcomes.stream()
                .filter(CreateOutcome.Created.class::isInstance)
                .map(TestUsers::created)
                .findFirst()
                .orElseThrow();
    }

    private static User onlyUpdated(List<UpdateOutcome> outcomes) {
        assertThat(outcomes).filteredOn(UpdateOutcome.Updated.class::isInstance).hasSize(1);
        return outcomes.stream()
                .filter(UpdateOutcome.Updated.class::isInstance)
                .map(TestUsers::updated)
                .findFirst()
                .orElseThrow();
    }
}
