package io.keyholder.testkit.contract.login;

import static io.keyholder.testkit.internal.TestLoginStates.stored;
import static io.keyholder.testkit.internal.TestLoginStates.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.testkit.arbitraries.LoginStateArbitraries;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.internal.Samples;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** That what comes back is what was remembered: nothing lost, rounded or trimmed. */
@Promise(of = LoginStateRepository.class, value = "atomic, durable and current as UserRepository describes")
public interface LoginStateRepositoryRoundTripContract extends StoreContract {
    @Test
    default void givesBackAnyStateAsItWas(LoginStateRepository states) {
        Samples.of(LoginStateArbitraries.loginStates(), 200)
                .forEach(state ->
                        assertThat(stored(states, user("mary"), state).state()).isEqualTo(state));
    }

    @Test
    default void givesBackTheStateOfAnyKey(LoginStateRepository states) {
        List<LoginStateKey> keys = Samples.of(LoginStateArbitraries.loginStateKeys(), 100);
        List<LoginState> samples = Samples.of(LoginStateArbitraries.loginStates(), 100);
        Map<LoginStateKey, Stored> expected = new HashMap<>();
        for (int number = 0; number < keys.size(); number++) {
            expected.put(keys.get(number), stored(states, keys.get(number), samples.get(number)));
        }
        expected.forEach((key, stored) -> assertThat(states.find(key)).contains(stored));
    }

    @Test
    default void givesBackManyTokensInTheirOrder(LoginStateRepository states) {
        LoginState state = LoginState.NONE;
        for (int number = 0; number < 1_000; number++) {
            state = state.withTokenUsed("token " + (number * 7 % 1_000), Instant.ofEpochSecond(number, number));
        }
        LoginState found = stored(states, user("mary"), state).state();
        assertThat(List.copyOf(found.tokenLastUse().keySet()))
                .isEqualTo(List.copyOf(state.tokenLastUse().keySet()));
        assertThat(found).isEqualTo(state);
    }
}
