package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.FaultProxy.Fault;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.PurgeOutcome;
import io.keyholder.ports.persistence.StoreException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A network that lies, at each request of each kind of call, once or from then on. An acknowledged write is there,
 * exactly once; what fails says so by a typed error, in time; no connection is left open.
 */
class FaultyNetworkTest {
    private static final int MOST_REQUESTS = 60;
    static final int CONNECTIONS = 3;
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(150);

    /** So much later than the deadline is still on a busy machine, not for ever. */
    private static final Duration LATEST = Duration.ofSeconds(15);

    /** What leaves an answer that never ends, so that only the deadline helps. */
    static final Set<Fault> ENDLESS = EnumSet.of(Fault.SILENCE, Fault.DRIP);

    /** What a call gets over when it happens once: nothing was lost but an answer. */
    static final Set<Fault> OVERCOME = EnumSet.of(
            Fault.NONE,
            Fault.RESET_BEFORE,
            Fault.RESET_AFTER,
            Fault.DELAY,
            Fault.DUPLICATE,
            Fault.REPEATED,
            Fault.TRUNCATED,
            Fault.STATUS_500,
            Fault.STATUS_503);

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
                .flatMap(fault -> Stream.of(WritersWork.values()).map(work -> Arguments.of(fault, work)));
    }

    @ParameterizedTest
    @MethodSource("faultsAndWork")
    void losesAndDoublesNoWrite(Fault fault, WritersWork work) throws InterruptedException {
        int step = ENDLESS.contains(fault) ? 4 : fault == Fault.RESET_AFTER ? 1 : 2;
        boolean isMet = true;
        for (int request = 1; isMet; request += step) {
            assertThat(request).isLessThan(MOST_REQUESTS);
            isMet = write(fault, work, at(request, fault));
        }
        write(fault, work, sent -> fault);
        Chronicle.of(server).assertNothingCameTwice();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void failsReadsByATypedErrorInTime(Fault fault) throws InterruptedException {
        WritersWork.Plan plan = prepared(WritersWork.PURGE);
        User stored = plan.before().get(0);
        IdentifierKey key = stored.identifiers().keys().iterator().next();
        List<Function<UserRepository, Optional<User>>> reads = List.of(
                users -> users.findById(stored.id()),
                users -> users.findByIdentifier(key).single(),
                users -> users.page(new PageRequest(Optional.empty(), 10)).stream()
                        .filter(user -> user.id().equals(stored.id()))
                        .findFirst());
        for (Function<UserRepository, Optional<User>> read : reads) {
            try (CouchDbStorage storage = patiently(() -> CouchDbStorage.open(options(fault)))) {
                proxy.meet(at(1, fault));
                Optional<StoreException> failed =
                        failure(() -> assertThat(read.apply(storage.users()).map(User::withoutRevision))
                                .contains(stored));
                if (OVERCOME.contains(fault)) {
                    assertThat(failed).as("got over a single %s", fault).isEmpty();
                }
                proxy.meet(request -> fault);
                failure(() -> assertThat(read.apply(storage.users())).isNotNull());
                proxy.heal();
                assertThat(patiently(() -> read.apply(storage.users())).map(User::withoutRevision))
                        .contains(stored);
                assertThat(proxy.openConnections(CONNECTIONS)).isLessThanOrEqualTo(CONNECTIONS);
            }
            assertThat(proxy.openConnections(0)).isZero();
        }
    }

    /** Whether the work met the fault. */
    private boolean write(Fault fault, WritersWork work, Function<Request, Fault> faults) throws InterruptedException {
        WritersWork.Plan plan = prepared(work);
        AtomicInteger met = new AtomicInteger();
        boolean isAcknowledged;
        try (CouchDbStorage storage = patiently(() -> CouchDbStorage.open(options(fault)))) {
            proxy.meet(request -> {
                Fault next = faults.apply(request);
                met.addAndGet(next == Fault.NONE ? 0 : 1);
                return next;
            });
            int from = server.size();
            Optional<StoreException> failed =
                    failure(() -> assertAcknowledged(fault, plan, plan.doIn(storage.users()), from));
            isAcknowledged = failed.isEmpty();
            if (met.get() <= 1 && OVERCOME.contains(fault)) {
                assertThat(failed).as("got over a single %s", fault).isEmpty();
            }
            proxy.heal();
            assertThat(patiently(() -> storage.users().findById(new UserId("nobody"))))
                    .isEmpty();
            assertThat(proxy.openConnections(CONNECTIONS)).isLessThanOrEqualTo(CONNECTIONS);
        }
        assertThat(proxy.openConnections(0)).isZero();
        KilledWriterTest.assertRepaired(plan, server, options(Fault.NONE));
        return met.get() > 0 || !isAcknowledged;
    }

    private void assertAcknowledged(Fault fault, WritersWork.Plan plan, List<?> outcomes, int from) {
        Chronicle chronicle = Chronicle.of(server);
        for (Object outcome : outcomes) {
            if (outcome instanceof CreateOutcome.Created created) {
                chronicle.assertStored(from, server.size(), created.user());
            } else if (outcome instanceof UpdateOutcome.Updated updated) {
                chronicle.assertStored(from, server.size(), updated.user());
            } else if (fault == Fault.REPEATED && outcome instanceof UpdateOutcome.Stale stale) {
                assertThat(stale.current().withoutRevision())
                        .as("another may have written the same, but it is there")
                        .isEqualTo(plan.after().get(0));
            } else if (outcome instanceof PurgeOutcome purged) {
                assertThat(purged).isEqualTo(new PurgeOutcome.Purged());
                assertThat(chronicle.last())
                        .doesNotContainKey(plan.before().get(0).id());
            } else {
                assertThat(plan.work()).isEqualTo(WritersWork.CREATE_MANY);
                assertThat(outcome).isInstanceOf(CreateOutcome.IdentifierTaken.class);
            }
        }
    }

    /** How the call failed, if it did; by nothing but errors of the port, and in time. */
    static Optional<StoreException> failure(Runnable call) {
        long start = System.nanoTime();
        Optional<StoreException> failed = Optional.empty();
        try {
            call.run();
        } catch (StoreException typed) {
            failed = Optional.of(typed);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LATEST);
        assertThat(Thread.interrupted()).isFalse();
        return failed;
    }

    /** Again and again, because a busy machine may miss a short deadline without any fault. */
    static <T> T patiently(Supplier<T> call) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (StoreUnavailableException late) {
                assertThat(attempt).as("attempts, the last with %s", late).isLessThan(50);
            }
        }
    }

    static Function<Request, Fault> at(int request, Fault fault) {
        AtomicInteger left = new AtomicInteger(request);
        return sent -> left.decrementAndGet() == 0 ? fault : Fault.NONE;
    }

    private WritersWork.Plan prepared(WritersWork work) {
        WritersWork.Plan plan = work.plan("w" + runs++);
        try (CouchDbStorage storage = CouchDbStorage.open(server, options(Fault.NONE))) {
            plan.before().forEach(user -> storage.users().create(user));
        }
        return plan;
    }

    private CouchDbOptions options(Fault fault) {
        return options(proxy, fault);
    }

    static CouchDbOptions options(FaultProxy proxy, Fault fault) {
        return CouchDbOptions.of(proxy.uri("http"), "users")
                .withPatience(Duration.ZERO)
                .withConnections(CONNECTIONS)
                .withDeadline(ENDLESS.contains(fault) ? SHORT : LONG);
    }
}
