package io.keyholder.springboot.metrics;

import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;

/**
 * Times logins, hashes and calls of the store by Micrometer. The values of all tags are names of constants, so no meter
 * names a user. Thread-safe.
 */
public final class MicrometerObserver implements Observer {
    /** Logins, by {@code credential}, {@code outcome} and {@code reason}. */
    public static final String LOGINS = "keyholder.logins";

    /** Hashes, by {@code work}. */
    public static final String HASHING = "keyholder.hashing";

    /** Waiting for a hash, by {@code outcome}. */
    public static final String HASHING_WAIT = "keyholder.hashing.wait";

    /** Calls of the store, by {@code port} and {@code outcome}. */
    public static final String STORE_CALLS = "keyholder.store.calls";

    private static final String OUTCOME = "outcome";
    private static final String NO_REASON = "none";

    private final MeterRegistry registry;

    /** Times in this registry. */
    public MicrometerObserver(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void observe(Observation observation) {
        if (observation instanceof Observation.LoginJudged login) {
            Tags tags = Tags.of("credential", name(login.credential()))
                    .and(OUTCOME, name(login.outcome()))
                    .and(
                            "reason",
                            login.reason()
                                    .map(RefusalReason::name)
                                    .map(MicrometerObserver::lower)
                                    .orElse(NO_REASON));
            record(LOGINS, tags, observation);
        } else if (observation instanceof Observation.PasswordHashed hashed) {
            record(HASHING, Tags.of("work", name(hashed.work())), observation);
        } else if (observation instanceof Observation.HashingAdmitted admitted) {
            record(HASHING_WAIT, Tags.of(OUTCOME, name(admitted.outcome())), observation);
        } else if (observation instanceof Observation.StoreCalled called) {
            record(STORE_CALLS, Tags.of("port", name(called.port())).and(OUTCOME, name(called.outcome())), observation);
        }
    }

    private void record(String name, Tags tags, Observation observation) {
        registry.timer(name, tags).record(observation.time());
    }

    private static String name(Enum<?> constant) {
        return lower(constant.name());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
