package io.keyholder.testkit.contract.login;

import static io.keyholder.testkit.internal.TestLoginStates.NOW;
import static io.keyholder.testkit.internal.TestLoginStates.failed;
import static io.keyholder.testkit.internal.TestLoginStates.source;
import static io.keyholder.testkit.internal.TestLoginStates.stored;
import static io.keyholder.testkit.internal.TestLoginStates.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.testkit.arbitraries.LoginStateArbitraries;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import io.keyholder.testkit.internal.Samples;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** That instances over the same data behave as one, and that what was answered is there after opening again. */
@Promise(of = LoginStateRepository.class, value = "atomic, durable and current as UserRepository describes")
public interface LoginStateRepositoryPersistenceContract extends StoreContract {
    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "an acknowledged change MUST be seen by every later read of every instance")
    default void showsEachInstanceWhatTheOtherRemembers(StoreUnderTest store) {
        LoginStateRepository one = store.first().loginStates();
        LoginStateRepository other = store.second().loginStates();
        Stored first = stored(one, user("mary"), failed(1));
        assertThat(other.find(user("mary"))).contains(first);
        assertThat(other.compareAndSet(user("mary"), Optional.of(first.revision()), failed(2)))
                .isTrue();
        assertThat(one.find(user("mary"))).map(Stored::state).contains(failed(2));
        assertThat(one.compareAndSet(user("mary"), Optional.of(first.revision()), failed(9)))
                .isFalse();
        assertThat(other.find(user("mary"))).map(Stored::state).contains(failed(2));
        one.remove(user("mary"));
        assertThat(other.find(user("mary"))).isEmpty();
    }

    @Test
    default void findsEveryStateAgainAfterReopening(StoreUnderTest store) {
        List<LoginStateKey> keys = Samples.of(LoginStateArbitraries.loginStateKeys(), 50);
        List<LoginState> samples = Samples.of(LoginStateArbitraries.loginStates(), 50);
        Map<LoginStateKey, Stored> expected = new HashMap<>();
        for (int number = 0; number < keys.size(); number++) {
            expected.put(keys.get(number), stored(store.loginStates(), keys.get(number), samples.get(number)));
        }
        store.reopen();
        expected.forEach(
                (key, stored) -> assertThat(store.loginStates().find(key)).contains(stored));
    }

    @Test
    default void keepsRemovalsAndSweepsAfterReopening(StoreUnderTest store) {
        stored(store.loginStates(), user("mary"), failed(1));
        stored(store.loginStates(), source("192.0.2.1"), failed(1, NOW.minusSeconds(1)));
        store.loginStates().remove(user("mary"));
        store.loginStates().removeIdleSince(NOW);
        store.reopen();
        assertThat(store.loginStates().find(user("mary"))).isEmpty();
        assertThat(store.loginStates().find(source("192.0.2.1"))).isEmpty();
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "to be named when replacing it; never used again once replaced")
    default void neverUsesARevisionAgainAfterReopening(StoreUnderTest store) {
        Revision before = stored(store.loginStates(), user("mary"), failed(1)).revision();
        store.loginStates().remove(user("mary"));
        store.reopen();
        Stored after = stored(store.loginStates(), user("mary"), failed(1));
        assertThat(after.revision()).isNotEqualTo(before);
        assertThat(store.loginStates().compareAndSet(user("mary"), Optional.of(before), failed(9)))
                .isFalse();
    }
}
