package io.keyholder.testkit.contract.login;

import static io.keyholder.testkit.internal.TestLoginStates.failed;
import static io.keyholder.testkit.internal.TestLoginStates.stored;
import static io.keyholder.testkit.internal.TestLoginStates.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.internal.TestLoginStates;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@link LoginStateRepository#compareAndSet}, {@code find} and {@code remove} promise to one caller. */
@Promise(
        of = LoginStateRepository.class,
        value = "when the record is at another revision, or exists though none was expected, or "
                + "the other way round")
public interface LoginStateRepositoryCompareAndSetContract extends StoreContract {
    /** Who most of these tests are about. */
    LoginStateKey KEY = user("mary");

    @Test
    @Promise(of = LoginStateRepository.class, value = "The record of this key; absent when nothing is remembered.")
    default void remembersNothingAtFirst(LoginStateRepository states) {
        assertThat(states.find(KEY)).isEmpty();
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Puts next in the place of the record at revision expected, or of none when that " + "is absent.")
    default void remembersWhatIsPutWhereNothingWas(LoginStateRepository states) {
        assertThat(states.compareAndSet(KEY, Optional.empty(), failed(1))).isTrue();
        assertThat(states.find(KEY)).map(Stored::state).contains(failed(1));
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Puts next in the place of the record at revision expected, or of none when that " + "is absent.")
    default void remembersARecordThatSaysNothing(LoginStateRepository states) {
        assertThat(stored(states, KEY, LoginState.NONE).state()).isEqualTo(LoginState.NONE);
        assertThat(states.compareAndSet(KEY, Optional.empty(), failed(1))).isFalse();
    }

    @Test
    default void refusesWhenNothingWasExpectedAndSomethingIsThere(LoginStateRepository states) {
        Stored before = stored(states, KEY, failed(1));
        assertThat(states.compareAndSet(KEY, Optional.empty(), failed(9))).isFalse();
        assertThat(states.find(KEY)).contains(before);
    }

    @Test
    default void refusesWhenSomethingWasExpectedAndNothingIsThere(LoginStateRepository states) {
        Stored elsewhere = stored(states, user("john"), failed(1));
        assertThat(states.compareAndSet(KEY, Optional.of(elsewhere.revision()), failed(9)))
                .isFalse();
        assertThat(states.find(KEY)).isEmpty();
        assertThat(states.find(user("john"))).contains(elsewhere);
    }

    @Test
    default void refusesAnEarlierRevision(LoginStateRepository states) {
        Revision earlier = stored(states, KEY, failed(1)).revision();
        Stored current = stored(states, KEY, failed(2));
        assertThat(states.compareAndSet(KEY, Optional.of(earlier), failed(9))).isFalse();
        assertThat(states.find(KEY)).contains(current);
    }

    @Test
    default void refusesRevisionsThatItNeverGave(LoginStateRepository states) {
        Stored current = stored(states, KEY, failed(1));
        List<String> foreign = List.of("0", "x", "\u0000", "'; DROP TABLE login_states; --", "9".repeat(256), "-1");
        assertThat(foreign).allSatisfy(revision -> {
            assertThat(states.compareAndSet(KEY, Optional.of(new Revision(revision)), failed(9)))
                    .isFalse();
            assertThat(states.find(KEY)).contains(current);
        });
    }

    @Test
    default void refusesTheRevisionOfAnotherRecord(LoginStateRepository states) {
        Stored other = stored(states, user("john"), failed(1));
        Stored current = stored(states, KEY, failed(1));
        assertThat(states.compareAndSet(KEY, Optional.of(other.revision()), failed(9)))
                .isEqualTo(other.revision().equals(current.revision()));
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "to be named when replacing it; never used again once replaced")
    default void neverUsesARevisionAgain(LoginStateRepository states) {
        Set<Revision> revisions = new HashSet<>();
        for (int change = 0; change < 50; change++) {
            assertThat(revisions.add(stored(states, KEY, failed(1 + change % 2)).revision()))
                    .isTrue();
            if (change % 7 == 0) {
                states.remove(KEY);
            }
        }
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "to be named when replacing it; never used again once replaced")
    default void givesANewRevisionToAnUnchangedState(LoginStateRepository states) {
        Stored before = stored(states, KEY, failed(1));
        Stored after = stored(states, KEY, failed(1));
        assertThat(after.state()).isEqualTo(before.state());
        assertThat(after.revision()).isNotEqualTo(before.revision());
        assertThat(states.compareAndSet(KEY, Optional.of(before.revision()), failed(9)))
                .isFalse();
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "to be named when replacing it; never used again once replaced")
    default void keepsTheSameRevisionWhileNothingChanges(LoginStateRepository states) {
        Stored stored = stored(states, KEY, failed(1));
        stored(states, user("john"), failed(2));
        assertThat(states.find(KEY)).contains(stored);
        assertThat(states.find(KEY)).contains(stored);
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "The record of this key; absent when nothing is remembered.")
    default void keepsKeysApart(LoginStateRepository states) {
        List<LoginStateKey> keys = TestLoginStates.ofEveryKind();
        for (int number = 0; number < keys.size(); number++) {
            assertThat(states.compareAndSet(keys.get(number), Optional.empty(), failed(number + 1)))
                    .isTrue();
        }
        for (int number = 0; number < keys.size(); number++) {
            assertThat(states.find(keys.get(number))).map(Stored::state).contains(failed(number + 1));
        }
        states.remove(keys.get(0));
        assertThat(states.find(keys.get(0))).isEmpty();
        assertThat(states.find(keys.get(1))).isPresent();
        assertThat(states.find(keys.get(2))).isPresent();
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "Forgets the record of this key")
    default void forgetsWhatIsRemoved(LoginStateRepository states) {
        Revision before = stored(states, KEY, failed(3)).revision();
        states.remove(KEY);
        assertThat(states.find(KEY)).isEmpty();
        assertThat(states.compareAndSet(KEY, Optional.of(before), failed(9))).isFalse();
        assertThat(states.find(KEY)).isEmpty();
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "Absent is success.")
    default void removesWhatIsNotThere(LoginStateRepository states) {
        Stored other = stored(states, user("john"), failed(1));
        states.remove(KEY);
        states.remove(KEY);
        assertThat(states.find(user("john"))).contains(other);
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Puts next in the place of the record at revision expected, or of none when that " + "is absent.")
    default void beginsAnewAfterARemoval(LoginStateRepository states) {
        Revision before = stored(states, KEY, failed(3)).revision();
        states.remove(KEY);
        assertThat(states.compareAndSet(KEY, Optional.empty(), failed(3))).isTrue();
        assertThat(states.compareAndSet(KEY, Optional.of(before), failed(9))).isFalse();
        assertThat(states.find(KEY)).map(Stored::state).contains(failed(3));
    }
}
