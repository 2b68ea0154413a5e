package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.NeighbourAudit.Settlement;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.documents.neighbour.AcceptedDifference;
import io.keyholder.documents.neighbour.ForeignChange;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.testserver.icure.IcureChange;
import io.keyholder.testserver.icure.IcureModel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an administrator learns about users that other servers save too, and how it is settled. */
class NeighbourAuditTest {
    private static final UserId ID = new UserId("mary");
    private static final String SALTED = "{" + "A".repeat(44) + "}" + "0".repeat(64);

    private final MapCouchDb server = new MapCouchDb();

    @Test
    void reportsWhatWasRestoredAndWithheld() {
        try (CouchDbStorage store = open(Neighbours.of(IcureGeneration.G1))) {
            create(store);
            assertThat(reports(store)).isEmpty();
            save(
                    IcureModel.G1,
                    user -> user.put("status", "ACTIVE").putArray("roles").add("ADMINISTRATOR"));
            assertThat(reports(store)).singleElement().satisfies(report -> {
                assertThat(report.user()).isEqualTo(ID);
                assertThat(report.isUnsettled()).isTrue();
                assertThat(report.changes())
                        .contains(
                                new ForeignChange(Kind.RESTORED, "mobilePhone"),
                                new ForeignChange(Kind.REHASHED, "passwordHash"),
                                new ForeignChange(Kind.WITHHELD, "role 'ADMINISTRATOR'"));
            });
            assertThat(store.neighbours().report(ID)).isPresent();
        }
    }

    @Test
    void isSettledEitherWay() {
        try (CouchDbStorage store = open(Neighbours.of(IcureGeneration.G3))) {
            User user = create(store);
            Consumer<ObjectNode> change = document -> document.putArray("roles").add("ADMINISTRATOR");
            save(IcureModel.G3, change);
            assertThat(store.neighbours().settle(ID, Settlement.OURS)).isInstanceOf(UpdateOutcome.Updated.class);
            assertThat(reports(store)).isEmpty();
            assertThat(found(store).authorization()).isEqualTo(user.authorization());
            save(IcureModel.G3, change);
            assertThat(found(store).authorization().roles()).isEmpty();
            assertThat(store.neighbours().settle(ID, Settlement.THEIRS)).isInstanceOf(UpdateOutcome.Updated.class);
            assertThat(reports(store)).isEmpty();
            assertThat(found(store).authorization().roles()).containsExactly("ADMINISTRATOR");
            assertThat(store.neighbours().settle(new UserId("nobody"), Settlement.OURS))
                    .isInstanceOf(UpdateOutcome.Missing.class);
        }
    }

    /**
     * What one server may have removed and another one may have dropped waits for a decision, also after later writes.
     */
    @ParameterizedTest
    @EnumSource
    void whatMayHaveBeenRemovedIsSettledEitherWay(Settlement choice) {
        try (CouchDbStorage store = open(Neighbours.of(IcureGeneration.G1, IcureGeneration.G2))) {
            User user = create(store);
            save(IcureModel.G2, document -> IcureChange.removeGrant(document, "PATIENT_VIEW"));
            save(IcureModel.G1, document -> {});
            User read = found(store);
            assertThat(grants(read)).isEmpty();
            assertUnclear(store);
            store.users().update(read.withProfile(read.profile().withName("renamed")));
            assertUnclear(store);
            save(IcureModel.G1, document -> {});
            assertUnclear(store);
            assertThat(store.neighbours().settle(ID, choice)).isInstanceOf(UpdateOutcome.Updated.class);
            assertThat(grants(found(store))).isEqualTo(choice == Settlement.OURS ? grants(user) : List.of());
            assertThat(reports(store)).isEmpty();
        }
    }

    private static void assertUnclear(CouchDbStorage store) {
        assertThat(reports(store)).singleElement().satisfies(report -> {
            assertThat(report.isUnsettled()).isTrue();
            assertThat(report.changes()).contains(new ForeignChange(Kind.UNCLEAR, "grant PATIENT_VIEW"));
        });
        assertThat(grants(found(store))).isEmpty();
    }

    private static List<PermissionType> grants(User user) {
        return user.authorization().permissions().stream()
                .flatMap(permission -> permission.grants().stream())
                .map(PermissionItem::type)
                .toList();
    }

    /** A decision for the other server is shown before it is made. */
    @Test
    void namesWhatADecisionForTheOtherServerLoses() {
        try (CouchDbStorage store = open(Neighbours.of(IcureGeneration.G1))) {
            create(store);
            assertThat(store.neighbours().lostByTheirs(ID)).isEmpty();
            save(IcureModel.G1, document -> {});
            assertThat(store.neighbours().lostByTheirs(ID)).contains("mobilePhone", "permissions");
            assertThat(store.neighbours().lostByTheirs(ID)).doesNotContain("passwordHash", "login");
            assertThat(found(store).identifiers().mobilePhone()).isPresent();
            store.neighbours().settle(ID, Settlement.THEIRS);
            assertThat(found(store).identifiers().mobilePhone()).isEmpty();
            assertThat(store.neighbours().lostByTheirs(new UserId("absent"))).isEmpty();
        }
    }

