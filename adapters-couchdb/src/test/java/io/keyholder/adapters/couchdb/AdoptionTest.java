package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.AdoptionEvent.Ambiguous;
import io.keyholder.adapters.couchdb.AdoptionEvent.Progress;
import io.keyholder.adapters.couchdb.AdoptionEvent.Unreadable;
import io.keyholder.adapters.couchdb.internal.database.Database;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.identifier.Reservation;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.IdentifierLookup;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.UpdateOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That users of an iCure database are adopted, without a guess and without a touch to what is iCure's. */
class AdoptionTest {
    private static final IdentifierKey SHARED = IdentifierKey.of("shared");

    private final IcureDatabase icure = IcureDatabase.create();
    private final List<AdoptionEvent> events = new ArrayList<>();

    @AfterEach
    void remove() {
        icure.assertDesignUntouched();
        icure.close();
    }

    @Test
    void findsUsersBeforeTheyAreAdoptedAndAfter() {
        icure.withExamples().put("{\"_id\":\"p\",\"java_type\":\"org.taktik.icure.entities.Patient\",\"login\":\"x\"}");
        int usersOfIcure = icure.rows("all");
        try (CouchDbStorage store = icure.open()) {
            List<User> users = users(store);
            assertThat(users).hasSize(7);
            assertEachIsFound(store, users);
            assertThat(store.adoption().run(events::add)).isEqualTo(new AdoptionResult(7, 0, 0, true));
            assertThat(events).containsExactly(new Progress(7, 7));
            assertThat(users(store)).isEqualTo(users);
        }
        assertThat(icure.rows("all")).isEqualTo(usersOfIcure);
        RecordingExchange exchange =
                new RecordingExchange(EktorpExchange.with(icure.options().endpoint()));
        try (CouchDbStorage store = CouchDbStorage.open(exchange, icure.options())) {
            List<User> users = users(store);
            exchange.forget();
            assertEachIsFound(store, users);
            assertThat(exchange.targets()).noneMatch(target -> target.contains("_view"));
        }
    }

    @Test
    void goesOnBehindThePageThatWasDone() {
        icure.withUsers(1_100);
        try (CouchDbStorage store = icure.open()) {
            assertThatThrownBy(() -> store.adoption().run(event -> {
                        throw new IllegalStateException("killed");
                    }))
                    .hasMessage("killed");
        }
        try (CouchDbStorage store = icure.open()) {
            assertThat(found(store, "login1099")).isEqualTo(found("u01099"));
            assertThat(store.adoption().run(events::add)).isEqualTo(new AdoptionResult(100, 0, 0, true));
            assertThat(icure.ids(Reservation.PREFIX)).hasSize(1_100);
        }
    }

    @Test
    void reportsWhoSharesAnIdentifierAndLetsNobodyInWithItUntilThatIsMended() {
        icure.withUser("a", "shared").withUser("b", "SHARED").withUser("c", "alone");
        try (CouchDbStorage store = icure.open()) {
            assertAmbiguous(store);
            assertThat(store.adoption().run(events::add)).isEqualTo(new AdoptionResult(3, 1, 0, false));
            assertThat(events).contains(new Ambiguous(SHARED, Set.of(new UserId("a"), new UserId("b"))));
            assertThat(events.get(0).toString()).doesNotContainIgnoringCase("shared");
            assertAmbiguous(store);
        }
        try (CouchDbStorage store = icure.open()) {
            assertAmbiguous(store);
            assertThat(store.users().create(newUser("d", "shared"))).isInstanceOf(CreateOutcome.IdentifierTaken.class);
            User first = store.users().findById(new UserId("a")).orElseThrow();
            assertThat(store.users().update(first.withIdentifiers(LoginIdentifiers.login("other"))))
                    .isInstanceOf(UpdateOutcome.Updated.class);
            assertThat(found(store, "shared")).isEqualTo(found("b"));
            assertThat(store.users().create(newUser("d", "shared"))).isInstanceOf(CreateOutcome.IdentifierTaken.class);
            assertThat(store.adoption().run(events::add)).isEqualTo(new AdoptionResult(3, 0, 0, true));
        }
        try (CouchDbStorage store = icure.open()) {
            assertThat(found(store, "shared")).isEqualTo(found("b"));
            assertThat(store.users().create(newUser("d", "shared"))).isInstanceOf(CreateOutcome.IdentifierTaken.class);
        }
    }

