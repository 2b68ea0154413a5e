package io.keyholder.testkit.contract.login;

import static io.keyholder.testkit.internal.TestLoginStates.NOW;
import static io.keyholder.testkit.internal.TestLoginStates.changeProvisionally;
import static io.keyholder.testkit.internal.TestLoginStates.charged;
import static io.keyholder.testkit.internal.TestLoginStates.current;
import static io.keyholder.testkit.internal.TestLoginStates.failed;
import static io.keyholder.testkit.internal.TestLoginStates.source;
import static io.keyholder.testkit.internal.TestLoginStates.stored;
import static io.keyholder.testkit.internal.TestLoginStates.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Provisional;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link LoginStateRepository#compareAndSetProvisionally} and its results promise. */
@Promise(of = LoginStateRepository.class, value = "next MUST be seen by every later read of every instance")
public interface LoginStateRepositoryProvisionalContract extends StoreContract {
    /** Who most of these tests are about. */
    LoginStateKey KEY = user("mary");

    /** How many callers take part in the race. */
    int RUNNERS = 8;

    /** How often the race is run. */
    int ROUNDS = 10;

    @Test
    default void showsAProvisionalChangeToEveryInstance(StoreUnderTest store) {
        stored(store.first().loginStates(), KEY, failed(1));
        guess(store.first().loginStates());
        assertThat(store.loginStatesOfBoth())
                .allSatisfy(states ->
                        assertThat(current(states, KEY).attempts().failures()).isEqualTo(2));
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "absent where compareAndSet returns false")
    default void refusesAProvisionalChangeOfAnotherRevision(LoginStateRepository states) {
        Revision earlier = stored(states, KEY, failed(1)).revision();
        guess(states);
        assertThat(states.compareAndSetProvisionally(KEY, Optional.of(earlier), failed(9)))
                .isEmpty();
        assertThat(states.compareAndSetProvisionally(KEY, Optional.empty(), failed(9)))
                .isEmpty();
        assertThat(states.compareAndSet(KEY, Optional.of(earlier), failed(9))).isFalse();
        assertThat(states.compareAndSetProvisionally(
                        user("john"), states.find(KEY).map(Stored::revision), failed(9)))
                .isEmpty();
        assertThat(current(states, KEY).attempts().failures()).isEqualTo(2);
    }

    @Test
    default void putsAnotherChangeInThePlaceOfAProvisionalOne(StoreUnderTest store) {
        Provisional guess = guess(store.first().loginStates());
        LoginStateRepository other = store.second().loginStates();
        Stored next = stored(other, KEY, failed(7));
        guess.settle();
        assertThat(store.first().loginStates().find(KEY)).contains(next);
        assertThat(guess.takeBack()).isFalse();
        assertThat(other.find(KEY)).contains(next);
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Takes the change back, so that the record is as if it had never been, also its revision.")
    default void aChangeThatIsTakenBackHasNeverBeen(StoreUnderTest store) {
        LoginStateRepository states = store.first().loginStates();
        for (Optional<Stored> before : List.of(Optional.<Stored>empty(), Optional.of(stored(states, KEY, failed(3))))) {
            LoginStateKey key = before.isPresent() ? KEY : user("john");
            Provisional guess = guess(states, key);
            Optional<Stored> guessed = states.find(key);
            boolean isTakenBack = guess.takeBack();
            assertThat(store.second().loginStates().find(key)).isEqualTo(isTakenBack ? before : guessed);
            assertThat(guess.takeBack()).isFalse();
            assertThat(store.second().loginStates().find(key)).isEqualTo(isTakenBack ? before : guessed);
        }
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "false, and nothing changed, when it was settled or another change was put in its place")
    default void takesBackNeitherASettledChangeNorOneWithAnotherInItsPlace(LoginStateRepository states) {
        Provisional settled = guess(states);
        settled.settle();
        assertThat(settled.takeBack()).isFalse();
        assertThat(current(states, KEY).attempts().failures()).isEqualTo(1);
        Provisional first = guess(states);
        Provisional second = guess(states);
        assertThat(first.takeBack()).isFalse();
        assertThat(current(states, KEY).attempts().failures()).isEqualTo(3);
        second.settle();
        assertThat(current(states, KEY).attempts().failures()).isEqualTo(3);
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Makes the change, and those that were put in its place meanwhile, as durable as by "
                    + "LoginStateRepository.compareAndSet.")
    default void findsSettledChangesAgainAfterReopening(StoreUnderTest store) {
        Provisional first = guess(store.loginStates());
        guess(store.loginStates());
        first.settle();
        guess(store.loginStates(), source("203.0.113.7")).settle();
        store.reopen();
        assertThat(current(store.loginStates(), KEY).attempts().failures()).isEqualTo(2);
        assertThat(current(store.loginStates(), source("203.0.113.7"))
                        .attempts()
                        .failures())
                .isEqualTo(1);
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "Repeating it does nothing.")
    default void settlesOnce(LoginStateRepository states) {
        Provisional guess = guess(states);
        guess.settle();
        Stored next = stored(states, KEY, failed(7));
        guess.settle();
        assertThat(states.find(KEY)).contains(next);
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "Forgets the record of this key, because its user was purged.")
    default void forgetsARecordWithItsProvisionalChange(LoginStateRepository states) {
        Provisional guess = guess(states);
        states.remove(KEY);
        guess.settle();
        assertThat(guess.takeBack()).isFalse();
        assertThat(states.find(KEY)).isEmpty();
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "so MUST one that is changed meanwhile and is no longer idle")
    default void sweepsByTheProvisionalChange(LoginStateRepository states) {
        LoginStateKey busy = source("203.0.113.7");
        LoginStateKey idle = source("203.0.113.8");
        stored(states, busy, failed(1, NOW.minus(Duration.ofDays(2))));
        Optional<Revision> revision = states.find(busy).map(Stored::revision);
        Optional<Provisional> guess = states.compareAndSetProvisionally(busy, revision, failed(2));
        states.compareAndSetProvisionally(idle, Optional.empty(), failed(1, NOW.minus(Duration.ofDays(2))));
        assertThat(states.removeIdleSince(NOW.minus(Duration.ofDays(1)))).isEqualTo(1);
        guess.orElseThrow().settle();
        assertThat(current(states, busy)).isEqualTo(failed(2));
        assertThat(states.find(idle)).isEmpty();
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Implementations MUST be thread-safe, also against other instances over the same data")
    default void countsEveryOneOfManyRacingProvisionalGuesses(StoreUnderTest store) {
        List<Integer> refunded = Race.between(RUNNERS, runner -> {
            LoginStateRepository states = store.loginStatesOfBoth().get(runner % 2);
            int takenBack = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Provisional guess = guess(states);
                if (round % 2 == 0) {
                    guess.settle();
                } else {
                    takenBack += guess.takeBack() ? 1 : 0;
                }
            }
            return takenBack;
        });
        int takenBack = refunded.stream().mapToInt(Integer::intValue).sum();
        assertThat(current(store.loginStates(), KEY).attempts().failures()).isEqualTo(RUNNERS * ROUNDS - takenBack);
    }

    private static Provisional guess(LoginStateRepository states) {
        return guess(states, KEY);
    }

    private static Provisional guess(LoginStateRepository states, LoginStateKey key) {
        return changeProvisionally(states, key, state -> charged(state, NOW));
    }
}
