package io.keyholder.springboot.metrics;

import io.keyholder.application.Keyholder;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.StoreException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What runs and waits at the moment. Thread-safe. */
public final class KeyholderGauges implements MeterBinder {
    /** Hashes that run. */
    public static final String RUNNING = "keyholder.hashing.running";

    /** Callers that wait for a hash. */
    public static final String WAITING = "keyholder.hashing.waiting";

    /** Events of users that wait to be delivered: at most {@value #MOST_COUNTED}, and not a number without a store. */
    public static final String EVENTS_PENDING = "keyholder.events.pending";

    /** The most events that are counted. */
    public static final int MOST_COUNTED = 1_000;

    private final Keyholder keyholder;
    private final Storage storage;

    /** The gauges of this Keyholder and its store. */
    public KeyholderGauges(Keyholder keyholder, Storage storage) {
        this.keyholder = keyholder;
        this.storage = storage;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(RUNNING, keyholder, host -> host.hashingLoad().running())
                .description("Password hashes that run")
                .register(registry);
        Gauge.builder(WAITING, keyholder, host -> host.hashingLoad().waiting())
                .description("Callers that wait for a password hash")
                .register(registry);
        Gauge.builder(EVENTS_PENDING, storage, KeyholderGauges::pending)
                .description("Events of users that wait to be delivered, at most " + MOST_COUNTED)
                .register(registry);
    }

    private static double pending(Storage storage) {
        try {
            return storage.userEvents().pending("", MOST_COUNTED).size();
        } catch (StoreException broken) {
            return Double.NaN;
        }
    }
}
