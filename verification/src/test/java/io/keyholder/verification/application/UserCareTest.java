package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.access.Answer;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.person.EraseResult;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.FindResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.documents.PersonDocuments;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.DecisionExplanation;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.person.PersonData;
import io.keyholder.domain.search.SearchWords;
import io.keyholder.domain.search.UserFilter;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.PageRequest;
import io.keyholder.testkit.sample.MovableClock;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.store.CouchDbDatabases;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Finding, deciding, looking after and erasing users, over each embedded store. */
class UserCareTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Password PASSWORD = Password.of("correct horse battery");

    @RegisterExtension
    static final CouchDbDatabases COUCHDB = new CouchDbDatabases();

    @TempDir
    private Path directory;

    private final MovableClock clock = MovableClock.at(START);

    static Stream<Named<Function<Path, Storage>>> stores() {
        return Stream.of(
                named("maps", directory -> MapStorage.create()),
                named("H2", directory -> H2Storage.at(directory)),
                named("CouchDB", directory -> COUCHDB.fresh().get()));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void findsTheSameUsersInTheSameOrderOnEveryStore(Function<Path, Storage> store) {
        try (Keyholder keyholder = open(() -> store.apply(directory))) {
            for (int number = 9; number >= 0; number--) {
                create(keyholder, "u" + number, number % 2 == 0 ? "Zoë Müller" : "Ann Smith", user -> user);
            }
            keyholder.users().softDelete(Actor.host(), new UserId("u4"));
            UserFilter mullers = new UserFilter.MatchingWords(SearchWords.of("MULLER zoe"));

            assertThat(pages(keyholder, mullers, 2)).containsExactly("u0", "u2", "u4", "u6", "u8");
            assertThat(pages(keyholder, mullers.and(new UserFilter.Undeleted()), 3))
                    .containsExactly("u0", "u2", "u6", "u8");
            assertThat(pages(
                            keyholder,
                            new UserFilter.WithIds(Set.of(new UserId("u3"), new UserId("u1"), new UserId("x"))),
                            1))
                    .containsExactly("u1", "u3");
            assertThat(pages(keyholder, new UserFilter.KnownAs(IdentifierKey.of("U7")), 1))
                    .containsExactly("u7");
            assertThat(pages(keyholder, new UserFilter.KnownAs(IdentifierKey.of("u4")), 1))
                    .isEmpty();
            assertThat(pages(keyholder, new UserFilter.ForDataOwner(new DataOwnerId("p-u5")).and(mullers), 1))
                    .isEmpty();
            assertThat(pages(keyholder, new UserFilter.ForDataOwner(new DataOwnerId("p-u5")), 1))
                    .containsExactly("u5");
            assertThat(keyholder
                            .users()
                            .count(Actor.host(), new UserFilter.WithStatus(UserStatus.ACTIVE))
                            .orElseThrow())
                    .isEqualTo(9);
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void showsAPersonEverythingButSecrets(Function<Path, Storage> store) {
        try (Keyholder keyholder = open(() -> store.apply(directory))) {
            UserId ada = create(keyholder, "ada", "Ada", user -> user.withPassword(PASSWORD));
            keyholder.tokens().create(Actor.host(), ada, "phone", TokenValidity.seconds(60), TokenScope.unrestricted());
            LogInResult.Accepted accepted = (LogInResult.Accepted) keyholder.logIn("ada", PASSWORD);

            PersonData person = keyholder
                    .persons()
                    .export(accepted.actor(), ada)
                    .orElseThrow()
                    .orElseThrow();
            String document = PersonDocuments.write(person);

            assertThat(document)
                    .contains(
                            "\"user\":{\"_id\":\"ada\"",
                            "\"login\":{",
                            "\"publicKeys\":[{",
                            "\"phone\"",
                            "2026-03-01T12:00:00Z")
                    .doesNotContain("$2", "passwordHash");
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void erasesAPersonWithEverythingThatIsHeld(Function<Path, Storage> store) {
        try (Keyholder keyholder = open(() -> store.apply(directory))) {
            UserId ada = create(keyholder, "ada", "Ada", user -> user.withPassword(PASSWORD));
            UserId head = create(keyholder, "head", "Head", NewUser::asAdministrator);
            assertThat(keyholder.keys().publicKeysOf(new DataOwnerId("p-ada"))).hasSize(1);

            assertThat(keyholder.persons().erase(Actor.host(), head)).isInstanceOf(EraseResult.Forbidden.class);
            assertThat(keyholder.persons().erase(actor(keyholder, "ada"), ada))
                    .isInstanceOf(EraseResult.Forbidden.class);
            assertThat(keyholder.persons().erase(Actor.host(), ada)).isEqualTo(new EraseResult.Erased());

            assertThat(keyholder.users().find(Actor.host(), ada)).isEqualTo(new FindResult.Nobody());
            assertThat(keyholder.keys().publicKeysOf(new DataOwnerId("p-ada"))).isEmpty();
            assertThat(keyholder.persons().export(Actor.host(), ada).orElseThrow())
                    .isEmpty();
            assertThat(keyholder.persons().erase(Actor.host(), ada)).isEqualTo(new EraseResult.Missing());
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void keepsTheKeysOfAnOwnerThatAnotherUserStandsFor(Function<Path, Storage> store) {
        try (Keyholder keyholder = open(() -> store.apply(directory))) {
            UserId ada = create(keyholder, "ada", "Ada", user -> user);
            create(
                    keyholder,
                    "carer",
                    "Carer",
                    user -> user.withDataOwner(DataOwner.patient("p-ada")).withoutKeyPair());

            assertThat(keyholder.persons().erase(Actor.host(), ada)).isEqualTo(new EraseResult.Erased());
            assertThat(keyholder.keys().publicKeysOf(new DataOwnerId("p-ada"))).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void disablesWhoeverHasExpired(Function<Path, Storage> store) {
        try (Keyholder keyholder = open(() -> store.apply(directory))) {
            UserId ada = create(keyholder, "ada", "Ada", user -> user);
            UserId bob = create(keyholder, "bob", "Bob", user -> user);
            keyholder.users().setExpiration(Actor.host(), ada, Optional.of(START.plusSeconds(60)));
            keyholder.users().setExpiration(Actor.host(), bob, Optional.of(START.plusSeconds(61)));

            clock.move(Duration.ofSeconds(60));

            assertThat(keyholder.users().disableExpired(Actor.host()).orElseThrow())
                    .isEqualTo(1);
            assertThat(keyholder.users().disableExpired(Actor.host()).orElseThrow())
                    .isZero();
            assertThat(stored(keyholder, ada).lifecycle().status()).contains(UserStatus.DISABLED);
            assertThat(stored(keyholder, bob).lifecycle().status()).contains(UserStatus.ACTIVE);
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void letsAUserLookAfterItself(Function<Path, Storage> store) {
        try (Keyholder keyholder = open(() -> store.apply(directory))) {
            UserId ada = create(keyholder, "ada", "Ada", user -> user.withPassword(PASSWORD));
            Actor actor = actor(keyholder, "ada");
            AutoDelegations delegations = AutoDelegations.NONE.with(DelegationTag.ALL, List.of(new DataOwnerId("gp")));

            keyholder.users().mergeProperties(actor, ada, List.of(property("a", "1"), property("b", "2")));
            keyholder.users().mergeProperties(actor, ada, List.of(property("b", "3")));
            assertThat(keyholder
                            .users()
                            .setAutoDelegations(actor, ada, delegations)
                            .isModified())
                    .isTrue();
            assertThat(keyholder.users().acceptTermsOfUse(actor, ada).isModified())
                    .isTrue();

            User stored = stored(keyholder, ada);
            assertThat(stored.properties()).containsExactly(property("a", "1"), property("b", "3"));
            assertThat(stored.autoDelegations()).isEqualTo(delegations);
            assertThat(stored.lifecycle().termsOfUseAccepted()).contains(START);
            assertThatThrownBy(() -> keyholder
                            .users()
                            .mergeProperties(actor, ada, List.of(Property.of("b", new TypedValue.BooleanValue(true)))))
                    .isInstanceOf(InvalidValueException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void decidesAndSaysWhatWouldChangeIt(Function<Path, Storage> store) {
        try (Keyholder keyholder = open(() -> store.apply(directory))) {
            UserId ada = create(
                    keyholder,
                    "ada",
                    "Ada",
                    user -> user.withPassword(PASSWORD)
                            .with(made ->
                                    made.withAuthorization(made.authorization().withRoles(Set.of("nurse")))));
            Actor actor = actor(keyholder, "ada");

            DecisionExplanation explanation = keyholder
                    .permissions()
                    .decide(actor, ada, PermissionType.PATIENT_CREATE, Attributes.NONE)
                    .orElseThrow()
                    .orElseThrow();

            assertThat(keyholder
                            .permissions()
                            .decide(actor, PermissionType.PATIENT_VIEW, Attributes.NONE)
                            .orElseThrow()
                            .isGranted())
                    .isTrue();
            assertThat(keyholder
                            .permissions()
                            .decide(Actor.host(), PermissionType.HCP, Attributes.NONE)
                            .orElseThrow()
                            .isGranted())
                    .isTrue();
            assertThat(explanation.lines())
                    .containsExactly(
                            "PATIENT_CREATE is denied, because nothing that applies grants it.",
                            "it would take a grant of PATIENT_CREATE");
            keyholder.users().disable(Actor.host(), ada);
            assertThat(keyholder.permissions().decide(actor, PermissionType.PATIENT_VIEW, Attributes.NONE))
                    .isInstanceOf(Answer.Forbidden.class);
        }
    }

    private static List<String> pages(Keyholder keyholder, UserFilter filter, int limit) {
        List<String> ids = new ArrayList<>();
        List<User> page = keyholder
                .users()
                .search(Actor.host(), filter, PageRequest.first(limit))
                .orElseThrow();
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(limit);
            page.forEach(user -> ids.add(user.id().value()));
            PageRequest next = PageRequest.after(page.get(page.size() - 1).id(), limit);
            page = keyholder.users().search(Actor.host(), filter, next).orElseThrow();
        }
        return ids;
    }

    private static Property property(String identifier, String text) {
        return Property.of(identifier, new TypedValue.StringValue(text));
    }

    private static Actor actor(Keyholder keyholder, String login) {
        return ((LogInResult.Accepted) keyholder.logIn(login, PASSWORD)).actor();
    }

    private static User stored(Keyholder keyholder, UserId id) {
        return keyholder.users().find(Actor.host(), id).single().orElseThrow();
    }

    private static UserId create(Keyholder keyholder, String login, String name, UnaryOperator<NewUser> change) {
        NewUser user = NewUser.of(LoginIdentifiers.login(login))
                .withId(new UserId(login))
                .withProfile(Profile.NONE.withName(name))
                .withDataOwner(DataOwner.patient("p-" + login));
        CreateResult result = keyholder
                .users()
                .create(Actor.host(), change.apply(login.equals("ada") ? user : user.withoutKeyPair()));
        return ((CreateResult.Created) result).user().id();
    }

    private Keyholder open(Supplier<Storage> store) {
        return Keyholder.open(
                store.get(),
                new CryptoWithReadyKeys(),
                KeyholderOptions.of(clock)
                        .withRoles(role -> role.equals("nurse")
                                ? List.of(Permission.granting(PermissionType.PATIENT_VIEW))
                                : List.of()));
    }
}
