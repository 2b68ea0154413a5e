package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.keyholder.adapters.couchdb.FrailExchange.Died;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.documents.SharedDocuments;
import io.keyholder.documents.neighbour.ForeignChange;
import io.keyholder.documents.neighbour.ForeignChange.Kind;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.GroupId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.LoginStateKey;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.persistence.CreateOutcome;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.ports.persistence.StoreUnavailableException;
import io.keyholder.ports.persistence.UpdateOutcome;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import io.keyholder.testserver.icure.IcureChange;
import io.keyholder.testserver.icure.IcureModel;
import io.keyholder.testserver.icure.RestrictedUsers;
import io.keyholder.testserver.icure.UserWidth;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A neighbour saves users between any two steps of ours: nothing is wider, nothing is lost, and all can be read. */
class SavedByIcureProperties {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant EARLY = NOW.plusSeconds(60);
    private static final Instant LATE = NOW.plusSeconds(3_600);
    private static final UserId ID = new UserId("mary");
    private static final int MOST_REQUESTS = 60;

    private final MapCouchDb server = new MapCouchDb();

    /** Each step is one of ours, or a save by one of the servers, whichever are named. */
    @Property(tries = 40)
    void usersSurviveSavesAndChanges(
            @ForAll("users") User user,
            @ForAll("neighbours") Neighbours neighbours,
            @ForAll("steps") List<Integer> steps) {
        MapCouchDb database = new MapCouchDb();
        List<IcureGeneration> servers =
                neighbours.generations().stream().sorted().toList();
        try (CouchDbStorage store = CouchDbStorage.open(database, options(neighbours))) {
            User last = ((CreateOutcome.Created) store.users().create(user)).user();
            for (int step : steps) {
                if (step % 2 == 0) {
                    User current = store.users().findById(user.id()).orElseThrow();
                    last = ((UpdateOutcome.Updated) store.users().update(renamed(current))).user();
                } else {
                    IcureGeneration server = servers.get(step / 2 % servers.size());
                    save(database, IcureModel.of(server.name()), user.id(), document -> {});
                }
                assertKept(store, last);
                assertNothingIsUnsettled(store);
            }
        }
    }

    /** What this library does to a user, or an iCure server. */
    record Step(Optional<Own> own, IcureChange theirs, int server) {
        @Override
        public String toString() {
            return own.map(Own::name).orElse(theirs + " at " + server);
        }
    }

    private enum Own {
        RENAMES,
        ENDS,
        DISABLES,
        DELETES,
        UNDELETES,
        DEMANDS_ANOTHER_PASSWORD,
        ENDS_THE_DEMAND;

        User in(User user) {
            return switch (this) {
                case ENDS -> ending(user, EARLY);
                case DISABLES -> user.withLifecycle(life -> life.withStatus(UserStatus.DISABLED));
                case DELETES -> user.withLifecycle(life -> life.deletedAt(NOW));
                case UNDELETES -> user.withLifecycle(Lifecycle::undeleted);
                default -> renamed(user);
            };
        }
    }

    /** Whatever persons change at the servers between our changes. */
    @Property(tries = 60)
    void usersGetNoWiderWhateverServersChange(
            @ForAll("restrictedUsers") User user,
            @ForAll("neighbours") Neighbours neighbours,
            @ForAll("changes") List<Step> steps) {
        MapCouchDb database = new MapCouchDb();
        List<IcureGeneration> servers =
                neighbours.generations().stream().sorted().toList();
        try (CouchDbStorage store = CouchDbStorage.open(database, options(neighbours))) {
            User last = created(store, user);
            boolean isDemanded = false;
            assertAllRead(database, user.id(), servers);
            JsonNode shown = stored(database, user.id());
            for (Step step : steps) {
                if (step.own().isPresent()) {
                    last = changed(store, user.id(), step.own().get());
                    isDemanded = store.loginStates()
                            .find(LoginStateKey.of(user.id()))
                            .flatMap(found -> found.state().passwordChangeDemanded())
                            .isPresent();
                    assertAllRead(database, user.id(), servers);
                    shown = stored(database, user.id());
                    assertThat(isDemanded && shown.has("passwordHash")).isFalse();
                } else {
                    String server = servers.get(step.server() % servers.size()).name();
                    save(database, IcureModel.of(server), user.id(), step.theirs()::in);
                }
                User read = store.users().findById(user.id()).orElseThrow();
                assertThat(UserWidth.wider(last, read)).isEmpty();
                if (last.credentials().passwordHash().isPresent() && !shown.has("passwordHash")) {
                    assertThat(UserWidth.newProofs(last, read)).isEmpty();
                }
                assertFound(store, read);
            }
        }
    }

