package io.keyholder.verification.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.application.KeyholderOptions;
import io.keyholder.application.access.Limits;
import io.keyholder.application.key.KeyChangeResult;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.access.UserLimits;
import io.keyholder.domain.access.UserLimits.Excess;
import io.keyholder.domain.access.UserLimits.Limited;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testkit.sample.MovableClock;
import io.keyholder.testkit.sample.TestKeyPairs;
import io.keyholder.verification.crypto.CryptoWithReadyKeys;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY case 44: bounds on everything a user adds to itself, and wider ones for others; the store stays usable. */
class LimitsTest {
    private static final UserId MARY = new UserId("mary");
    private static final DataOwnerId OWNER = new DataOwnerId("patient-1");
    private static final String SECRET = "seven long words that nobody uses";
    private static final UserLimits OF_ONESELF = new UserLimits(3, 2, 4, 3, 1, 4_000);
    private static final UserLimits OF_OTHERS = new UserLimits(5, 4, 6, 5, 2, 8_000);

    private final MovableClock clock = MovableClock.at(Instant.parse("2026-01-05T08:00:00Z"));

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void aUserAddsToItselfUpToItsLimits(TestStore store) {
        try (StorageSandbox sandbox = store.newSandbox();
                Keyholder keyholder = open(sandbox)) {
            Actor mary = mary(keyholder);
            assertThat(keyholder
                            .users()
                            .modify(mary, MARY, withProperties(3, 10))
                            .isModified())
                    .isTrue();
            assertThat(excess(keyholder.users().modify(mary, MARY, withProperties(4, 10))))
                    .isEqualTo(new Excess(Limited.PROPERTIES, 4, 3));
            assertThat(excess(keyholder.users().modify(mary, MARY, withProperties(3, 2_000)))
                            .what())
                    .isEqualTo(Limited.BYTES);
            assertThat(excess(keyholder.users().modify(mary, MARY, withDelegates(4))))
                    .isEqualTo(new Excess(Limited.AUTOMATIC_DELEGATIONS, 4, 3));
            assertThat(create(keyholder, mary, "a", TokenValidity.unlimited()))
                    .isInstanceOf(TokenCreation.Created.class);
            assertThat(create(keyholder, mary, "b", TokenValidity.unlimited()))
                    .isInstanceOf(TokenCreation.Created.class);
            assertThat(((TokenCreation.Forbidden) create(keyholder, mary, "c", TokenValidity.unlimited()))
                            .refusal()
                            .excess())
                    .contains(new Excess(Limited.TOKENS, 3, 2));
            assertThat(keyholder
                            .users()
                            .modify(mary, MARY, withProperties(2, 10))
                            .isModified())
                    .as("the store and the user stay usable")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void theHostAddsMoreAndHasLimitsToo(TestStore store) {
        try (StorageSandbox sandbox = store.newSandbox();
                Keyholder keyholder = open(sandbox)) {
            Actor mary = mary(keyholder);
            Actor host = Actor.host();
            assertThat(keyholder
                            .users()
                            .modify(host, MARY, withProperties(5, 10))
                            .isModified())
                    .isTrue();
            assertThat(excess(keyholder.users().modify(host, MARY, withProperties(6, 10))))
                    .isEqualTo(new Excess(Limited.PROPERTIES, 6, 5));
            assertThat(keyholder
                            .users()
                            .modify(mary, MARY, withProperties(4, 10))
                            .isModified())
                    .as("a user above its limit may become smaller")
                    .isTrue();
            assertThat(keyholder
                            .users()
                            .modify(
                                    mary,
                                    MARY,
                                    user -> user.withProfile(user.profile().withName("Mary")))
                            .isModified())
                    .as("and be changed elsewhere")
                    .isTrue();
            assertThat(excess(keyholder.users().modify(host, MARY, withRoles(7)))
                            .what())
                    .isEqualTo(Limited.ROLES_AND_PERMISSIONS);
            assertThat(excess(keyholder
                                    .users()
                                    .modify(
                                            host,
                                            MARY,
                                            user -> user.withAuthorization(user.authorization()
                                                    .with(Permission.granting(
                                                            PermissionType.ICURE.toArray(PermissionType[]::new))))))
                            .what())
                    .isEqualTo(Limited.ROLES_AND_PERMISSIONS);
            assertThat(((CreateResult.Forbidden) keyholder
                                    .users()
                                    .create(host, newUser("bob").with(withProperties(6, 10))))
                            .refusal()
                            .reason())
                    .isEqualTo(Refusal.Reason.LIMIT_EXCEEDED);
        }
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void anOwnerHasAsManyKeysAsAreAllowedAndAKnownOneIsNoFurther(TestStore store) {
        try (StorageSandbox sandbox = store.newSandbox();
                Keyholder keyholder = open(sandbox)) {
            Actor mary = mary(keyholder);
            assertThat(keyholder
                            .keys()
                            .register(mary, OWNER, TestKeyPairs.mary().publicKey()))
                    .isInstanceOf(KeyChangeResult.Changed.class);
            assertThat(keyholder
                            .keys()
                            .register(mary, OWNER, TestKeyPairs.mary().publicKey()))
                    .isInstanceOf(KeyChangeResult.Changed.class);
            assertThat(((KeyChangeResult.Forbidden) keyholder
                                    .keys()
                                    .register(mary, OWNER, TestKeyPairs.john().publicKey()))
                            .refusal()
                            .excess())
                    .contains(new Excess(Limited.KEYS, 2, 1));
            assertThat(keyholder
                            .keys()
                            .register(Actor.host(), OWNER, TestKeyPairs.john().publicKey()))
                    .isInstanceOf(KeyChangeResult.Changed.class);
            assertThat(keyholder.keys().publicKeysOf(OWNER)).hasSize(2);
        }
    }

    /** Tokens that are over do not use up the limit of a user who makes many short-lived ones. */
    @ParameterizedTest
    @EnumSource(TestStore.class)
    void tokensThatAreOverMakeRoom(TestStore store) {
        try (StorageSandbox sandbox = store.newSandbox();
                Keyholder keyholder =
                        Keyholder.open(sandbox.open(), new CryptoWithReadyKeys(), KeyholderOptions.of(clock))) {
            Actor mary = mary(keyholder);
            for (int number = 0; number < 2 * UserLimits.OF_ONESELF.tokens(); number++) {
                assertThat(create(keyholder, mary, "short " + number, TokenValidity.seconds(60)))
                        .isInstanceOf(TokenCreation.Created.class);
                clock.move(Duration.ofSeconds(61));
            }
            assertThat(user(keyholder).tokens().authentication()).hasSizeLessThan(UserLimits.OF_ONESELF.tokens());
        }
    }

    private Keyholder open(StorageSandbox sandbox) {
        return Keyholder.open(
                sandbox.open(),
                new CryptoWithReadyKeys(),
                KeyholderOptions.of(clock).withLimits(new Limits(OF_ONESELF, OF_OTHERS)));
    }

    private static Actor mary(Keyholder keyholder) {
        try (Password password = Password.of(SECRET)) {
            assertThat(keyholder.users().create(Actor.host(), newUser("mary").withPassword(password)))
                    .isInstanceOf(CreateResult.Created.class);
            return ((LogInResult.Accepted) keyholder.logIn("mary", password)).actor();
        }
    }

    private static NewUser newUser(String name) {
        return NewUser.of(LoginIdentifiers.login(name))
                .withId(new UserId(name))
                .withDataOwner(DataOwner.patient(OWNER.value()))
                .withoutKeyPair();
    }

    private static User user(Keyholder keyholder) {
        return keyholder.users().find(Actor.host(), MARY).single().orElseThrow();
    }

    private static TokenCreation create(Keyholder keyholder, Actor actor, String name, TokenValidity validity) {
        return keyholder.tokens().create(actor, MARY, name, validity, TokenScope.unrestricted());
    }

    private static UnaryOperator<User> withProperties(int number, int length) {
        List<Property> properties = IntStream.range(0, number)
                .mapToObj(index -> Property.of("p" + index, new TypedValue.StringValue("x".repeat(length))))
                .toList();
        return user -> user.withProperties(properties);
    }

    private static UnaryOperator<User> withDelegates(int number) {
        List<DataOwnerId> delegates = IntStream.range(0, number)
                .mapToObj(index -> new DataOwnerId("hcp-" + index))
                .toList();
        return user -> user.withAutoDelegations(user.autoDelegations().with(DelegationTag.ALL, delegates));
    }

    private static UnaryOperator<User> withRoles(int number) {
        Set<String> roles = IntStream.range(0, number)
                .mapToObj(index -> "role " + index)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return user -> user.withAuthorization(new Authorization(roles, List.of()));
    }

    private static Excess excess(ModifyResult result) {
        assertThat(result).isInstanceOf(ModifyResult.Forbidden.class);
        Refusal refusal = ((ModifyResult.Forbidden) result).refusal();
        assertThat(refusal.reason()).isEqualTo(Refusal.Reason.LIMIT_EXCEEDED);
        assertThat(refusal.explanation()).contains("allowed");
        return refusal.excess().orElseThrow();
    }
}
