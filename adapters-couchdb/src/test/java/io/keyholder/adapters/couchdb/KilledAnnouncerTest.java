package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.Chronicle.Written;
import io.keyholder.adapters.couchdb.FrailExchange.Died;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.event.EventIntent;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UserEventLog;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events of writers and deliverers that die, stall or are overtaken at each of their requests, one after the other. */
class KilledAnnouncerTest {
    private static final int MOST_REQUESTS = 100;
    private static final CouchDbOptions OPTIONS = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
            .withPatience(Duration.ZERO)
            .withDeadline(Duration.ofMinutes(1));

    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void tellsOfEachWriteOfADeadWriterAndOfNoOther(WritersWork work) {
        for (boolean isActedUpon : List.of(true, false)) {
            atEachRequest(server -> {
                WritersWork.Plan plan = prepared(work, server);
                int from = server.size();
                return request -> {
                    Interrupted mortal = Interrupted.dying(server, request, isActedUpon);
                    worked(plan, mortal);
                    assertThat(told(server)).containsExactlyInAnyOrderElementsOf(writtenAfter(from, server));
                    return mortal.happened();
                };
            });
        }
    }

    /** The rival changes and purges the same user; both are done in the end, or one of them is refused. */
    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void tellsOfTheWritesOfTwoThatOvertakeEachOther(WritersWork work) {
        atEachRequest(server -> {
            WritersWork.Plan plan = prepared(work, server);
            int from = server.size();
            return request -> {
                Interrupted stalling = new Interrupted(server, request, () -> overtake(server, plan));
                worked(plan, stalling);
                assertThat(told(server)).containsExactlyInAnyOrderElementsOf(writtenAfter(from, server));
                assertThat(inOrderOf(told(server))).isEqualTo(inOrderOf(writtenAfter(from, server)));
                return stalling.happened();
            };
        });
    }

    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void tellsOfNoWriteBeforeItHappened(WritersWork work) {
        atEachRequest(server -> {
            WritersWork.Plan plan = prepared(work, server);
            int from = server.size();
            return request -> {
                List<Written> told = new ArrayList<>();
                Interrupted watched = new Interrupted(server, request, () -> {
                    deliver(server, told::add);
                    assertThat(writtenAfter(from, server)).containsAll(told);
                });
                worked(plan, watched);
                deliver(server, told::add);
                assertThat(told).containsExactlyInAnyOrderElementsOf(writtenAfter(from, server));
                assertThat(told(server)).isEmpty();
                return watched.happened();
            };
        });
    }

    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void tellsAgainWhatADeadDelivererDidNotNoteAsTold(WritersWork work) {
        for (boolean isActedUpon : List.of(true, false)) {
            atEachRequest(server -> {
                WritersWork.Plan plan = prepared(work, server);
                int from = server.size();
                worked(plan, new Interrupted(server, Integer.MAX_VALUE, () -> {}));
                return request -> {
                    Set<Written> told = new HashSet<>();
                    Interrupted mortal = Interrupted.dying(server, request, isActedUpon);
                    try (CouchDbStorage storage = open(mortal)) {
                        mortal.begin();
                        deliver(storage.userEvents(), told::add);
                    } catch (Died expected) {
                        assertThat(mortal.happened()).isTrue();
                    }
                    deliver(server, told::add);
                    assertThat(told).containsExactlyInAnyOrderElementsOf(writtenAfter(from, server));
                    assertThat(told(server)).isEmpty();
                    return mortal.happened();
                };
            });
        }
    }

    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void tellsOfWritesThatSomethingOnTheWaySentTwice(WritersWork work) {
        MapCouchDb server = new MapCouchDb();
        WritersWork.Plan plan = prepared(work, server);
        int from = server.size();
        try (CouchDbStorage storage = open(new SendingTwice(server))) {
            plan.doIn(storage.users());
        }
        assertThat(writtenAfter(from, server)).isNotEmpty();
        assertThat(told(server)).containsExactlyInAnyOrderElementsOf(writtenAfter(from, server));
        KilledWriterTest.assertRepaired(plan, server, OPTIONS);
    }

    /** Answers each write as the second of two. */
    private record SendingTwice(Exchange server) implements Exchange {
        @Override
        public Reply send(Request request, Deadline deadline) {
            if (request.method() != Request.Method.GET) {
                server.send(request, deadline);
            }
            return server.send(request, deadline);
        }

        @Override
        public void close() {}
    }

    /** What waits is nothing once the user is written again, so that what the dead leave does not add up. */
    @Test
    void forgetsWhatADeadWriterAnnouncedAndDidNotDoOnceTheUserIsWrittenAgain() {
        atEachRequest(server -> {
            WritersWork.Plan plan = prepared(WritersWork.CHANGE_IDENTIFIERS, server);
            int from = server.size();
            return request -> {
                Interrupted mortal = Interrupted.dying(server, request, false);
                worked(plan, mortal);
                overtake(server, plan);
                List<Written> told = new ArrayList<>();
                deliver(server, told::add);
                assertThat(told).isEqualTo(writtenAfter(from, server));
                assertThat(documentsOfEvents(server)).isEmpty();
                return mortal.happened();
            };
        });
    }

