package io.keyholder.verification.application;

import static io.keyholder.domain.event.UserEvent.Kind.ACTIVATED;
import static io.keyholder.domain.event.UserEvent.Kind.AUTHORIZATION_CHANGED;
import static io.keyholder.domain.event.UserEvent.Kind.CREATED;
import static io.keyholder.domain.event.UserEvent.Kind.CREDENTIALS_CHANGED;
import static io.keyholder.domain.event.UserEvent.Kind.DATES_CHANGED;
import static io.keyholder.domain.event.UserEvent.Kind.DELEGATIONS_CHANGED;
import static io.keyholder.domain.event.UserEvent.Kind.DELETED;
import static io.keyholder.domain.event.UserEvent.Kind.DISABLED;
import static io.keyholder.domain.event.UserEvent.Kind.IDENTIFIERS_CHANGED;
import static io.keyholder.domain.event.UserEvent.Kind.PROFILE_CHANGED;
import static io.keyholder.domain.event.UserEvent.Kind.PROPERTIES_CHANGED;
import static io.keyholder.domain.event.UserEvent.Kind.PURGED;
import static io.keyholder.domain.event.UserEvent.Kind.TOKENS_CHANGED;
import static io.keyholder.domain.event.UserEvent.Kind.UNDELETED;
import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.application.Keyholder;
import io.keyholder.application.user.CreateResult;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.application.user.NewUser;
import io.keyholder.application.user.PurgeResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.verification.store.TestStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The life of a user over every store: who gets in at each turn, what is refused, and the event that each change
 * leaves.
 */
class UserLivesTest {
    private static final Actor HOST = Actor.host();
    private static final UserId ADA = new UserId("ada");
    private static final Password PASSWORD = Password.of("correct horse battery");

    @ParameterizedTest
    @EnumSource
    void letsInWhoeverIsEnabledAndThere(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = open(sandbox.open())) {
            create(keyholder, "ada");
            assertThat(getsIn(keyholder)).isTrue();
            keyholder.users().disable(HOST, ADA);
            assertThat(getsIn(keyholder)).isFalse();
            keyholder.users().enable(HOST, ADA);
            assertThat(getsIn(keyholder)).isTrue();
            keyholder.users().softDelete(HOST, ADA);
            assertThat(getsIn(keyholder)).isFalse();
            assertThat(keyholder.users().undelete(HOST, ADA).isModified()).isTrue();
            assertThat(getsIn(keyholder)).isTrue();
            assertThat(keyholder.users().purge(HOST, ADA)).isEqualTo(new PurgeResult.NotDeleted());
            keyholder.users().softDelete(HOST, ADA);
            assertThat(keyholder.users().purge(HOST, ADA)).isInstanceOf(PurgeResult.Purged.class);
            assertThat(keyholder.users().purge(HOST, ADA)).isEqualTo(new PurgeResult.Missing());
            assertThat(keyholder.users().undelete(HOST, ADA)).isEqualTo(new ModifyResult.Missing());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bringsNobodyBackWhoseIdentifierWasTaken(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = open(sandbox.open())) {
            create(keyholder, "ada");
            keyholder.users().softDelete(HOST, ADA);
            keyholder.users().create(HOST, NewUser.of(LoginIdentifiers.login("Ada")));

            assertThat(keyholder.users().undelete(HOST, ADA))
                    .isEqualTo(new ModifyResult.IdentifierTaken(IdentifierKey.of("ada")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void repeatsAChangeThatCommutesAndReportsOneThatDoesNot(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = open(sandbox.open());
                Keyholder other = open(sandbox.open())) {
            User asShown = create(keyholder, "ada");
            other.users().modify(HOST, ADA, user -> user.withProfile(Profile.NONE.withName("Ada")));

            ModifyResult late = keyholder.users().modify(HOST, asShown.withProfile(Profile.NONE.withName("Late")));
            keyholder.tokens().create(HOST, ADA, "phone", TokenValidity.unlimited(), TokenScope.unrestricted());

            assertThat(late)
                    .isInstanceOfSatisfying(
                            ModifyResult.Stale.class,
                            stale ->
                                    assertThat(stale.current().profile().name()).contains("Ada"));
            User stored = other.users().find(HOST, ADA).single().orElseThrow();
            assertThat(stored.profile().name()).contains("Ada");
            assertThat(stored.tokens().named("phone")).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesAnEventOfEachChangeInOrder(TestStore kind) {
        try (StorageSandbox sandbox = kind.newSandbox();
                Keyholder keyholder = open(sandbox.open())) {
            keyholder.events().start();
            create(keyholder, "ada");
            keyholder.users().modify(HOST, ADA, user -> user.withProfile(Profile.NONE.withName("Ada")));
            keyholder
                    .users()
                    .modify(
                            HOST,
                            ADA,
                            user -> user.withIdentifiers(user.identifiers().withEmail("ada@example.org")));
            keyholder
                    .users()
                    .mergeProperties(HOST, ADA, List.of(Property.of("theme", new TypedValue.StringValue("dark"))));
            keyholder
                    .users()
                    .setAutoDelegations(
                            HOST, ADA, AutoDelegations.NONE.with(DelegationTag.ALL, List.of(new DataOwnerId("gp"))));
            keyholder.users().acceptTermsOfUse(HOST, ADA);
            keyholder.users().setExpiration(HOST, ADA, Optional.of(Instant.parse("2999-01-01T00:00:00Z")));
            keyholder
                    .users()
                    .modify(
                            HOST,
                            ADA,
                            user -> user.withAuthorization(
                                    user.authorization().with(Permission.granting(PermissionType.PATIENT_VIEW))));
            keyholder.tokens().create(HOST, ADA, "phone", TokenValidity.unlimited(), TokenScope.unrestricted());
            keyholder.passwords().reset(HOST, ADA, Password.of("another horse battery"));
            keyholder.users().disable(HOST, ADA);
            keyholder.users().enable(HOST, ADA);
            keyholder.users().softDelete(HOST, ADA);
            keyholder.users().undelete(HOST, ADA);
            keyholder.users().softDelete(HOST, ADA);
            keyholder.users().purge(HOST, ADA);

            List<Set<UserEvent.Kind>> told = new ArrayList<>();
            keyholder.events().deliver(event -> told.add(event.kinds()));

            assertThat(told)
                    .containsExactly(
                            Set.of(CREATED),
                            Set.of(PROFILE_CHANGED),
                            Set.of(IDENTIFIERS_CHANGED),
                            Set.of(PROPERTIES_CHANGED),
                            Set.of(DELEGATIONS_CHANGED),
                            Set.of(DATES_CHANGED),
                            Set.of(DATES_CHANGED),
                            Set.of(AUTHORIZATION_CHANGED),
                            Set.of(TOKENS_CHANGED),
                            Set.of(CREDENTIALS_CHANGED, TOKENS_CHANGED),
                            Set.of(DISABLED),
                            Set.of(ACTIVATED),
                            Set.of(DELETED),
                            Set.of(UNDELETED),
                            Set.of(DELETED),
                            Set.of(PURGED));
        }
    }

    private static boolean getsIn(Keyholder keyholder) {
        return keyholder.logIn("ada", PASSWORD).isAccepted();
    }

    private static User create(Keyholder keyholder, String login) {
        NewUser user = NewUser.of(LoginIdentifiers.login(login))
                .withId(new UserId(login))
                .withPassword(PASSWORD);
        return ((CreateResult.Created) keyholder.users().create(HOST, user)).user();
    }

    private static Keyholder open(Storage store) {
        return Keyholder.open(
                store, BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4)));
    }
}
