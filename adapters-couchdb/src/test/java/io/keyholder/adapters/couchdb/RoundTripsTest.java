package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.http.Request.Method;
import io.keyholder.adapters.couchdb.internal.identifier.HolderCache;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many requests each use takes. */
class RoundTripsTest {
    private static final CouchDbOptions OPTIONS =
            CouchDbOptions.of(URI.create("http://localhost:1"), "users").withPatience(Duration.ZERO);
    private static final int SEEDS = 30;
    private static final IdentifierKey MARY = IdentifierKey.of("mary");

    private final MapCouchDb server = new MapCouchDb();
    private final RecordingExchange requests = new RecordingExchange(server);
    private final CouchDbStorage storage = CouchDbStorage.open(requests, OPTIONS, Duration.ofMinutes(5));
    private final CouchDbStorage other = CouchDbStorage.open(server, OPTIONS);

    @Test
    void looksUpInTwoRequestsAtFirstAndThenInOne() {
        User mary = create(other, "1", "mary");
        assertFinds(mary, 2);
        assertFinds(mary, 1);
    }

    @Test
    void asksAsOftenForWhatNobodyHolds() {
        assertFindsNobody(2);
        assertFindsNobody(1);
        User mary = create(other, "1", "mary");
        assertFinds(mary, 2);
    }

    /** What is remembered names a user, never what it is. */
    @Test
    void showsAKnownHolderAsItIsNow() {
        User mary = create(other, "1", "mary");
        assertFinds(mary, 2);
        User renamed = updated(other, mary.withProfile(mary.profile().withName("Mary")));
        assertFinds(renamed, 1);
    }

    @Test
    void findsTheNextHolderWhenAnIdentifierMoved() {
        User mary = create(other, "1", "mary");
        assertFinds(mary, 2);
        updated(other, mary.withIdentifiers(LoginIdentifiers.login("maria")));
        assertFindsNobody(3);
        User heir = create(other, "2", "mary");
        assertFinds(heir, 2);
        assertFinds(heir, 1);
    }

    @Test
    void asksOnceMoreWhenTheKnownHolderIsGone() {
        User mary = create(other, "1", "mary");
        assertFinds(mary, 2);
        other.users().purge(mary.id(), mary.revision().orElseThrow());
        User heir = create(other, "2", "mary");
        assertFinds(heir, 3);
    }

    @Test
    void writesInAsManyRequestsAsThereAreDocuments() {
        create(storage, "0", "first");
        requests.forget();
        User mary = create(storage, "1", "mary");
        assertThat(requests.methods()).containsExactly(Method.PUT, Method.PUT, Method.PUT);
        requests.forget();
        User renamed = updated(storage, mary.withProfile(mary.profile().withName("Mary")));
        assertThat(requests.methods()).containsExactly(Method.GET, Method.PUT);
        requests.forget();
        storage.users().findById(renamed.id());
        assertThat(requests.methods()).containsExactly(Method.GET);
    }

    /** Copies that vote cost an uncontested creation one request more at most, and a look-up none. */
    @Test
    void aClusterTakesNextToNoMore() {
        for (long seed = 0; seed < SEEDS; seed++) {
            ClusterModel cluster = ClusterModel.of(3, new Random(seed));
            RecordingExchange asked = new RecordingExchange(cluster.through(0, () -> {}));
            CouchDbStorage node = CouchDbStorage.open(asked, OPTIONS, Duration.ofMinutes(5));
            cluster.settle();
            create(node, "0", "first");
            cluster.settle();
            asked.forget();
            User mary = create(node, "1", "mary");
            assertThat(asked.methods()).as("seed %s", seed).hasSizeBetween(3, 4);
            cluster.settle();
            CouchDbStorage fresh = CouchDbStorage.open(asked, OPTIONS, Duration.ofMinutes(5));
            asked.forget();
            assertThat(fresh.users().findByIdentifier(MARY)).isEqualTo(new IdentifierLookup.Found(mary));
            assertThat(asked.methods()).as("seed %s", seed).hasSize(2).containsOnly(Method.GET);
        }
    }

    @Test
    void createsAThousandInThreeRequests() {
        create(storage, "0", "first");
        requests.forget();
        List<User> users = IntStream.range(0, 1_000)
                .mapToObj(number -> user("user-" + number, "login-" + number))
                .toList();
        assertThat(storage.users().createAll(users)).allMatch(CreateOutcome.Created.class::isInstance);
        assertThat(requests.methods()).containsExactly(Method.POST, Method.POST, Method.POST);
    }

    @Test
    void writesTwiceMoreWhileEventsAreKept() {
        other.userEvents().start();
        create(storage, "0", "first");
        requests.forget();
        create(storage, "1", "mary");
        assertThat(requests.methods()).containsExactly(Method.PUT, Method.PUT, Method.PUT, Method.PUT, Method.PUT);
    }

    @Test
    void asksWhetherEventsAreKeptWhenItAskedTooLongAgo() {
        CouchDbStorage doubtful = CouchDbStorage.open(requests, OPTIONS, Duration.ZERO);
        requests.forget();
        create(doubtful, "1", "mary");
        assertThat(requests.methods()).containsExactly(Method.PUT, Method.PUT, Method.GET, Method.PUT);
    }

    @Test
    void remembersOnlySoManyHoldersAndNotForLong() {
        HolderCache holders = new HolderCache(Duration.ofMinutes(1));
        for (int number = 0; number <= HolderCache.MOST; number++) {
            holders.remember(IdentifierKey.of("login-" + number), Optional.of(new UserId("user-" + number)));
        }
        assertThat(holders.size()).isEqualTo(HolderCache.MOST);
        assertThat(holders.holder(IdentifierKey.of("login-0"))).isEmpty();
        assertThat(holders.holder(IdentifierKey.of("login-1"))).contains(new UserId("user-1"));

        HolderCache forgetful = new HolderCache(Duration.ZERO);
        forgetful.remember(MARY, Optional.of(new UserId("1")));
        assertThat(forgetful.holder(MARY)).isEmpty();
        assertThat(forgetful.size()).isZero();
    }

    private void assertFinds(User user, int trips) {
        requests.forget();
        assertThat(storage.users().findByIdentifier(MARY)).isEqualTo(new IdentifierLookup.Found(user));
        assertThat(requests.methods()).hasSize(trips).containsOnly(Method.GET);
    }

    private void assertFindsNobody(int trips) {
        requests.forget();
        assertThat(storage.users().findByIdentifier(MARY)).isEqualTo(new IdentifierLookup.Nobody());
        assertThat(requests.methods()).hasSize(trips).containsOnly(Method.GET);
    }

    private static User create(CouchDbStorage storage, String id, String login) {
        return ((CreateOutcome.Created) storage.users().create(user(id, login))).user();
    }

    private static User updated(CouchDbStorage storage, User user) {
        return ((UpdateOutcome.Updated) storage.users().update(user)).user();
    }

    private static User user(String id, String login) {
        return FrailWriter.user(new UserId(id), LoginIdentifiers.login(login), login);
    }
}
