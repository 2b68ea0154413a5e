package io.keyholder.testkit.contract.login;

import static io.keyholder.testkit.internal.TestLoginStates.NOW;
import static io.keyholder.testkit.internal.TestLoginStates.change;
import static io.keyholder.testkit.internal.TestLoginStates.changeIfWanted;
import static io.keyholder.testkit.internal.TestLoginStates.charged;
import static io.keyholder.testkit.internal.TestLoginStates.current;
import static io.keyholder.testkit.internal.TestLoginStates.failed;
import static io.keyholder.testkit.internal.TestLoginStates.stored;
import static io.keyholder.testkit.internal.TestLoginStates.unknown;
import static io.keyholder.testkit.internal.TestLoginStates.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What callers that race each other over two instances may rely on: guesses are counted one by one (SECURITY case 12),
 * and what works once works once (cases 11 and 15). Each runner works on the first or the second instance in turn.
 */
@Promise(
        of = LoginStateRepository.class,
        value = "Implementations MUST be thread-safe, also against other instances over the same " + "data")
public interface LoginStateRepositoryRaceContract extends StoreContract {
    /** How many callers take part in each race. */
    int RUNNERS = 8;

    /** How often each race is run. */
    int ROUNDS = 10;

    @Test
    default void countsEveryOneOfManyRacingGuesses(StoreUnderTest store) {
        LoginStateKey key = user("mary");
        Race.between(RUNNERS, runner -> {
            for (int guess = 0; guess < ROUNDS; guess++) {
                change(statesOf(store, runner), key, state -> charged(state, NOW));
            }
            return runner;
        });
        assertThat(current(store.loginStates(), key).attempts().failures()).isEqualTo(RUNNERS * ROUNDS);
    }

    @Test
    default void acceptsACodeOnce(StoreUnderTest store) {
        LoginStateKey key = user("mary");
        for (long step = 0; step < ROUNDS; step++) {
            long used = step;
            List<Boolean> accepted = Race.between(
                    RUNNERS,
                    runner -> changeIfWanted(
                            statesOf(store, runner),
                            key,
                            state -> Optional.of(state)
                                    .filter(unused -> unused.mayUseCodeOf(used))
                                    .map(unused -> unused.withCodeUsed(used))));
            assertThat(accepted).containsOnlyOnce(true);
        }
    }

    @Test
    default void redeemsEachRecoveryCodeOnce(StoreUnderTest store) {
        LoginStateKey key = user("mary");
        List<PasswordHash> codes =
                Stream.of("a", "b", "c", "d").map(PasswordHash::of).toList();
        stored(store.loginStates(), key, LoginState.NONE.withSecondFactorConfirmed(NOW, codes));
        List<Boolean> redeemed = Race.between(
                RUNNERS * codes.size(),
                runner -> changeIfWanted(
                        statesOf(store, runner),
                        key,
                        state -> Optional.of(codes.get(runner % codes.size()))
                                .filter(state.recoveryCodes()::contains)
                                .map(state::withRecoveryCodeUsed)));
        assertThat(redeemed).filteredOn(Boolean::booleanValue).hasSize(codes.size());
        assertThat(current(store.loginStates(), key).recoveryCodes()).isEmpty();
    }

    @Test
    default void oneOfManyRacingFirstRecordsWins(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            LoginStateKey key = unknown("nobody-" + round);
            List<Boolean> won = Race.between(
                    RUNNERS,
                    runner -> statesOf(store, runner).compareAndSet(key, Optional.empty(), failed(runner + 1)));
            assertTheWinnersStateIsThere(store, key, won);
        }
    }

    @Test
    default void oneOfManyRacingChangesOfOneRevisionWins(StoreUnderTest store) {
        LoginStateKey key = user("mary");
        for (int round = 0; round < ROUNDS; round++) {
            Revision common = stored(store.loginStates(), key, LoginState.NONE).revision();
            List<Boolean> won = Race.between(
                    RUNNERS,
                    runner -> statesOf(store, runner).compareAndSet(key, Optional.of(common), failed(runner + 1)));
            assertTheWinnersStateIsThere(store, key, won);
        }
    }

    @Test
    default void aRemovalIsNotUndoneByAChangeThatDidNotKnowOfIt(StoreUnderTest store) {
        LoginStateKey key = user("mary");
        for (int round = 0; round < ROUNDS; round++) {
            Revision before = stored(store.loginStates(), key, failed(1)).revision();
            Race.between(RUNNERS, runner -> {
                if (runner == 0) {
                    store.second().loginStates().remove(key);
                    return true;
                }
                return statesOf(store, runner).compareAndSet(key, Optional.of(before), failed(runner + 1));
            });
            assertThat(store.loginStates().find(key)).isEmpty();
        }
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Records of users MUST stay, and so MUST one that is changed meanwhile and is no " + "longer idle.")
    default void aSweepNeverForgetsAFreshGuess(StoreUnderTest store) {
        for (int round = 0; round < ROUNDS; round++) {
            LoginStateKey key = unknown("nobody-" + round);
            stored(store.loginStates(), key, failed(100, NOW.minusSeconds(1)));
            Race.between(RUNNERS, runner -> {
                if (runner == 0) {
                    store.second().loginStates().removeIdleSince(NOW);
                } else {
                    change(statesOf(store, runner), key, state -> charged(state, NOW));
                }
                return runner;
            });
            assertThat(current(store.loginStates(), key).attempts().failures()).isGreaterThanOrEqualTo(RUNNERS - 1);
        }
    }

    private static void assertTheWinnersStateIsThere(StoreUnderTest store, LoginStateKey key, List<Boolean> won) {
        assertThat(won).containsOnlyOnce(true);
        assertThat(current(store.loginStates(), key)).isEqualTo(failed(won.indexOf(true) + 1));
        assertThat(current(store.second().loginStates(), key)).isEqualTo(failed(won.indexOf(true) + 1));
    }

    private static LoginStateRepository statesOf(StoreUnderTest store, int runner) {
        return store.loginStatesOfBoth().get(runner % 2);
    }
}
