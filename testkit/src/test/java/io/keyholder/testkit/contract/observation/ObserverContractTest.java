package io.keyholder.testkit.contract.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observer;
import io.keyholder.testkit.ContractRun;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** That the contract of observers passes for a counting one and fails for broken ones. */
class ObserverContractTest {
    @Test
    void passesForACountingObserver() {
        ContractRun run = ContractRun.of(OfACountingObserver.class);
        assertThat(run.failures()).as("failures of %s", run).isEmpty();
        assertThat(run.tests()).hasSize(3);
    }

    @Test
    void findsAnObserverThatThrows() {
        assertThat(ContractRun.of(OfAThrowingObserver.class).failures()).contains("acceptsEveryObservation");
    }

    @Test
    void findsAnObserverThatDividesByTheTime() {
        assertThat(ContractRun.of(OfADividingObserver.class).failures())
                .contains("acceptsTheShortestAndTheLongestTime");
    }

    @Test
    void findsAnObserverThatForgetsSome() {
        assertThat(ContractRun.of(OfAForgetfulObserver.class).failures()).containsExactly("countsEachOfManyAtOnce");
    }

    static class OfACountingObserver implements ObserverContract {
        private final AtomicLong logins = new AtomicLong();

        @Override
        public Observer observer() {
            return observation -> {
                if (observation instanceof Observation.LoginJudged) {
                    logins.incrementAndGet();
                }
            };
        }

        @Override
        public long logins() {
            return logins.get();
        }
    }

    static class OfAThrowingObserver implements ObserverContract {
        @Override
        public Observer observer() {
            return observation -> {
                if (observation instanceof Observation.StoreCalled) {
                    throw new IllegalStateException("unknown");
                }
            };
        }

        @Override
        public long logins() {
            return 0;
        }
    }

    static class OfADividingObserver implements ObserverContract {
        @Override
        public Observer observer() {
            return observation -> assertThat(Duration.ofSeconds(1).dividedBy(observation.time()))
                    .isNotNegative();
        }

        @Override
        public long logins() {
            return 0;
        }
    }

    /** Counts every other one. */
    static class OfAForgetfulObserver implements ObserverContract {
        private final AtomicLong logins = new AtomicLong();

        @Override
        public Observer observer() {
            return observation -> logins.incrementAndGet();
        }

        @Override
        public long logins() {
            return logins.get() / 2;
        }
    }
}
