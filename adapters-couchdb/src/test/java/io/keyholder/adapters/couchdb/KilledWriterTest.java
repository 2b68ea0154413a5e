package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.FrailExchange.Died;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.userdocument.HeldIdentifiers;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.ports.persistence.UserRepository;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writers that die or stall at each of their requests, one after the other. What they leave is wholly the old state or
 * wholly the new one, and another instance gets everything that nobody holds.
 */
class KilledWriterTest {
    private static final int MOST_REQUESTS = 100;
    private static final int NODES = 3;
    private static final CouchDbOptions OPTIONS = CouchDbOptions.of(URI.create("http://localhost:1"), "users")
            .withPatience(Duration.ZERO)
            .withDeadline(Duration.ofMinutes(1));

    private int runs;

    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void leavesTheOldStateOrTheNewOneAndTheNextRepairs(WritersWork work) {
        MapCouchDb server = new MapCouchDb();
        killAtEachRequest(work, server, OPTIONS, List.of(true, false));
        Chronicle.of(server).assertNothingCameTwice();
    }

    @Test
    void leavesTheSameOnAServer() {
        try (CouchDbSandbox sandbox = CouchDbSandbox.create();
                Exchange server = EktorpExchange.with(sandbox.options().endpoint())) {
            Exchange keptOpen = new Interrupted(server, Integer.MAX_VALUE, () -> {});
            for (WritersWork work : WritersWork.values()) {
                killAtEachRequest(work, keptOpen, sandbox.options().withPatience(Duration.ZERO), List.of(true));
            }
        }
    }

    /** Copies of a document vote there; the next writer works through another node. */
    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void leavesTheSameOnACluster(WritersWork work) {
        for (boolean isActedUpon : List.of(true, false)) {
            boolean dies = true;
            for (int request = 1; dies; request++) {
                assertThat(request).isLessThan(MOST_REQUESTS);
                ClusterModel cluster = ClusterModel.of(NODES, new Random(request));
                WritersWork.Plan plan = prepared(work, cluster.through(0), OPTIONS);
                Interrupted mortal = Interrupted.dying(cluster.through(0), request, isActedUpon);
                try {
                    work(plan, mortal, OPTIONS);
                } catch (Died expected) {
                    assertThat(mortal.happened()).isTrue();
                }
                dies = mortal.happened();
                assertRepaired(plan, cluster.through(1), OPTIONS);
            }
        }
    }

    /** A rival on another node; and one that dies at one of its requests. What was acknowledged is found at each. */
    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void isOvertakenThroughAnotherNodeAtEachRequest(WritersWork work) {
        for (int last : List.of(4, 10, Integer.MAX_VALUE)) {
            boolean wasOvertaken = true;
            for (int request = 1; wasOvertaken; request++) {
                assertThat(request).isLessThan(MOST_REQUESTS);
                ClusterModel cluster = ClusterModel.of(NODES, new Random(request));
                WritersWork.Plan plan = prepared(work, cluster.through(0), OPTIONS);
                Interrupted stalling =
                        new Interrupted(cluster.through(0), request, () -> claimAndDie(plan, cluster.through(1), last));
                List<?> outcomes = outcomesOf(plan, stalling);
                assertAcknowledgedIsFound(plan, outcomes, cluster);
                assertRepaired(plan, cluster.through(2), OPTIONS);
                wasOvertaken = stalling.happened();
            }
        }
    }

    private static void claimAndDie(WritersWork.Plan plan, Exchange node, int request) {
        Interrupted mortal = Interrupted.dying(node, request, false);
        try (CouchDbStorage rival = CouchDbStorage.open(mortal, OPTIONS)) {
            mortal.begin();
            claimAll(plan, rival.users());
        } catch (Died expected) {
            assertThat(mortal.happened()).isTrue();
        }
    }

    private static List<?> outcomesOf(WritersWork.Plan plan, Interrupted exchange) {
        try {
            return work(plan, exchange, OPTIONS);
        } catch (StoreUnavailableException unknown) {
            return List.of();
        }
    }

