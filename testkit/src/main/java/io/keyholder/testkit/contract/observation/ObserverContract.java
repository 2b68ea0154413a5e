package io.keyholder.testkit.contract.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observer;
import io.keyholder.testkit.contract.EndsInTime;
import io.keyholder.testkit.contract.Promise;
import io.keyholder.testkit.contract.Race;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@link Observer} promises. */
@EndsInTime
@Promise(of = Observer.class, value = "MUST accept every Observation")
public interface ObserverContract {
    /** An observer that has seen nothing. */
    Observer observer();

    /** How many observations of logins it has counted so far. */
    long logins();

    /** Every observation there can be, but for the durations: each kind with each of its constants. */
    static List<Observation> everyObservation() {
        List<Observation> all = new ArrayList<>();
        Duration time = Duration.ofMillis(3);
        for (Observation.PresentedCredential credential : Observation.PresentedCredential.values()) {
            for (Observation.LoginOutcome outcome : Observation.LoginOutcome.values()) {
                all.add(new Observation.LoginJudged(credential, outcome, Optional.empty(), time));
            }
            for (RefusalReason reason : RefusalReason.values()) {
                all.add(new Observation.LoginJudged(
                        credential, Observation.LoginOutcome.REFUSED, Optional.of(reason), time));
            }
        }
        for (Observation.HashWork work : Observation.HashWork.values()) {
            all.add(new Observation.PasswordHashed(work, time));
        }
        for (Observation.Admission outcome : Observation.Admission.values()) {
            all.add(new Observation.HashingAdmitted(outcome, time));
        }
        for (Observation.StorePort port : Observation.StorePort.values()) {
            for (Observation.StoreOutcome outcome : Observation.StoreOutcome.values()) {
                all.add(new Observation.StoreCalled(port, outcome, time));
            }
        }
        return List.copyOf(all);
    }

    @Test
    default void acceptsEveryObservation() {
        Observer observer = observer();
        for (Observation observation : everyObservation()) {
            assertThatCode(() -> observer.observe(observation))
                    .as("%s", observation)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    default void acceptsTheShortestAndTheLongestTime() {
        Observer observer = observer();
        for (Duration time : List.of(Duration.ZERO, Duration.ofNanos(1), Duration.ofDays(400))) {
            assertThatCode(() -> observer.observe(login(time))).as("%s", time).doesNotThrowAnyException();
        }
    }

    @Test
    @Promise(of = Observer.class, value = "Implementations MUST be thread-safe")
    default void countsEachOfManyAtOnce() {
        Observer observer = observer();
        int threads = 8;
        int each = 250;
        Race.between(threads, number -> {
            for (int count = 0; count < each; count++) {
                observer.observe(login(Duration.ofMillis(1)));
            }
            return number;
        });
        assertThat(logins()).isEqualTo((long) threads * each);
    }

    private static Observation login(Duration time) {
        return new Observation.LoginJudged(
                Observation.PresentedCredential.PASSWORD, Observation.LoginOutcome.ACCEPTED, Optional.empty(), time);
    }
}