    @Test
    void namesTheUsersOnWhichANeighbourFails() {
        try (CouchDbStorage store = open(Neighbours.ICURE)) {
            put("{\"_id\":\"theirs\",\"login\":\"x\",\"java_type\":\"" + UserForm.TYPE
                    + "\",\"autoDelegations\":{\"own\":[]}}");
            assertThat(reports(store)).singleElement().satisfies(report -> {
                assertThat(report.isUnsettled()).isFalse();
                assertThat(report.unreadable().keySet())
                        .containsExactly(IcureGeneration.G1, IcureGeneration.G2, IcureGeneration.G3);
                assertThat(report.unreadable().values()).containsOnly(List.of("autoDelegations"));
            });
        }
    }

    /** A host or program that names no server writes what suits the one that was named. */
    @Test
    void theServersAreRememberedInTheDatabase() {
        try (CouchDbStorage store = open(Neighbours.of(IcureGeneration.G3))) {
            create(store);
        }
        try (CouchDbStorage other = open(Neighbours.NONE)) {
            assertThat(other.neighbours().named())
                    .isEqualTo(Neighbours.of(IcureGeneration.G3).accepting(AcceptedDifference.EXPIRATION));
            save(IcureModel.G3, user -> {});
            assertThat(found(other).lifecycle().expires()).isPresent();
            other.neighbours().end();
        }
        try (CouchDbStorage alone = open(Neighbours.NONE)) {
            assertThat(alone.neighbours().named()).isEqualTo(Neighbours.NONE);
        }
    }

    @Test
    void aLookUpStaysTwoRequestsAndAForeignSaveCostsOne() {
        RecordingExchange exchange = new RecordingExchange(server);
        try (CouchDbStorage store = CouchDbStorage.open(exchange, options(Neighbours.of(IcureGeneration.G3)))) {
            create(store);
            exchange.forget();
            found(store);
            assertThat(exchange.targets()).hasSize(1);
            save(IcureModel.G3, user -> {});
            exchange.forget();
            found(store);
            assertThat(exchange.targets()).hasSize(2);
        }
    }

    @Test
    void aPurgedUserLeavesNoRecord() {
        try (CouchDbStorage store = open(Neighbours.ICURE)) {
            User user = create(store);
            store.users().purge(ID, user.revision().orElseThrow());
            create(store);
            assertThat(store.users().findByIdentifier(IdentifierKey.of("mary")).single())
                    .isPresent();
            assertThat(reports(store)).isEmpty();
        }
    }

    /**
     * Each generation hashes what it does not know. Our hash counts at once, and is put back where the host wants it.
     */
    @ParameterizedTest
    @EnumSource
    void aHashedHashIsFoundAndPutBack(IcureGeneration generation) {
        assertHashIsPutBack(generation, Settlement.OURS);
        assertHashIsPutBack(generation, Settlement.THEIRS);
    }