    private static void assertAcknowledgedIsFound(WritersWork.Plan plan, List<?> outcomes, ClusterModel cluster) {
        for (int place = 0; place < Math.min(outcomes.size(), plan.after().size()); place++) {
            User user = plan.after().get(place);
            Object outcome = outcomes.get(place);
            if (outcome instanceof CreateOutcome.Created || outcome instanceof UpdateOutcome.Updated) {
                for (int node = 0; node < NODES; node++) {
                    try (CouchDbStorage storage = CouchDbStorage.open(cluster.through(node), OPTIONS)) {
                        HeldIdentifiers.of(user)
                                .forEach(key -> assertThat(storage.users()
                                                .findByIdentifier(key)
                                                .single()
                                                .map(User::withoutRevision))
                                        .contains(user));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void isOvertakenByAnotherAtEachRequest(WritersWork work) {
        boolean wasOvertaken = true;
        for (int request = 1; wasOvertaken; request++) {
            assertThat(request).isLessThan(MOST_REQUESTS);
            MapCouchDb server = new MapCouchDb();
            WritersWork.Plan plan = prepared(work, server, OPTIONS);
            Interrupted stalling = new Interrupted(server, request, () -> {
                try (CouchDbStorage rival = CouchDbStorage.open(server, OPTIONS)) {
                    claimAll(plan, rival.users());
                }
            });
            List<?> outcomes = work(plan, stalling, OPTIONS);
            assertTrue(plan, outcomes, Chronicle.of(server));
            wasOvertaken = stalling.happened();
        }
    }

    @ParameterizedTest
    @EnumSource(WritersWork.class)
    void meetsAnotherThatDiedAtEachRequest(WritersWork work) {
        boolean wasMet = true;
        for (int request = 1; wasMet; request++) {
            assertThat(request).isLessThan(MOST_REQUESTS);
            for (int last = 1; last < 12; last += 3) {
                MapCouchDb server = new MapCouchDb();
                WritersWork.Plan plan = prepared(work, server, OPTIONS);
                int requestOfRival = last;
                Interrupted stalling = new Interrupted(server, request, () -> {
                    Interrupted mortal = Interrupted.dying(server, requestOfRival, false);
                    try (CouchDbStorage rival = CouchDbStorage.open(mortal, OPTIONS)) {
                        mortal.begin();
                        claimAll(plan, rival.users());
                    } catch (Died expected) {
                        assertThat(mortal.happened()).isTrue();
                    }
                });
                List<?> outcomes = work(plan, stalling, OPTIONS);
                assertTrue(plan, outcomes, Chronicle.of(server));
                assertRepaired(plan, server, OPTIONS);
                wasMet = stalling.happened();
            }
        }
    }

    private void killAtEachRequest(
            WritersWork work, Exchange server, CouchDbOptions options, List<Boolean> isActedUponOrNot) {
        boolean dies = true;
        for (int request = 1; dies; request++) {
            assertThat(request).isLessThan(MOST_REQUESTS);
            for (boolean isActedUpon : isActedUponOrNot) {
                WritersWork.Plan plan = prepared(work, server, options);
                Interrupted mortal = Interrupted.dying(server, request, isActedUpon);
                try {
                    work(plan, mortal, options);
                } catch (Died expected) {
                    assertThat(mortal.happened()).isTrue();
                }
                dies = mortal.happened();
                assertRepaired(plan, server, options);
            }
        }
    }

    private WritersWork.Plan prepared(WritersWork work, Exchange server, CouchDbOptions options) {
        WritersWork.Plan plan = work.plan("w" + runs++);
        try (CouchDbStorage storage = CouchDbStorage.open(server, options)) {
            plan.before()
                    .forEach(
                            user -> assertThat(storage.users().create(user)).isInstanceOf(CreateOutcome.Created.class));
        }
        return plan;
    }

    private static List<?> work(WritersWork.Plan plan, Interrupted exchange, CouchDbOptions options) {
        try (CouchDbStorage storage = CouchDbStorage.open(exchange, options, Duration.ZERO)) {
            exchange.begin();
            return plan.doIn(storage.users());
        }
    }

    private static void assertTrue(WritersWork.Plan plan, List<?> outcomes, Chronicle chronicle) {
        chronicle.assertNothingCameTwice();
        for (int place = 0; place < plan.after().size(); place++) {
            Object outcome = outcomes.get(place);
            assertThat(chronicle.wasStored(Chronicle.name(plan.after().get(place))))
                    .as("stored, though the answer was %s", outcome)
                    .isEqualTo(outcome instanceof CreateOutcome.Created || outcome instanceof UpdateOutcome.Updated);
        }
    }

    /** That every user is wholly old or new, is found by what it holds, and that everything else is free. */
    static void assertRepaired(WritersWork.Plan plan, Exchange server, CouchDbOptions options) {
        try (CouchDbStorage storage = CouchDbStorage.open(server, options)) {
            UserRepository users = storage.users();
            Set<IdentifierKey> held = new HashSet<>();
            for (UserId id : plan.ids()) {
                Optional<User> found = users.findById(id);
                boolean isRivals = found.map(Chronicle::name).orElse("").startsWith("rival");
                assertThat(isRivals || plan.allows(id, found))
                        .as("%s is wholly old or new", id)
                        .isTrue();
                found.ifPresent(user -> HeldIdentifiers.of(user).forEach(key -> {
                    assertThat(users.findByIdentifier(key).single()).contains(user);
                    held.add(key);
                }));
            }
            for (IdentifierKey key : plan.keys()) {
                Optional<User> holder = users.findByIdentifier(key).single();
                holder.ifPresent(user -> held.add(key));
                User heir = FrailWriter.user(
                        new UserId("heir-" + key.value()), LoginIdentifiers.login(key.value()), "heir of " + key);
                assertThat(users.create(heir))
                        .isInstanceOf(
                                held.contains(key) ? CreateOutcome.IdentifierTaken.class : CreateOutcome.Created.class);
                assertThat(users.findByIdentifier(key).single().map(User::id))
                        .isEqualTo(Optional.of(holder.map(User::id).orElse(heir.id())));
            }
            for (UserId id : plan.ids()) {
                boolean isFree = users.findById(id).isEmpty();
                User heir = FrailWriter.user(id, LoginIdentifiers.login("heir of " + id), "heir of " + id);
                assertThat(users.create(heir))
                        .isInstanceOf(isFree ? CreateOutcome.Created.class : CreateOutcome.IdTaken.class);
            }
        }
    }

    /** Wants every identifier and every id that the work is about. */
    private static void claimAll(WritersWork.Plan plan, UserRepository users) {
        plan.keys().stream()
                .sorted(Comparator.comparing(IdentifierKey::value))
                .forEach(key -> users.create(FrailWriter.user(
                        new UserId("rival-" + key.value()), LoginIdentifiers.login(key.value()), "rival for " + key)));
        plan.ids().stream()
                .sorted()
                .forEach(id ->
                        users.create(FrailWriter.user(id, LoginIdentifiers.login("rival of " + id), "rival of " + id)));
    }
}