    private static User changed(CouchDbStorage store, UserId id, Own own) {
        if (own == Own.DEMANDS_ANOTHER_PASSWORD || own == Own.ENDS_THE_DEMAND) {
            ChangeDemand.set(store, id, own == Own.ENDS_THE_DEMAND ? Optional.empty() : Optional.of(NOW));
            store.users().refresh(id);
            return store.users().findById(id).orElseThrow();
        }
        User current = store.users().findById(id).orElseThrow();
        return ((UpdateOutcome.Updated) store.users().update(own.in(current))).user();
    }

    private static void assertFound(CouchDbStorage store, User user) {
        if (!user.isDeleted()) {
            assertThat(user.identifiers().keys())
                    .allSatisfy(key -> assertThat(
                                    store.users().findByIdentifier(key).single())
                            .contains(user));
        }
        assertThat(store.users().page(PageRequest.first(10))).containsExactly(user);
    }

    /** No reader of a named generation fails. */
    private static void assertAllRead(MapCouchDb database, UserId id, List<IcureGeneration> servers) {
        String document = stored(database, id).toString();
        assertThat(servers)
                .allSatisfy(server -> assertThatCode(
                                () -> IcureModel.of(server.name()).read(document))
                        .doesNotThrowAnyException());
    }

    private static JsonNode stored(MapCouchDb database, UserId id) {
        return Replies.json(database.send(
                Request.get("/users/" + Request.encoded(id.value())), Deadline.after(Duration.ofMinutes(1))));
    }

    /** On a cluster whose copies vote: each of our steps and each save goes through any node, as edits arrive late. */
    @Property(tries = 25)
    void usersSurviveSavesOnACluster(
            @ForAll("users") User user,
            @ForAll("neighbours") Neighbours neighbours,
            @ForAll("steps") List<Integer> steps,
            @ForAll long seed) {
        Random random = new Random(seed);
        ClusterModel cluster = ClusterModel.of(3, random);
        List<IcureGeneration> servers =
                neighbours.generations().stream().sorted().toList();
        User last = onAnyNode(cluster, random, neighbours, store -> created(store, user));
        for (int step : steps) {
            if (step % 2 == 0) {
                last = onAnyNode(cluster, random, neighbours, store -> updated(store, user.id()));
            } else {
                IcureGeneration server = servers.get(step / 2 % servers.size());
                Exchange node = cluster.through(random.nextInt(cluster.nodes()));
                save(node, IcureModel.of(server.name()), user.id(), document -> {});
            }
            User read = onAnyNode(
                    cluster,
                    random,
                    neighbours,
                    store -> store.users().findById(user.id()).orElseThrow());
            assertSame(read, last);
        }
    }

    private static <T> T onAnyNode(
            ClusterModel cluster, Random random, Neighbours neighbours, Function<CouchDbStorage, T> step) {
        Exchange node = cluster.through(random.nextInt(cluster.nodes()));
        try (CouchDbStorage store = CouchDbStorage.open(node, options(neighbours))) {
            return step.apply(store);
        }
    }

    private static User created(CouchDbStorage store, User user) {
        return ((CreateOutcome.Created) store.users().create(user)).user();
    }

    private static User updated(CouchDbStorage store, UserId id) {
        User current = store.users().findById(id).orElseThrow();
        return ((UpdateOutcome.Updated) store.users().update(renamed(current))).user();
    }

