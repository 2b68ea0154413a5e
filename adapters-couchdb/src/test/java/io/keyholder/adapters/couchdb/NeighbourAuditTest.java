package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.NeighbourAudit.Settlement;
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
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.testserver.icure.IcureModel;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What an administrator learns about users that other servers save too, and how it is settled. */
class NeighbourAuditTest {
    private static final UserId ID = new UserId("mary");

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
        String stored = server.send(Request.get("/users/mary"), Deadline.after(Duration.ofMinutes(1)))
                .body();
        put(model.save(stored, change));
    }

    private void put(String json) {
        String id = json.contains("\"theirs\"") ? "theirs" : "mary";
        assertThat(server.send(Request.put("/users/" + id, json), Deadline.after(Duration.ofMinutes(1)))
                        .status())
                .isEqualTo(201);
    }
}