    private static void assertHashIsPutBack(IcureGeneration generation, Settlement settlement) {
        for (String hash : List.of("$2a$04$x", "{argon2}x", "{bcrypt}$2a$04$x", SALTED)) {
            MapCouchDb database = new MapCouchDb();
            IcureModel neighbour = IcureModel.of(generation.name());
            try (CouchDbStorage store = CouchDbStorage.open(database, options(Neighbours.of(generation)))) {
                User user = created(store, PasswordHash.of(hash));
                save(database, neighbour, document -> {});
                boolean isHashed = !storedHash(database).equals(hash);
                assertThat(found(store).credentials()).isEqualTo(user.credentials());
                assertThat(store.neighbours().report(ID).stream()
                                .flatMap(report -> report.changes().stream())
                                .anyMatch(new ForeignChange(Kind.REHASHED, "passwordHash")::equals))
                        .as("%s hashes %s", generation, hash)
                        .isEqualTo(isHashed);
                store.neighbours().settle(ID, settlement);
                assertThat(storedHash(database)).isEqualTo(hash);
                assertThat(reports(store)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readingChangesNothing(IcureGeneration generation) {
        try (CouchDbStorage store = open(Neighbours.of(generation))) {
            create(store);
            save(IcureModel.of(generation.name()), IcureChange.GRANTS_ADMIN::in);
            int writes = server.size();
            assertThat(reports(store))
                    .singleElement()
                    .satisfies(report -> assertThat(report.isUnsettled()).isTrue());
            assertThat(store.neighbours().report(ID)).isPresent();
            found(store);
            assertThat(server.size()).isEqualTo(writes);
        }
    }

    /** The document shows again what the server dropped, and that server still reads it. */
    @ParameterizedTest
    @EnumSource
    void whatWasDroppedIsWrittenBack(IcureGeneration generation) {
        IcureModel neighbour = IcureModel.of(generation.name());
        try (CouchDbStorage store = open(Neighbours.of(generation))) {
            User user = create(store);
            String published = document();
            save(neighbour, document -> {});
            assertThat(document()).isNotEqualTo(published);
            assertThat(store.users()
                            .findByIdentifier(IdentifierKey.of("+32470000001"))
                            .single()
                            .map(User::withoutRevision))
                    .contains(user.withoutRevision());
            store.neighbours().settle(ID, Settlement.OURS);
            assertThat(withoutRevision(document())).isEqualTo(withoutRevision(published));
            assertThatCode(() -> neighbour.read(document())).doesNotThrowAnyException();
            assertThat(found(store).withoutRevision()).isEqualTo(user.withoutRevision());
        }
    }

    /** As G1 leaves a user who was known by phone only. */
    @ParameterizedTest
    @EnumSource
    void aUserKnownByPhoneOnlyIsFoundAfterASave(IcureGeneration generation) {
        try (CouchDbStorage store = open(Neighbours.of(generation))) {
            LoginIdentifiers phone =
                    new LoginIdentifiers(Optional.empty(), Optional.empty(), Optional.of("+32470000001"));
            store.users().create(FrailWriter.user(ID, phone, "Mary"));
            assertThat(IcureModel.of(generation.name()).finds(document(), "+32470000001"))
                    .isTrue();
            for (int saves = 0; saves < 2; saves++) {
                save(IcureModel.of(generation.name()), document -> {});
                assertThat(store.users()
                                .findByIdentifier(IdentifierKey.of("+32470000001"))
                                .single()
                                .map(User::identifiers))
                        .contains(phone);
            }
            assertThat(reports(store)).noneMatch(SharedUserReport::isUnsettled);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOlderGenerationsAreShownWhenAUserWasCreated(IcureGeneration generation) {
        try (CouchDbStorage store = open(Neighbours.of(generation))) {
            create(store);
            assertThat(document().contains("\"created\":")).isTrue();
            assertThat(document().contains("\"createdDate\":")).isEqualTo(generation != IcureGeneration.G3);
        }
    }

    private static List<SharedUserReport> reports(CouchDbStorage store) {
        List<SharedUserReport> reports = new ArrayList<>();
        store.neighbours().run(reports::add);
        return reports;
    }

    private static User found(CouchDbStorage store) {
        return store.users().findById(ID).orElseThrow();
    }

    private static User create(CouchDbStorage store) {
        User user = FrailWriter.user(ID, LoginIdentifiers.login("mary").withMobilePhone("+32470000001"), "Mary")
                .withLifecycle(life -> life.withExpiration(Optional.of(Instant.parse("2030-01-01T00:00:00Z"))))
                .withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("$2a$04$x")))
                .withAuthorization(Authorization.NONE.with(Permission.granting(PermissionType.PATIENT_VIEW)));
        return ((CreateOutcome.Created) store.users().create(user)).user();
    }

    private static User created(CouchDbStorage store, PasswordHash hash) {
        User user = FrailWriter.user(ID, LoginIdentifiers.login("mary"), "Mary")
                .withCredentials(Credentials.NONE.withPasswordHash(hash));
        return ((CreateOutcome.Created) store.users().create(user)).user();
    }

    private String document() {
        return stored(server);
    }

    private static String stored(MapCouchDb database) {
        return database.send(Request.get("/users/mary"), Deadline.after(Duration.ofMinutes(1)))
                .body();
    }

    private static String storedHash(MapCouchDb database) {
        return Replies.json(stored(database)).path("passwordHash").asText();
    }

    private static JsonNode withoutRevision(String document) {
        return ((ObjectNode) Replies.json(document)).without("_rev");
    }

    private CouchDbStorage open(Neighbours neighbours) {
        return CouchDbStorage.open(server, options(neighbours));
    }

    private static CouchDbOptions options(Neighbours neighbours) {
        CouchDbOptions options = CouchDbOptions.of(URI.create("http://localhost:1"), "users");
        return neighbours.isPresent()
                ? options.withNeighbours(neighbours.accepting(AcceptedDifference.EXPIRATION))
                : options;
    }

    private void save(IcureModel model, Consumer<ObjectNode> change) {
        save(server, model, change);
    }

    private static void save(MapCouchDb database, IcureModel model, Consumer<ObjectNode> change) {
        Request request = Request.put("/users/mary", model.save(stored(database), change));
        assertThat(database.send(request, Deadline.after(Duration.ofMinutes(1))).status())
                .isEqualTo(201);
    }

    private void put(String json) {
        String id = json.contains("\"theirs\"") ? "theirs" : "mary";
        assertThat(server.send(Request.put("/users/" + id, json), Deadline.after(Duration.ofMinutes(1)))
                        .status())
                .isEqualTo(201);
    }
}
