package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import io.keyholder.testkit.StorageContract;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StoreUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What holds of a race for one state on a cluster, where a loser may be shown another loser's change that is withdrawn
 * after that (decision 52 proves that votes cannot show which it is).
 */
interface RacesOnACluster extends StorageContract {
    int RACING_WRITERS = 8;
    int RACES = 20;
    LoginStateKey MARY = LoginStateKey.of(new UserId("mary"));

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

    /**
     * No guess goes uncounted. One whose write was withdrawn after another writer had built on it is counted with that
     * one, and once more when it is tried again: so one in each lost race at most.
     */
    @Test
    @Override
    default void countsEveryOneOfManyRacingGuesses(StoreUnderTest store) {
        if (!hasCopies()) {
            StorageContract.super.countsEveryOneOfManyRacingGuesses(store);
            return;
        }
        AtomicInteger lost = new AtomicInteger();
        Race.between(RACING_WRITERS, writer -> {
            LoginStateRepository states = store.loginStatesOfBoth().get(writer % 2);
            for (int guess = 0; guess < RACES; guess++) {
                while (!isChanged(states, state -> Optional.of(counted(state)))) {
                    lost.incrementAndGet();
                }
            }
            return writer;
        });
        assertThat(stateIn(store).attempts().failures())
                .isBetween(RACING_WRITERS * RACES, RACING_WRITERS * RACES + lost.get());
    }

    /** No code works twice. One whose write was withdrawn after another writer had built on it is used up unseen. */
    @Test
    @Override
    default void acceptsACodeOnce(StoreUnderTest store) {
        if (!hasCopies()) {
            StorageContract.super.acceptsACodeOnce(store);
            return;
        }
        for (long step = 0; step < RACES; step++) {
            long used = step;
            List<Boolean> accepted = untilUsed(
                    store,
                    RACING_WRITERS,
                    (writer, state) -> Optional.of(state)
                            .filter(unused -> unused.mayUseCodeOf(used))
                            .map(unused -> unused.withCodeUsed(used)));
            assertThat(accepted).filteredOn(Boolean::booleanValue).hasSizeLessThanOrEqualTo(1);
            assertThat(stateIn(store).mayUseCodeOf(used)).isFalse();
        }
    }

    /** As with codes of an app. */
    @Test
    @Override
    default void redeemsEachRecoveryCodeOnce(StoreUnderTest store) {
        if (!hasCopies()) {
            StorageContract.super.redeemsEachRecoveryCodeOnce(store);
            return;
        }
        List<PasswordHash> codes =
                Stream.of("a", "b", "c", "d").map(PasswordHash::of).toList();
        assertThat(isChanged(
                        store.loginStates(),
                        state -> Optional.of(state.withSecondFactorConfirmed(Instant.EPOCH, codes))))
                .isTrue();
        int callers = RACING_WRITERS * codes.size();
        List<Boolean> redeemed = untilUsed(
                store,
                callers,
                (caller, state) -> Optional.of(codes.get(caller % codes.size()))
                        .filter(state.recoveryCodes()::contains)
                        .map(state::withRecoveryCodeUsed));
        for (int code = 0; code < codes.size(); code++) {
            int each = code;
            assertThat(IntStream.range(0, callers)
                            .filter(caller -> caller % codes.size() == each && redeemed.get(caller)))
                    .hasSizeLessThanOrEqualTo(1);
        }
        assertThat(stateIn(store).recoveryCodes()).isEmpty();
    }

    /** Whether each caller's change was acknowledged; each tries until it is, or there is nothing left to change. */
    private static List<Boolean> untilUsed(
            StoreUnderTest store, int callers, BiFunction<Integer, LoginState, Optional<LoginState>> change) {
        return Race.between(callers, caller -> {
            LoginStateRepository states = store.loginStatesOfBoth().get(caller % 2);
            while (change.apply(caller, stateIn(states)).isPresent()) {
                if (isChanged(states, state -> change.apply(caller, state))) {
                    return true;
                }
            }
            return false;
        });
    }

    private static boolean isChanged(LoginStateRepository states, Function<LoginState, Optional<LoginState>> change) {
        Optional<LoginStateRepository.Stored> read = states.find(MARY);
        return change.apply(read.map(LoginStateRepository.Stored::state).orElse(LoginState.NONE))
                .filter(next -> states.compareAndSet(MARY, read.map(LoginStateRepository.Stored::revision), next))
                .isPresent();
    }

    private static LoginState stateIn(StoreUnderTest store) {
        return stateIn(store.loginStates());
    }

    private static LoginState stateIn(LoginStateRepository states) {
        return states.find(MARY).map(LoginStateRepository.Stored::state).orElse(LoginState.NONE);
    }

    private static LoginState counted(LoginState state) {
        return state.withAttempts(new Attempts(state.attempts().failures() + 1, Optional.of(Instant.EPOCH)));
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
