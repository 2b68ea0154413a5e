package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.NeighbourAudit.Settlement;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.documents.neighbour.AcceptedDifference;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A demanded change of a password stands beside the user, where no other server looks: the user is closed to it until
 * the demand has ended.
 */
class DemandedChangeTest {
    private static final UserId ID = new UserId("mary");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final MapCouchDb server = new MapCouchDb();

    @ParameterizedTest
    @EnumSource(IcureGeneration.class)
    void closesTheUserUntilItHasEnded(IcureGeneration generation) {
        IcureModel neighbour = IcureModel.of(generation.name());
        try (CouchDbStorage store = open(Neighbours.of(generation))) {
            User stored = created(store);
            assertThat(isOpen(neighbour)).isTrue();
            ChangeDemand.set(store, ID, Optional.of(NOW));
            store.users().refresh(ID);
            assertThat(isOpen(neighbour)).isFalse();
            save(neighbour);
            User current = found(store);
            assertThat(current.withoutRevision()).isEqualTo(stored.withoutRevision());
            update(store, current.withProfile(current.profile().withName("renamed")));
            assertThat(isOpen(neighbour)).isFalse();
            ChangeDemand.set(store, ID, Optional.empty());
            store.users().refresh(ID);
            assertThat(isOpen(neighbour)).isTrue();
            assertThat(found(store).credentials()).isEqualTo(stored.credentials());
            assertThat(found(store).tokens()).isEqualTo(stored.tokens());
            assertThat(reports(store)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(IcureGeneration.class)
    void leavesTheUserOpenWhereTheHostAcceptsThat(IcureGeneration generation) {
        Neighbours accepting = Neighbours.of(generation).accepting(AcceptedDifference.PASSWORD_CHANGE);
        try (CouchDbStorage store = open(accepting)) {
            created(store);
            ChangeDemand.set(store, ID, Optional.of(NOW));
            store.users().refresh(ID);
            update(store, found(store));
            assertThat(isOpen(IcureModel.of(generation.name()))).isTrue();
        }
    }

    /** The writer that demanded the change died before it stored the user again. */
    @ParameterizedTest
    @EnumSource(IcureGeneration.class)
    void isReportedWhereTheUserIsStillOpenAndRestored(IcureGeneration generation) {
        IcureModel neighbour = IcureModel.of(generation.name());
        try (CouchDbStorage store = open(Neighbours.of(generation))) {
            created(store);
            ChangeDemand.set(store, ID, Optional.of(NOW));
            assertThat(reports(store))
                    .singleElement()
                    .satisfies(report -> assertThat(report.restricted()).containsExactly("passwordHash"));
            assertThat(store.neighbours().report(ID)).contains(reports(store).get(0));
            assertThat(store.neighbours().settle(ID, Settlement.OURS)).isInstanceOf(UpdateOutcome.Updated.class);
            assertThat(reports(store)).isEmpty();
            assertThat(isOpen(neighbour)).isFalse();
        }
    }

    /** A writer that read the user and its login state before the demand cannot open the user after it. */
    @ParameterizedTest
    @EnumSource(IcureGeneration.class)
    void isNotUndoneByAWriterThatDidNotSeeIt(IcureGeneration generation) {
        boolean happened = true;
        for (int request = 1; happened; request++) {
            MapCouchDb database = new MapCouchDb();
            Neighbours neighbours = Neighbours.of(generation);
            try (CouchDbStorage rival = CouchDbStorage.open(database, options(neighbours))) {
                created(rival);
                Interrupted stalling = new Interrupted(database, request, () -> {
                    ChangeDemand.set(rival, ID, Optional.of(NOW));
                    rival.users().refresh(ID);
                });
                try (CouchDbStorage store = CouchDbStorage.open(stalling, options(neighbours))) {
                    User read = found(store);
                    stalling.begin();
                    UpdateOutcome outcome =
                            store.users().update(read.withProfile(read.profile().withName("renamed")));
                    happened = stalling.happened();
                    assertThat(outcome instanceof UpdateOutcome.Updated || happened)
                            .isTrue();
                }
                boolean isOpen = IcureModel.of(generation.name())
                        .letsInByPassword(database.send(Request.get("/users/mary"), deadline())
                                .body());
                assertThat(isOpen).as("open after request %s", request).isNotEqualTo(happened);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(IcureGeneration.class)
    void closesUsersThatAreMadeAnewAndInBulk(IcureGeneration generation) {
        try (CouchDbStorage store = open(Neighbours.of(generation))) {
            ChangeDemand.set(store, ID, Optional.of(NOW));
            User other = user(new UserId("john"), "john");
            assertThat(store.users().createAll(List.of(user(ID, "mary"), other)))
                    .hasOnlyElementsOfType(CreateOutcome.Created.class);
            assertThat(isOpen(IcureModel.of(generation.name()))).isFalse();
            assertThat(IcureModel.of(generation.name()).letsInByPassword(document("john")))
                    .isTrue();
            assertThat(found(store).credentials()).isEqualTo(other.credentials());
        }
    }

    private boolean isOpen(IcureModel neighbour) {
        String stored = document("mary");
        assertThat(neighbour.letsInByPassword(stored)
                        || neighbour.usableTokens(stored, NOW).isEmpty())
                .isTrue();
        return neighbour.letsInByPassword(stored);
    }

    private String document(String id) {
        return server.send(Request.get("/users/" + id), deadline()).body();
    }

    private void save(IcureModel neighbour) {
        assertThat(server.send(Request.put("/users/mary", neighbour.save(document("mary"))), deadline())
                        .status())
                .isEqualTo(201);
    }

    private static void update(CouchDbStorage store, User user) {
        assertThat(store.users().update(user)).isInstanceOf(UpdateOutcome.Updated.class);
    }

    private static User found(CouchDbStorage store) {
        return store.users().findById(ID).orElseThrow();
    }

    private static User created(CouchDbStorage store) {
        return ((CreateOutcome.Created) store.users().create(user(ID, "mary"))).user();
    }

    private static User user(UserId id, String login) {
        User user = FrailWriter.user(id, LoginIdentifiers.login(login), login);
        AuthenticationToken token =
                AuthenticationToken.of(PasswordHash.of("1".repeat(64)), NOW, TokenValidity.unlimited());
        return user.withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("0".repeat(64))))
                .withTokens(user.tokens().with("phone", token));
    }

    private static List<SharedUserReport> reports(CouchDbStorage store) {
        List<SharedUserReport> reports = new ArrayList<>();
        store.neighbours().run(reports::add);
        return reports;
    }

    private CouchDbStorage open(Neighbours neighbours) {
        return CouchDbStorage.open(server, options(neighbours));
    }

    private static CouchDbOptions options(Neighbours neighbours) {
        return CouchDbOptions.of(URI.create("http://localhost:1"), "users")
                .withPatience(Duration.ZERO)
                .withNeighbours(neighbours);
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(1));
    }
}
