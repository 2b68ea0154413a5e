package io.keyholder.testkit.contract.login;

import static io.keyholder.testkit.internal.TestLoginStates.NOW;
import static io.keyholder.testkit.internal.TestLoginStates.failed;
import static io.keyholder.testkit.internal.TestLoginStates.source;
import static io.keyholder.testkit.internal.TestLoginStates.stored;
import static io.keyholder.testkit.internal.TestLoginStates.unknown;
import static io.keyholder.testkit.internal.TestLoginStates.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.ports.persistence.LoginStateRepository;
import io.keyholder.ports.persistence.LoginStateRepository.Stored;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.StoreContract;
import io.keyholder.testkit.contract.StoreUnderTest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link LoginStateRepository#removeIdleSince} promises. */
@Promise(
        of = LoginStateRepository.class,
        value = "Forgets records of unknown identifiers and of sources whose last wrong attempt "
                + "was before moment, or that have none")
public interface LoginStateRepositorySweepContract extends StoreContract {
    @Test
    @Promise(of = LoginStateRepository.class, value = "how many were forgotten")
    default void sweepsNothingWhereNothingIs(LoginStateRepository states) {
        assertThat(states.removeIdleSince(NOW)).isZero();
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Records of users MUST stay, and so MUST one that is changed meanwhile and is no " + "longer idle.")
    default void forgetsIdleIdentifiersAndSourcesAndKeepsUsers(LoginStateRepository states) {
        stored(states, unknown("nobody"), failed(3, NOW.minusSeconds(1)));
        stored(states, source("192.0.2.1"), failed(3, NOW.minusSeconds(1)));
        Stored user = stored(states, user("mary"), failed(3, NOW.minusSeconds(1)));
        assertThat(states.removeIdleSince(NOW)).isEqualTo(2);
        assertThat(states.find(unknown("nobody"))).isEmpty();
        assertThat(states.find(source("192.0.2.1"))).isEmpty();
        assertThat(states.find(user("mary"))).contains(user);
        assertThat(states.removeIdleSince(NOW)).isZero();
    }

    @Test
    default void keepsWhatFailedAtThatMomentOrLater(LoginStateRepository states) {
        stored(states, unknown("before"), failed(1, NOW.minusNanos(1)));
        Stored at = stored(states, unknown("at"), failed(1, NOW));
        Stored after = stored(states, source("after"), failed(1, NOW.plusNanos(1)));
        assertThat(states.removeIdleSince(NOW)).isEqualTo(1);
        assertThat(states.find(unknown("before"))).isEmpty();
        assertThat(states.find(unknown("at"))).contains(at);
        assertThat(states.find(source("after"))).contains(after);
    }

    @Test
    default void forgetsSourcesWhoseEveryAttemptWasGivenBack(LoginStateRepository states) {
        stored(states, source("192.0.2.1"), failed(1));
        stored(states, source("192.0.2.1"), LoginState.NONE);
        Stored user = stored(states, user("mary"), LoginState.NONE);
        assertThat(states.removeIdleSince(NOW.minusSeconds(1))).isEqualTo(1);
        assertThat(states.find(source("192.0.2.1"))).isEmpty();
        assertThat(states.find(user("mary"))).contains(user);
    }

    @Test
    @Promise(
            of = LoginStateRepository.class,
            value = "Records of users MUST stay, and so MUST one that is changed meanwhile and is no " + "longer idle.")
    default void judgesTheLastChangeOfARecord(LoginStateRepository states) {
        stored(states, source("now busy"), failed(1, NOW.minusSeconds(9)));
        stored(states, source("now busy"), failed(2, NOW.plusSeconds(9)));
        stored(states, source("now idle"), failed(2, NOW.plusSeconds(9)));
        stored(states, source("now idle"), failed(1, NOW.minusSeconds(9)));
        assertThat(states.removeIdleSince(NOW)).isEqualTo(1);
        assertThat(states.find(source("now busy"))).isPresent();
        assertThat(states.find(source("now idle"))).isEmpty();
    }

    @Test
    default void sweepsAtBothEndsOfTime(LoginStateRepository states) {
        stored(states, source("first"), failed(1, Instant.MIN));
        stored(states, source("last"), failed(1, Instant.MAX));
        assertThat(states.removeIdleSince(Instant.MIN)).isZero();
        assertThat(states.removeIdleSince(Instant.MAX)).isEqualTo(1);
        assertThat(states.find(source("last"))).isPresent();
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "how many were forgotten")
    default void sweepsMoreThanAThousand(LoginStateRepository states) {
        int records = 1_100;
        for (int number = 0; number < records; number++) {
            states.compareAndSet(
                    unknown("nobody-" + number), Optional.empty(), failed(1, NOW.minusSeconds(number % 2)));
        }
        assertThat(states.removeIdleSince(NOW)).isEqualTo(records / 2);
        assertThat(states.removeIdleSince(NOW)).isZero();
        assertThat(states.removeIdleSince(NOW.plusSeconds(1))).isEqualTo(records / 2);
    }

    @Test
    @Promise(of = LoginStateRepository.class, value = "to be named when replacing it; never used again once replaced")
    default void doesNotAcceptTheRevisionOfASweptRecord(LoginStateRepository states) {
        Revision swept = stored(states, unknown("nobody"), failed(1)).revision();
        states.removeIdleSince(NOW.plusSeconds(1));
        assertThat(states.compareAndSet(unknown("nobody"), Optional.of(swept), failed(9)))
                .isFalse();
        stored(states, unknown("nobody"), failed(1));
        assertThat(states.compareAndSet(unknown("nobody"), Optional.of(swept), failed(9)))
                .isFalse();
    }

    @Test
    default void sweepsWhatTheOtherInstanceRemembered(StoreUnderTest store) {
        List<LoginStateRepository> both = store.loginStatesOfBoth();
        stored(both.get(0), unknown("nobody"), failed(1, NOW.minusSeconds(1)));
        assertThat(both.get(1).removeIdleSince(NOW)).isEqualTo(1);
        assertThat(both.get(0).find(unknown("nobody"))).isEmpty();
    }
}