    private static void assertKept(CouchDbStorage store, User last) {
        User read = store.users().findById(last.id()).orElseThrow();
        assertSame(read, last);
        assertThat(store.users().page(PageRequest.first(10))).containsExactly(read);
        if (!read.isDeleted()) {
            assertThat(read.identifiers().keys()).allSatisfy(key -> {
                assertThat(store.users().findByIdentifier(key).single()).contains(read);
                assertThat(store.users().search(new UserFilter.KnownAs(key), PageRequest.first(10)))
                        .containsExactly(read);
            });
        }
    }

    /** Whatever is unclear after saves by several servers is kept. */
    private static void assertSame(User read, User last) {
        assertThat(UserWidth.wider(last, read)).isEmpty();
        User kept = SharedDocuments.withUnclear(read);
        User before = SharedDocuments.withUnclear(last);
        assertThat(kept.credentials()).isEqualTo(before.credentials());
        assertThat(kept.tokens()).isEqualTo(before.tokens());
        assertThat(UserWidth.wider(before, kept)).isEmpty();
        assertThat(UserWidth.wider(kept, before)).isEmpty();
        assertThat(kept.lifecycle()).isEqualTo(before.lifecycle());
        boolean isUnclear = !SharedDocuments.unclear(read).isEmpty();
        assertThat((isUnclear ? kept.withAuthorization(before.authorization()) : kept).withoutRevision())
                .isEqualTo(before.withoutRevision());
    }

    /** A save that changes nothing is no wish, whatever it drops, fills in, hashes or rounds. */
    private static void assertNothingIsUnsettled(CouchDbStorage store) {
        store.neighbours()
                .run(report -> assertThat(report.changes())
                        .extracting(ForeignChange::kind)
                        .doesNotContain(Kind.CHANGED, Kind.WITHHELD));
    }

    /** Our view of search words reads documents, in which a save leaves no phone, no device and no identifier. */
    @ParameterizedTest
    @EnumSource
    void whatASaveDropsIsStillSearchedFor(IcureGeneration generation) {
        Optional<String> phone = Optional.of("+32 470 00 00 01");
        for (Optional<String> login : List.of(Optional.<String>empty(), Optional.of("mary"))) {
            User mary = User.of(
                            ID,
                            new LoginIdentifiers(login, Optional.empty(), phone),
                            Lifecycle.startingAt(NOW, UserStatus.DISABLED))
                    .withDataOwner(DataOwner.device("meter"))
                    .withProfile(new Profile(
                            Optional.of("Mary"),
                            Optional.of(new GroupId("practice")),
                            List.of(new ExternalIdentifier(
                                    Optional.empty(), Optional.of("17"), Optional.empty(), PreservedJson.NONE))));
            MapCouchDb database = new MapCouchDb();
            try (CouchDbStorage store = CouchDbStorage.open(database, options(Neighbours.of(generation)))) {
                store.users().create(mary);
                for (int saves = 0; saves < 2; saves++) {
                    save(database, IcureModel.of(generation.name()), ID, user -> {
                        user.put("status", "ACTIVE");
                        IcureChange.LINKS.in(user);
                        IcureChange.MOVES_TO_A_GROUP.in(user);
                    });
                    for (UserFilter filter : filters()) {
                        assertThat(filter.matches(mary)).as(filter.toString()).isTrue();
                        assertThat(store.users().search(filter, PageRequest.first(10)))
                                .as(filter.toString())
                                .extracting(User::id)
                                .containsExactly(ID);
                        assertThat(store.users().count(filter)).isEqualTo(1);
                    }
                }
            }
        }
    }

    private static List<UserFilter> filters() {
        return List.of(
                new UserFilter.MatchingWords(SearchWords.of("+32470000001")),
                new UserFilter.MatchingWords(SearchWords.of("0032470000001")),
                new UserFilter.MatchingWords(SearchWords.of("32470000001")),
                new UserFilter.ForDataOwner(new DataOwnerId("meter")),
                new UserFilter.WithExternalId(Optional.empty(), "17"),
                new UserFilter.InGroup(new GroupId("practice")),
                new UserFilter.WithStatus(UserStatus.DISABLED));
    }