    /** On a cluster a reader may see a later event of a user earlier than it sees that the one before was done. */
    @Test
    void letsLaterEventsOfAUserWaitForOneThatIsOpen() {
        MapCouchDb server = new MapCouchDb();
        prepared(WritersWork.CREATE, server);
        try (CouchDbStorage storage = open(server)) {
            User mary = created(storage, "mary");
            EventIntent open = EventIntent.ahead(mary.id(), revision(mary), Set.of(Kind.PROFILE_CHANGED));
            EventIntent later = EventIntent.ahead(mary.id(), "7-" + "a".repeat(32), Set.of(Kind.DISABLED));
            Database database = new Database(server, OPTIONS.database(), OPTIONS.deadline());
            database.put(open.draft(), database.deadline());
            database.put(later.settled().draft(), database.deadline());
            User john = created(storage, "zoe");
            Written first = new Written(mary.id(), Set.of(Kind.CREATED));
            Written other = new Written(john.id(), Set.of(Kind.CREATED));
            assertThat(told(server)).containsExactly(first, other);
            List<UserEvent> page = storage.userEvents().pending(open.event().position(), 1);
            assertThat(page).extracting(UserEvent::user).containsExactly(john.id());

            storage.users().update(mary.withProfile(mary.profile().withName("changed")));
            assertThat(told(server)).hasSize(5).contains(new Written(mary.id(), Set.of(Kind.DISABLED)));
        }
    }

    /** One run of the same beginning for each request, until there are no more. */
    private static void atEachRequest(Function<MapCouchDb, IntPredicate> run) {
        boolean happens = true;
        for (int request = 1; happens; request++) {
            assertThat(request).isLessThan(MOST_REQUESTS);
            happens = run.apply(new MapCouchDb()).test(request);
        }
    }

    private static WritersWork.Plan prepared(WritersWork work, MapCouchDb server) {
        WritersWork.Plan plan = work.plan("w");
        try (CouchDbStorage storage = open(server)) {
            plan.before().forEach(user -> storage.users().create(user));
            storage.userEvents().start();
        }
        return plan;
    }

    private static void worked(WritersWork.Plan plan, Interrupted exchange) {
        try (CouchDbStorage storage = open(exchange)) {
            exchange.begin();
            plan.doIn(storage.users());
        } catch (Died | NoSuchElementException expected) { // it died, or the rival left it nothing to do
            assertThat(exchange.happened()).isTrue();
        }
    }

    private static void overtake(MapCouchDb server, WritersWork.Plan plan) {
        try (CouchDbStorage rival = open(server)) {
            for (UserId id : plan.ids()) {
                Optional<User> found = rival.users().findById(id);
                if (found.isEmpty()) {
                    rival.users()
                            .create(FrailWriter.user(id, LoginIdentifiers.login("rival of " + id), "rival of " + id));
                } else if (plan.work() == WritersWork.PURGE) {
                    rival.users().purge(id, found.get().revision().orElseThrow());
                } else {
                    rival.users()
                            .update(found.get()
                                    .withProfile(found.get().profile().withName("overtaken " + id)));
                }
            }
        }
    }

    private static User created(CouchDbStorage storage, String name) {
        User user = FrailWriter.user(new UserId(name), LoginIdentifiers.login(name), name);
        return ((CreateOutcome.Created) storage.users().create(user)).user();
    }

    private static String revision(User user) {
        return user.revision().orElseThrow().value();
    }

    private static List<Written> writtenAfter(int from, MapCouchDb server) {
        return Chronicle.of(server).written(from);
    }

    private static List<Written> told(MapCouchDb server) {
        try (CouchDbStorage storage = open(server)) {
            return storage.userEvents().pending("", 1_000).stream()
                    .map(KilledAnnouncerTest::written)
                    .toList();
        }
    }

    private static void deliver(MapCouchDb server, Consumer<Written> listener) {
        try (CouchDbStorage storage = open(server)) {
            deliver(storage.userEvents(), listener);
        }
    }

    private static void deliver(UserEventLog log, Consumer<Written> listener) {
        for (UserEvent event : log.pending("", 1_000)) {
            listener.accept(written(event));
            log.acknowledge(event);
        }
    }

    private static List<List<Written>> inOrderOf(List<Written> writes) {
        return writes.stream()
                .map(Written::user)
                .distinct()
                .sorted()
                .map(user -> writes.stream()
                        .filter(write -> write.user().equals(user))
                        .toList())
                .toList();
    }

    private static Written written(UserEvent event) {
        return new Written(event.user(), event.kinds());
    }

    private static List<Document> documentsOfEvents(MapCouchDb server) {
        Database database = new Database(server, OPTIONS.database(), OPTIONS.deadline());
        return database.withPrefix(EventIntent.PREFIX, EventIntent.PREFIX, 1_000, database.deadline());
    }

    private static CouchDbStorage open(Exchange exchange) {
        return CouchDbStorage.open(exchange, OPTIONS, Duration.ZERO);
    }
}
