package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.person.EraseResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.AdministratorRank;
import io.keyholder.domain.access.CredentialSeal;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.sample.MovableClock;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.store.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Random lives of a small practice: an administrator, two professionals, patients and a device do to each other
 * whatever they like, with restarts in between. Whatever is refused changes nothing; nobody gets what nobody gave it;
 * an administrator is always left; no two share an identifier.
 */
class PracticeLifeProperties {
    private static final List<String> PEOPLE = List.of("chief", "doctor", "locum", "ada", "bob", "meter");

    private enum Deed {
        RENAME,
        RENAME_LOGIN,
        DISABLE,
        ENABLE,
        DELETE,
        UNDELETE,
        PURGE,
        ERASE,
        GRANT_HCP,
        GRANT_ADMIN,
        STRIP,
        EXPIRE,
        CREATE,
        RESTART
    }

    /**
     * One step of a life.
     *
     * @param actor one of the people, or the host for anybody else
     */
    private record Step(String actor, Deed deed, String target) {}

    @Property(tries = 60)
    void mapsKeepThePracticeInOrder(@ForAll("lives") List<Step> life) {
        MapStorage maps = MapStorage.create();
        live(maps::sharing, life);
    }

    @Property(tries = 12)
    void h2KeepsThePracticeInOrder(@ForAll("lives") List<Step> life) throws IOException {
        Path directory = Files.createTempDirectory("practice");
        try {
            live(() -> H2Storage.at(directory), life);
        } finally {
            try (Stream<Path> files = Files.list(directory)) {
                files.forEach(file -> file.toFile().delete());
            }
            directory.toFile().delete();
        }
    }