    /** Whichever step of a change is the writer's last, the earlier end of the two states counts after a save. */
    @Test
    void aWriterThatDiesLeavesTheNarrowerSide() {
        for (boolean isWidening : List.of(true, false)) {
            boolean died = true;
            for (int request = 1; died; request++) {
                assertThat(request).isLessThan(MOST_REQUESTS);
                MapCouchDb database = new MapCouchDb();
                User stored = created(database, isWidening ? EARLY : LATE);
                Interrupted dying = Interrupted.dying(database, request, request % 2 == 0);
                Optional<User> written = written(dying, ending(stored, isWidening ? LATE : EARLY));
                died = dying.happened();
                Instant shown = current(database).lifecycle().expires().orElseThrow();
                save(database, IcureModel.G3, ID, document -> document.put("name", "changed there"));
                assertNotWider(database, shown);
                assertThat(written.isPresent()).isNotEqualTo(died);
            }
        }
    }

    /** A rival changes the user at any step of a change; what was acknowledged counts after a save. */
    @Test
    void aLostRaceIsRepaired() {
        boolean happened = true;
        for (int request = 1; happened; request++) {
            assertThat(request).isLessThan(MOST_REQUESTS);
            MapCouchDb database = new MapCouchDb();
            User stored = created(database, LATE);
            Interrupted overtaken = new Interrupted(
                    database,
                    request,
                    () -> assertThat(written(database, renamed(ending(current(database), EARLY))))
                            .isPresent());
            Optional<User> ours = written(overtaken, ending(stored, LATE.plusSeconds(1)));
            happened = overtaken.happened();
            Instant end =
                    ours.isPresent() && current(database).lifecycle().expires().equals(Optional.of(LATE.plusSeconds(1)))
                            ? LATE.plusSeconds(1)
                            : happened ? EARLY : LATE.plusSeconds(1);
            save(database, IcureModel.G3, ID, document -> {});
            assertThat(current(database).lifecycle().expires()).contains(end);
        }
    }

    @Test
    void aRestrictedUserIsWhatItWasAfterEachGenerationSavedIt() {
        User stored = created(server, LATE);
        for (IcureModel model : IcureModel.ALL) {
            save(server, model, ID, document -> {});
            assertSame(current(server), stored);
        }
    }

    /** Whichever servers save before and after, and whatever we change in between. */
    @Property(tries = 60)
    void whatAServerRemovedStaysAway(
            @ForAll("neighbours") Neighbours neighbours,
            @ForAll("steps") List<Integer> before,
            @ForAll("steps") List<Integer> after) {
        MapCouchDb database = new MapCouchDb();
        List<IcureGeneration> servers =
                neighbours.generations().stream().sorted().toList();
        User user = User.of(ID, LoginIdentifiers.login("mary"), Lifecycle.startingAt(NOW, UserStatus.ACTIVE))
                .withAuthorization(Authorization.NONE.with(
                        Permission.granting(PermissionType.ADMIN, PermissionType.PATIENT_VIEW)));
        try (CouchDbStorage store = CouchDbStorage.open(database, options(neighbours))) {
            created(store, user);
            before.forEach(step -> saveOrRename(database, store, servers, step));
            IcureModel remover = IcureModel.of(servers.get(servers.size() - 1).name());
            boolean isSeen = remover.granted(stored(database, ID).toString()).contains("ADMIN");
            save(database, remover, ID, document -> IcureChange.removeGrant(document, "ADMIN"));
            for (int step : after) {
                saveOrRename(database, store, servers, step);
                User read = store.users().findById(ID).orElseThrow();
                if (isSeen) {
                    assertThat(read.authorization().permissions())
                            .flatExtracting(Permission::grants)
                            .extracting(PermissionItem::type)
                            .doesNotContain(PermissionType.ADMIN);
                }
            }
        }
    }

    private static void saveOrRename(
            MapCouchDb database, CouchDbStorage store, List<IcureGeneration> servers, int step) {
        if (step % 2 == 0) {
            updated(store, ID);
        } else {
            save(database, IcureModel.of(servers.get(step / 2 % servers.size()).name()), ID, document -> {});
        }
    }

