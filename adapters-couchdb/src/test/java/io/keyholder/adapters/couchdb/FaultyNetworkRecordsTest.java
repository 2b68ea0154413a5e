package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.FaultProxy.Fault;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.ports.persistence.StoreException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A network that lies, at each request of each change to login states, invitations, keys and events, once or from then
 * on. An acknowledged change is there, one that failed is wholly there or not at all, and what fails says so by a typed
 * error, in time.
 */
class FaultyNetworkRecordsTest {
    private static final int MOST_REQUESTS = 60;

    private final MapCouchDb server = new MapCouchDb();
    private FaultProxy proxy;
    private int runs;

    @BeforeEach
    void startProxy() {
        proxy = FaultProxy.before(server);
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    static Stream<Arguments> faultsAndWork() {
        return Stream.of(Fault.values())
                .flatMap(fault -> Stream.of(RecordsWork.values()).map(work -> Arguments.of(fault, work)));
    }

    @ParameterizedTest
    @MethodSource("faultsAndWork")
    void losesNoAcknowledgedChangeAndLeavesNoHalfOfOne(Fault fault, RecordsWork work) {
        int step = FaultyNetworkTest.ENDLESS.contains(fault) ? 3 : 1;
        boolean isMet = true;
        for (int request = 1; isMet; request += step) {
            assertThat(request).isLessThan(MOST_REQUESTS);
            isMet = change(fault, work, FaultyNetworkTest.at(request, fault));
        }
        change(fault, work, sent -> fault);
    }

    /** Whether the change met the fault. */
    private boolean change(Fault fault, RecordsWork work, Function<Request, Fault> faults) {
        String name = "r" + runs++;
        CouchDbOptions healthy = FaultyNetworkTest.options(proxy, Fault.NONE);
        try (CouchDbStorage storage = CouchDbStorage.open(server, healthy)) {
            work.prepare(storage, name);
            assertThat(work.found(storage, name)).as("before").isEqualTo(work.before(name));
        }
        AtomicInteger met = new AtomicInteger();
        AtomicBoolean acknowledged = new AtomicBoolean();
        Optional<StoreException> failed;
        try (CouchDbStorage storage =
                FaultyNetworkTest.patiently(() -> CouchDbStorage.open(FaultyNetworkTest.options(proxy, fault)))) {
            proxy.meet(request -> {
                Fault next = faults.apply(request);
                met.addAndGet(next == Fault.NONE ? 0 : 1);
                return next;
            });
            failed = FaultyNetworkTest.failure(() -> acknowledged.set(work.change(storage, name)));
            proxy.heal();
        }
        if (met.get() <= 1 && FaultyNetworkTest.OVERCOME.contains(fault)) {
            assertThat(failed).as("got over a single %s", fault).isEmpty();
        }
        try (CouchDbStorage storage = CouchDbStorage.open(server, healthy)) {
            if (acknowledged.get()) {
                assertThat(work.found(storage, name)).as("acknowledged").isEqualTo(work.after(name));
            } else {
                assertThat(failed.isPresent() || fault == Fault.REPEATED)
                        .as("refused without an error")
                        .isTrue();
                assertThat(work.allows(storage, name)).as("wholly old or new").isTrue();
            }
            work.change(storage, name);
            assertThat(work.found(storage, name))
                    .as("repeated on a healthy network")
                    .isEqualTo(work.after(name));
        }
        return met.get() > 0 || failed.isPresent();
    }
}
