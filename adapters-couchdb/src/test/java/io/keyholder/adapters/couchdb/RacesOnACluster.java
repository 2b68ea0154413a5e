package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StoreUnderTest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What holds of a race for one state on a cluster, where a loser may be shown another loser's change that is withdrawn
 * after that (decision 52 proves that votes cannot show which it is).
 */
interface RacesOnACluster extends StorageContract {
    int RACING_WRITERS = 8;
    int RACES = 20;

    /** Whether documents have several copies, which vote. */
    boolean hasCopies();

    /** One writer wins. A loser may go on from what it was shown: it overwrites nothing that it has not seen. */
    @Test
    @Override
    default void oneOfManyRacingChangesOfOneStateWins(StoreUnderTest store) {
        if (!hasCopies()) {
            StorageContract.super.oneOfManyRacingChangesOfOneStateWins(store);
            return;
        }
        User stored = ((CreateOutcome.Created) store.users()
                        .create(FrailWriter.user(new UserId("mary"), LoginIdentifiers.login("mary"), "at first")))
                .user();
        for (int round = 0; round < RACES; round++) {
            User before = stored;
            List<UpdateOutcome> outcomes = Race.between(
                    RACING_WRITERS,
                    writer -> store.usersOfBoth().get(writer % 2).update(named(before, "by " + writer)));
            stored = store.users().findById(before.id()).orElseThrow();
            assertThat(outcomes).containsOnlyOnce(new UpdateOutcome.Updated(stored));
            for (UpdateOutcome outcome : outcomes) {
                if (!outcome.equals(new UpdateOutcome.Updated(stored))) {
                    assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    UpdateOutcome.Stale.class, stale -> assertMayGoOn(store, before, stale.current()));
                }
            }
        }
    }

    /** An outcome may be unknown, and a caller cannot find out whether a count is its own. No other one is wrong. */
    @Test
    @Override
    default void noChangeIsLostWhenWritersTryAgain(StoreUnderTest store) {
        if (!hasCopies()) {
            StorageContract.super.noChangeIsLostWhenWritersTryAgain(store);
            return;
        }
        User counter =
                named(FrailWriter.user(new UserId("counter"), LoginIdentifiers.login("counter"), "at first"), "0");
        assertThat(store.users().create(counter)).isInstanceOf(CreateOutcome.Created.class);
        AtomicInteger unknown = new AtomicInteger();
        List<Integer> counted = Race.between(RACING_WRITERS, writer -> {
            int done = 0;
            for (int round = 0; round < RACES; round++) {
                try {
                    increment(store.usersOfBoth().get(writer % 2), counter.id());
                    done++;
                } catch (StoreUnavailableException readAgain) {
                    unknown.incrementAndGet();
                }
            }
            return done;
        });
        int acknowledged = counted.stream().mapToInt(Integer::intValue).sum();
        assertThat(acknowledged).isGreaterThan(RACING_WRITERS * RACES / 2);
        assertThat(count(store.users().findById(counter.id()).orElseThrow()))
                .isBetween(acknowledged, acknowledged + unknown.get());
    }

    private static void increment(UserRepository users, UserId id) {
        UpdateOutcome outcome;
        User read = users.findById(id).orElseThrow();
        do {
            outcome = users.update(named(read, String.valueOf(count(read) + 1)));
            read = outcome instanceof UpdateOutcome.Stale stale ? stale.current() : read;
        } while (outcome instanceof UpdateOutcome.Stale);
        assertThat(outcome).isInstanceOf(UpdateOutcome.Updated.class);
    }

    private static int count(User user) {
        return Integer.parseInt(user.profile().name().orElseThrow());
    }

    private static void assertMayGoOn(StoreUnderTest store, User before, User shown) {
        User winner = store.users().findById(before.id()).orElseThrow();
        assertThat(IntStream.range(0, RACING_WRITERS).mapToObj(writer -> named(before, "by " + writer)))
                .as("a change of this race")
                .anyMatch(change -> change.withoutRevision().equals(shown.withoutRevision()));
        if (!shown.equals(winner)) {
            assertThat(store.users().update(named(shown, "after what was withdrawn")))
                    .isEqualTo(new UpdateOutcome.Stale(winner));
        }
    }

    private static User named(User user, String name) {
        return user.withProfile(user.profile().withName(name));
    }
}
