package io.keyholder.springboot.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observer;
import io.keyholder.testkit.contract.observation.ObserverContract;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MicrometerObserverTest implements ObserverContract {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Override
    public Observer observer() {
        return new MicrometerObserver(registry);
    }

    @Override
    public long logins() {
        return registry.find(MicrometerObserver.LOGINS).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    /** A registry of Prometheus refuses meters of one name with other tags. */
    @Test
    void metersOfOneNameHaveTheSameTags() {
        Observer observer = observer();
        for (Observation observation : ObserverContract.everyObservation()) {
            observer.observe(observation);
        }
        Map<String, Long> kinds = registry.getMeters().stream()
                .collect(Collectors.groupingBy(
                        meter -> meter.getId().getName(),
                        Collectors.collectingAndThen(
                                Collectors.mapping(
                                        meter -> meter.getId().getTags().stream()
                                                .map(Tag::getKey)
                                                .toList(),
                                        Collectors.toSet()),
                                keys -> (long) keys.size())));
        assertThat(kinds)
                .containsOnlyKeys(
                        MicrometerObserver.LOGINS,
                        MicrometerObserver.HASHING,
                        MicrometerObserver.HASHING_WAIT,
                        MicrometerObserver.STORE_CALLS)
                .allSatisfy((name, tags) -> assertThat(tags).isEqualTo(1));
    }
}