    @Property(tries = 6)
    void couchDbKeepsThePracticeInOrder(@ForAll("lives") List<Step> life) {
        try (StorageSandbox database = TestStore.COUCHDB.newSandbox()) {
            live(database::open, life);
        }
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        Arbitrary<String> actors =
                Arbitraries.frequencyOf(Tuple.of(4, Arbitraries.of(PEOPLE)), Tuple.of(1, Arbitraries.just("host")));
        return Combinators.combine(actors, Arbitraries.of(Deed.class), Arbitraries.of(PEOPLE))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    private static void live(Supplier<Storage> store, List<Step> life) {
        MovableClock clock = MovableClock.at("2026-03-01T12:00:00Z");
        Keyholder keyholder = open(store, clock);
        try {
            founded(keyholder);
            for (Step step : life) {
                Map<UserId, User> before = all(keyholder);
                if (step.deed() == Deed.RESTART) {
                    keyholder.close();
                    keyholder = open(store, clock);
                    assertThat(all(keyholder)).isEqualTo(before);
                } else {
                    boolean done = done(keyholder, clock, step, before);
                    check(step, done, before, all(keyholder), clock);
                }
                clock.move(Duration.ofMinutes(1));
            }
        } finally {
            keyholder.close();
        }
    }

    private static boolean done(Keyholder keyholder, MovableClock clock, Step step, Map<UserId, User> before) {
        Actor actor = actor(step.actor(), before);
        UserId id = new UserId(step.target());
        return switch (step.deed()) {
            case RENAME ->
                keyholder
                        .users()
                        .modify(actor, id, user -> user.withProfile(Profile.NONE.withName(step.actor())))
                        .isModified();
            case RENAME_LOGIN ->
                keyholder
                        .users()
                        .modify(actor, id, user -> user.withIdentifiers(LoginIdentifiers.login(step.actor())))
                        .isModified();
            case DISABLE -> keyholder.users().disable(actor, id).isModified();
            case ENABLE -> keyholder.users().enable(actor, id).isModified();
            case DELETE -> keyholder.users().softDelete(actor, id).isModified();
            case UNDELETE -> keyholder.users().undelete(actor, id).isModified();
            case PURGE -> keyholder.users().purge(actor, id) instanceof PurgeResult.Purged;
            case ERASE -> keyholder.persons().erase(actor, id) instanceof EraseResult.Erased;
            case GRANT_HCP -> authorize(keyholder, actor, id, of(PermissionType.HCP));
            case GRANT_ADMIN -> authorize(keyholder, actor, id, of(PermissionType.ADMIN));
            case STRIP -> authorize(keyholder, actor, id, Authorization.NONE);
            case EXPIRE ->
                keyholder
                        .users()
                        .setExpiration(actor, id, Optional.of(clock.instant().plus(Duration.ofMinutes(5))))
                        .isModified();
            case CREATE -> keyholder.users().create(actor, person(step.target())) instanceof CreateResult.Created;
            case RESTART -> false;
        };
    }

    private static boolean authorize(Keyholder keyholder, Actor actor, UserId id, Authorization authorization) {
        ModifyResult result = keyholder.users().modify(actor, id, user -> user.withAuthorization(authorization));
        return result.isModified();
    }

    private static void check(
            Step step, boolean done, Map<UserId, User> before, Map<UserId, User> after, MovableClock clock) {
        if (!done) {
            assertThat(after).isEqualTo(before);
        }
        Optional<User> actor = Optional.ofNullable(before.get(new UserId(step.actor())));
        boolean mayAdminister = step.actor().equals("host")
                || actor.filter(user -> rank(user, clock) != AdministratorRank.NONE)
                        .isPresent();
        after.forEach((id, user) -> {
            boolean untouched = Optional.ofNullable(before.get(id))
                    .map(User::authorization)
                    .orElse(Authorization.NONE)
                    .equals(user.authorization());
            assertThat(untouched || mayAdminister).isTrue();
            boolean raised = id.equals(new UserId(step.actor()))
                    && rank(user, clock).compareTo(rank(before.getOrDefault(id, user), clock)) > 0;
            assertThat(raised).isFalse();
            if (!mayAdminister && !isProfessional(actor) && !id.value().equals(step.actor())) {
                assertThat(user).isEqualTo(before.get(id));
            }
        });
        assertThat(before.keySet().stream().filter(id -> !after.containsKey(id)).allMatch(id -> mayAdminister))
                .isTrue();
        assertThat(after.values().stream().anyMatch(user -> rank(user, clock) == AdministratorRank.LASTING))
                .isTrue();
        List<IdentifierKey> keys = after.values().stream()
                .filter(user -> !user.isDeleted())
                .flatMap(user -> user.identifiers().keys().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        assertThat(keys).doesNotHaveDuplicates();
    }

    private static boolean isProfessional(Optional<User> actor) {
        return actor.filter(user -> !user.authorization().equals(Authorization.NONE))
                .isPresent();
    }

    private static AdministratorRank rank(User user, MovableClock clock) {
        return AdministratorRank.of(user, RoleCatalogue.EMPTY, clock.instant());
    }

    private static void founded(Keyholder keyholder) {
        keyholder.users().create(Actor.host(), person("chief").asAdministrator());
        for (String doctor : Set.of("doctor", "locum")) {
            keyholder.users().create(Actor.host(), person(doctor).withAuthorization(of(PermissionType.HCP)));
        }
        List.of("ada", "bob")
                .forEach(patient -> keyholder
                        .users()
                        .create(
                                Actor.host(),
                                person(patient)
                                        .withDataOwner(DataOwner.patient(patient))
                                        .withoutKeyPair()));
        keyholder
                .users()
                .create(
                        Actor.host(),
                        person("meter").withDataOwner(DataOwner.device("meter")).withoutKeyPair());
    }

    private static NewUser person(String name) {
        return NewUser.of(LoginIdentifiers.login(name))
                .withId(new UserId(name))
                .withPassword(Password.of("lamp ferry walnut 17"));
    }

    private static Authorization of(PermissionType type) {
        return Authorization.NONE.with(Permission.granting(type));
    }

    private static Actor actor(String name, Map<UserId, User> users) {
        return name.equals("host")
                ? Actor.host()
                : Optional.ofNullable(users.get(new UserId(name)))
                        .map(PracticeLifeProperties::loggedIn)
                        .orElseGet(() -> goneUser(name));
    }

    private static Actor.LoggedIn loggedIn(User user) {
        return Actor.LoggedIn.by(
                user,
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    /** A user who is not there; whatever its session holds, it may do nothing. */
    private static Actor.LoggedIn goneUser(String name) {
        return new Actor.LoggedIn(
                new UserId(name),
                ProofStrength.PASSWORD,
                TokenScope.unrestricted(),
                Optional.empty(),
                new CredentialSeal(
                        Optional.empty(), Optional.empty(), Instant.EPOCH, "0".repeat(CredentialSeal.SEAL_LENGTH)));
    }

    private static Map<UserId, User> all(Keyholder keyholder) {
        Map<UserId, User> users = new TreeMap<>();
        keyholder
                .users()
                .forEach(Actor.host(), user -> users.put(user.id(), user))
                .orElseThrow();
        return users;
    }

    private static Keyholder open(Supplier<Storage> store, MovableClock clock) {
        return Keyholder.open(store.get(), new CryptoWithReadyKeys(), KeyholderOptions.of(clock));
    }
}
