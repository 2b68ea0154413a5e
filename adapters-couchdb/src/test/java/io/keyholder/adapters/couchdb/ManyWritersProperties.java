package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Several writers whose requests are interleaved at random, who die at random requests and start anew, whose answers
 * get lost, and whose requests arrive after they gave up. {@code -Djqwik.tries.default=N} plays more of these
 * schedules; each is repeated by its seed.
 */
class ManyWritersProperties {
    private static final int NODES = 3;
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final CouchDbOptions OPTIONS = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
            .withPatience(Duration.ZERO)
            .withDeadline(Duration.ofMinutes(5));

    @AfterContainer
    static void endThreads() {
        THREADS.shutdownNow();
    }

    @Property(shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void noUserIsLostOrDoubledAndEveryAnswerIsTrue(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        MapCouchDb database = new MapCouchDb();
        boolean keepsEvents = random.nextBoolean();
        try (CouchDbStorage storage = open(database)) {
            if (keepsEvents) {
                storage.userEvents().start();
            }
        }
        int writers = 2 + random.nextInt(3);
        int faultsPerThousand = random.nextInt(4) * 20;
        List<Request> late = new ArrayList<>();
        Turns turns = new Turns(random, writers);
        List<FrailWriter> all = IntStream.range(0, writers)
                .mapToObj(number -> {
                    Random own = new Random(seed + 31L * number);
                    return new FrailWriter(
                            "writer " + number,
                            database::size,
                            () -> open(new FrailExchange(
                                    database, () -> turns.await(number), own, faultsPerThousand, late)),
                            own);
                })
                .toList();
        run(all, turns, 1 + random.nextInt(10));
        late.forEach(request -> database.send(request, Deadline.after(Duration.ofMinutes(1))));
        check(Chronicle.of(database), all);
        if (keepsEvents) {
            assertThatEveryWriteIsTold(database);
        }
        assertThatTheNextWriterRepairs(database);
    }

    /**
     * On a cluster whose copies vote a write is no single moment, so what each call was told is judged by
     * {@link ClusterProperties}. Here: whatever became of the writers, each identifier has one user at every node,
     * nothing blocks, and the next writer gets what is free.
     */
    @Property(tries = 100, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void onAClusterEachIdentifierHasOneUserAndNothingBlocks(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        ClusterModel cluster = ClusterModel.of(NODES, random);
        List<CouchDbStorage> nodes = IntStream.range(0, NODES)
                .mapToObj(node -> open(cluster.through(node)))
                .toList();
        cluster.settle();
        int writers = 2 + random.nextInt(3);
        int faultsPerThousand = random.nextInt(4) * 20;
        List<Request> late = new ArrayList<>();
        Turns turns = new Turns(random, writers);
        List<FrailWriter> all = IntStream.range(0, writers)
                .mapToObj(number -> {
                    Random own = new Random(seed + 31L * number);
                    Exchange node = cluster.through(number % NODES, () -> turns.await(number));
                    return new FrailWriter(
                            "writer " + number,
                            () -> 0,
                            () -> open(new FrailExchange(node, () -> {}, own, faultsPerThousand, late)),
                            own);
                })
                .toList();
        run(all, turns, 1 + random.nextInt(6));
        late.forEach(request -> cluster.through(0).send(request, Deadline.after(Duration.ofMinutes(1))));
        cluster.settle();
        assertThat(cluster.isSettled()).isTrue();
        assertThatTheNextWriterGetsWhatIsFree(nodes);
    }

    private static void assertThatTheNextWriterGetsWhatIsFree(List<CouchDbStorage> nodes) {
        UserRepository users = nodes.get(0).users();
        int number = 0;
        for (String identifier : FrailWriter.IDENTIFIERS) {
            IdentifierKey key = IdentifierKey.of(identifier);
            Optional<UserId> holder = sameAtEachNode(nodes, key);
            number++;
            User heir = FrailWriter.user(
                    new UserId("heir-" + number), LoginIdentifiers.login(identifier), "heir " + number);
            assertThat(users.create(heir) instanceof CreateOutcome.Created)
                    .as("%s is free", key)
                    .isEqualTo(holder.isEmpty());
            assertThat(sameAtEachNode(nodes, key)).isEqualTo(holder.or(() -> Optional.of(heir.id())));
        }
        for (UserId id : FrailWriter.IDS) {
            boolean isFree = users.findById(id).isEmpty();
            User heir = FrailWriter.user(id, LoginIdentifiers.login("heir of " + id), "heir of " + id);
            assertThat(users.create(heir) instanceof CreateOutcome.Created)
                    .as("%s is free", id)
                    .isEqualTo(isFree);
        }
    }

    private static Optional<UserId> sameAtEachNode(List<CouchDbStorage> nodes, IdentifierKey key) {
        List<Optional<UserId>> found = nodes.stream()
                .map(node -> node.users().findByIdentifier(key).single().map(User::id))
                .distinct()
                .toList();
        assertThat(found).as("whom the nodes find by %s", key).hasSize(1);
        return found.get(0);
    }

    private static void run(List<FrailWriter> writers, Turns turns, int calls) throws Exception {
        List<Future<?>> running = new ArrayList<>();
        for (FrailWriter writer : writers) {
            running.add(THREADS.submit(() -> {
                try {
                    writer.call(calls);
                } finally {
                    turns.leave();
                }
            }));
        }
        for (Future<?> each : running) {
            try {
                each.get();
            } catch (ExecutionException failed) {
                throw new AssertionError("a writer failed", failed.getCause());
            }
        }
    }

    private static void check(Chronicle chronicle, List<FrailWriter> writers) {
        chronicle.assertNothingCameTwice();
        writers.forEach(writer -> writer.claims().forEach(claim -> claim.accept(chronicle)));
    }

    /** Each in its user's order; the events of dead writers may be more. */
    private static void assertThatEveryWriteIsTold(MapCouchDb database) {
        List<Chronicle.Written> writes = Chronicle.of(database).written(0);
        try (CouchDbStorage storage = open(database)) {
            List<UserEvent> told = storage.userEvents().pending("", 1_000);
            for (UserId id : FrailWriter.IDS) {
                List<Set<UserEvent.Kind>> kinds = told.stream()
                        .filter(event -> event.user().equals(id))
                        .map(UserEvent::kinds)
                        .toList();
                List<Set<UserEvent.Kind>> expected = writes.stream()
                        .filter(write -> write.user().equals(id))
                        .map(Chronicle.Written::kinds)
                        .toList();
                assertThat(kinds).as("what is told of %s", id).containsSubsequence(expected);
            }
        }
    }

    private static CouchDbStorage open(Exchange exchange) {
        return CouchDbStorage.open(exchange, OPTIONS, Duration.ZERO);
    }

    /** Everything that nobody holds can be had, and everything that somebody holds is found. */
    private static void assertThatTheNextWriterRepairs(MapCouchDb database) {
        Chronicle before = Chronicle.of(database);
        try (CouchDbStorage storage = open(database)) {
            UserRepository users = storage.users();
            assertThat(users.count()).isEqualTo(before.last().size());
            int number = 0;
            for (String identifier : FrailWriter.IDENTIFIERS) {
                IdentifierKey key = IdentifierKey.of(identifier);
                assertThat(users.findByIdentifier(key).single().map(User::withoutRevision))
                        .isEqualTo(before.holder(key).map(User::withoutRevision));
                number++;
                User heir = FrailWriter.user(
                        new UserId("heir-" + number), LoginIdentifiers.login(identifier), "heir " + number);
                assertThat(users.create(heir) instanceof CreateOutcome.Created)
                        .as("%s is free", key)
                        .isEqualTo(before.holder(key).isEmpty());
            }
            for (UserId id : FrailWriter.IDS) {
                User heir = FrailWriter.user(id, LoginIdentifiers.login("heir of " + id), "heir of " + id);
                assertThat(users.create(heir) instanceof CreateOutcome.Created)
                        .as("%s is free", id)
                        .isEqualTo(!before.last().containsKey(id));
            }
        }
        Chronicle.of(database).assertNothingCameTwice();
    }
}