    @Test
    void reportsUsersThatCannotBeRead() {
        icure.withUser("a", "ada").put("""
                {"_id":"b","login":7,"email":{},"java_type":"org.taktik.icure.entities.User"}""");
        try (CouchDbStorage store = icure.open()) {
            assertThat(store.adoption().run(events::add)).isEqualTo(new AdoptionResult(2, 0, 1, false));
            assertThat(events).contains(new Unreadable("b"));
        }
    }

    /** The audit: run on a store that is adopted. */
    @Test
    void repairsAndReportsWhatWasWrittenBehindItsBack() {
        try (CouchDbStorage store = icure.open()) {
            store.users().create(newUser("a", "shared"));
            icure.withUser("b", "shared").withUser("c", "alone");
            assertThat(found(store, "alone")).isEqualTo(new IdentifierLookup.Nobody());
            assertThat(store.adoption().run(events::add)).isEqualTo(new AdoptionResult(3, 1, 0, false));
            assertThat(found(store, "alone")).isEqualTo(found("c"));
        }
        try (CouchDbStorage store = icure.open()) {
            assertAmbiguous(store);
        }
    }

    @Test
    void takesOverFromAWriterThatDiedAndLeavesTheIdentifierToItsHolder() {
        icure.withUser("a", "ada");
        CouchDbOptions options = icure.options().withPatience(Duration.ZERO);
        try (CouchDbStorage store = CouchDbStorage.open(options)) {
            Exchange exchange = EktorpExchange.with(options.endpoint());
            Database database = new Database(exchange, options.database(), options.deadline());
            database.put(
                    Reservation.draft(IdentifierKey.of("ada"), Optional.empty(), new UserId("dead")),
                    database.deadline());
            assertThat(store.adoption().run(events::add).isAdopted()).isTrue();
            assertThat(Reservation.owner(database.get(Reservation.id(IdentifierKey.of("ada")), database.deadline())
                            .orElseThrow()))
                    .isEqualTo("a");
            database.close();
        }
    }

    @Test
    void letsSeveralRunsAndWritersWorkAtATime() {
        icure.withUsers(1_050);
        try (CouchDbStorage one = icure.open();
                CouchDbStorage other = icure.open()) {
            CompletableFuture<AdoptionResult> running =
                    CompletableFuture.supplyAsync(() -> one.adoption().run(event -> {}));
            for (int number = 0; number < 10; number++) {
                assertThat(other.users().create(newUser("n" + number, "login" + number * 100)))
                        .isInstanceOf(CreateOutcome.IdentifierTaken.class);
            }
            assertThat(other.adoption().run(event -> {}).isAdopted()).isTrue();
            assertThat(running.join().isAdopted()).isTrue();
            assertThat(icure.ids(Reservation.PREFIX)).hasSize(1_050);
        }
    }

    private static void assertEachIsFound(CouchDbStorage store, List<User> users) {
        users.stream()
                .filter(user -> !user.isDeleted())
                .forEach(user -> user.identifiers()
                        .keys()
                        .forEach(key -> assertThat(store.users().findByIdentifier(key))
                                .isEqualTo(new IdentifierLookup.Found(user))));
    }

    private static void assertAmbiguous(CouchDbStorage store) {
        assertThat(store.users().findByIdentifier(SHARED))
                .isEqualTo(new IdentifierLookup.Ambiguous(Set.of(new UserId("a"), new UserId("b"))));
    }

    private static Object found(CouchDbStorage store, String identifier) {
        IdentifierLookup lookup = store.users().findByIdentifier(IdentifierKey.of(identifier));
        return lookup instanceof IdentifierLookup.Found found ? found.user().id() : lookup;
    }

    private static Object found(String id) {
        return new UserId(id);
    }

    private static List<User> users(CouchDbStorage store) {
        return store.users().page(PageRequest.first(1_000));
    }

    private static User newUser(String id, String login) {
        return User.of(
                new UserId(id), LoginIdentifiers.login(login), Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
    }
}
