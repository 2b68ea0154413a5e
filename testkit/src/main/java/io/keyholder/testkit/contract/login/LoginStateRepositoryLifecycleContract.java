package io.keyholder.testkit.contract.login;

import static io.keyholder.testkit.internal.TestLoginStates.NOW;
import static io.keyholder.testkit.internal.TestLoginStates.stored;
import static io.keyholder.testkit.internal.TestLoginStates.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What {@link io.keyholder.ports.Storage} promises about its login states and about closing. */
@Promise(of = Storage.class, value = "every method of every port of this store MUST throw a")
public interface LoginStateRepositoryLifecycleContract extends StoreContract {
    @Test
    @Promise(of = Storage.class, value = "the same object each time")
    default void givesTheSameLoginStatesEachTime(StoreUnderTest store) {
        assertThat(store.first().loginStates()).isSameAs(store.first().loginStates());
    }

    @Test
    default void refusesEveryUseOfItsLoginStatesAfterClosing(StoreUnderTest store) {
        LoginStateRepository states = store.loginStates();
        LoginStateKey key = user("mary");
        Stored stored = stored(states, key, LoginState.NONE);
        store.first().close();
        List<ThrowingCallable> uses = List.of(
                () -> states.find(key),
                () -> states.compareAndSet(key, Optional.of(stored.revision()), LoginState.NONE),
                () -> states.compareAndSet(key, Optional.empty(), LoginState.NONE),
                () -> states.remove(key),
                () -> states.removeIdleSince(NOW));
        assertThat(uses).allSatisfy(use -> assertThatThrownBy(use).isInstanceOf(StoreException.class));
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Implementations MUST be thread-safe, also against other instances over the same " + "data")
    default void closingOneInstanceLeavesTheLoginStatesOfTheOtherOpen(StoreUnderTest store) {
        LoginStateRepository first = store.loginStates();
        Stored stored = stored(first, user("mary"), LoginState.NONE);
        store.second().close();
        assertThat(first.find(user("mary"))).contains(stored);
    }
}