    private static void assertNotWider(MapCouchDb database, Instant latest) {
        User read = current(database);
        assertThat(read.lifecycle().expires())
                .hasValueSatisfying(end -> assertThat(end).isBeforeOrEqualTo(latest));
        assertThat(read.authorization()).isEqualTo(restricted(LATE).authorization());
        assertThat(read.profile().name()).contains("changed there");
    }

    private static User created(MapCouchDb database, Instant end) {
        try (CouchDbStorage store = CouchDbStorage.open(database, options(Neighbours.ICURE))) {
            return ((CreateOutcome.Created) store.users().create(restricted(end))).user();
        }
    }

    private static User current(MapCouchDb database) {
        try (CouchDbStorage store = CouchDbStorage.open(database, options(Neighbours.ICURE))) {
            return store.users().findById(ID).orElseThrow();
        }
    }

    /** The user as it was acknowledged; absent when it was not. */
    private static Optional<User> written(Exchange exchange, User user) {
        try (CouchDbStorage store = CouchDbStorage.open(exchange, options(Neighbours.ICURE))) {
            if (exchange instanceof Interrupted interrupted) {
                interrupted.begin();
            }
            return store.users().update(user) instanceof UpdateOutcome.Updated updated
                    ? Optional.of(updated.user())
                    : Optional.empty();
        } catch (Died | StoreUnavailableException unknownOutcome) {
            return Optional.empty();
        }
    }

    private static User restricted(Instant end) {
        return User.of(ID, LoginIdentifiers.login("mary"), Lifecycle.startingAt(NOW, UserStatus.ACTIVE))
                .withLifecycle(life -> life.withExpiration(Optional.of(end)))
                .withAuthorization(Authorization.NONE
                        .with(Permission.granting(PermissionType.PATIENT_VIEW))
                        .with(Permission.granting()
                                .withGrant(PermissionItem.when(PermissionType.ADMIN, new Predicate.Unreadable()))));
    }

    private static User ending(User user, Instant end) {
        return user.withLifecycle(life -> life.withExpiration(Optional.of(end)));
    }

    private static User renamed(User user) {
        return user.withProfile(user.profile().withName("renamed " + user.revision()));
    }

    private static void save(Exchange database, IcureModel model, UserId id, Consumer<ObjectNode> change) {
        String target = "/users/" + Request.encoded(id.value());
        Deadline deadline = Deadline.after(Duration.ofMinutes(1));
        Reply stored = database.send(Request.get(target), deadline);
        Reply saved = database.send(Request.put(target, model.save(stored.body(), change)), deadline);
        assertThat(saved.status()).isIn(201, 202);
    }

    private static CouchDbOptions options(Neighbours neighbours) {
        return CouchDbOptions.of(URI.create("http://localhost:1"), "users")
                .withPatience(Duration.ZERO)
                .withDeadline(Duration.ofMinutes(1))
                .withNeighbours(neighbours);
    }

    @Provide
    Arbitrary<User> users() {
        return UserArbitraries.newUsers();
    }

    @Provide
    Arbitrary<User> restrictedUsers() {
        return RestrictedUsers.users().map(User::withoutRevision);
    }

    @Provide
    Arbitrary<List<Step>> changes() {
        Arbitrary<Optional<Own>> own = Arbitraries.of(Own.class).map(Optional::of);
        return Combinators.combine(
                        Arbitraries.frequencyOf(Tuple.of(1, own), Tuple.of(2, Arbitraries.just(Optional.<Own>empty()))),
                        Arbitraries.of(IcureChange.class),
                        Arbitraries.integers().between(0, 2))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }

    @Provide
    Arbitrary<Neighbours> neighbours() {
        return Arbitraries.of(IcureGeneration.values())
                .set()
                .ofMinSize(1)
                .map(generations -> new Neighbours(generations, Set.of()));
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(0, 5).list().ofMinSize(1).ofMaxSize(5);
    }
}
