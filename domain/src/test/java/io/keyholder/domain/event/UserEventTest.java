package io.keyholder.domain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.event.UserEvent.Kind;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind is named for what it is about, alone and with others, and nothing is named that did not change. */
class UserEventTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final User BOB =
            User.of(new UserId("u1"), LoginIdentifiers.login("bob"), Lifecycle.startingAt(NOW, UserStatus.REGISTERING));

    static Stream<Arguments> changes() {
        return Stream.of(
                change(Kind.DELETED, user -> user.withLifecycle(life -> life.deletedAt(NOW))),
                change(Kind.ACTIVATED, user -> user.withLifecycle(life -> life.withStatus(UserStatus.ACTIVE))),
                change(Kind.DISABLED, user -> user.withLifecycle(life -> life.withStatus(UserStatus.DISABLED))),
                change(Kind.STATUS_CHANGED, user -> user.withLifecycle(UserEventTest::withoutStatus)),
                change(Kind.DATES_CHANGED, user -> user.withLifecycle(life -> life.withTermsOfUseAccepted(NOW))),
                change(
                        Kind.DATES_CHANGED,
                        user -> user.withLifecycle(life -> life.withExpiration(Optional.of(NOW.plusSeconds(1))))),
                change(Kind.IDENTIFIERS_CHANGED, user -> user.withIdentifiers(LoginIdentifiers.login("rob"))),
                change(Kind.PROFILE_CHANGED, user -> user.withProfile(Profile.NONE.withName("Rob"))),
                change(Kind.DATA_OWNER_CHANGED, user -> user.withDataOwner(DataOwner.patient("p"))),
                change(
                        Kind.AUTHORIZATION_CHANGED,
                        user -> user.withAuthorization(Authorization.NONE.withRoles(Set.of("R")))),
                change(
                        Kind.CREDENTIALS_CHANGED,
                        user -> user.withCredentials(Credentials.NONE.withPasswordHash(PasswordHash.of("{x}")))),
                change(
                        Kind.TOKENS_CHANGED,
                        user -> user.withTokens(Tokens.NONE.with(
                                "t", AuthenticationToken.of(PasswordHash.of("{x}"), NOW, TokenValidity.unlimited())))),
                change(
                        Kind.PROPERTIES_CHANGED,
                        user -> user.withProperties(List.of(Property.of("i", new TypedValue.IntegerValue(1))))),
                change(
                        Kind.DELEGATIONS_CHANGED,
                        user -> user.withAutoDelegations(
                                AutoDelegations.NONE.with(DelegationTag.ALL, List.of(new DataOwnerId("h"))))),
                change(
                        Kind.UNKNOWN_MEMBERS_CHANGED,
                        user -> user.withUnknownMembers(PreservedJson.of(Map.of("x", "1"), Set.of()))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void namesWhatChangedAndNothingElse(Kind kind, UnaryOperator<User> change) {
        assertThat(UserEvent.kindsBetween(BOB, change.apply(BOB))).containsExactly(kind);
    }

    @Test
    void namesNothingWhenOnlyTheRevisionChanged() {
        assertThat(UserEvent.kindsBetween(BOB.withRevision(new Revision("1")), BOB.withRevision(new Revision("2"))))
                .isEmpty();
    }

    @Test
    void tellsADeletionFromItsReversal() {
        User deleted = BOB.withLifecycle(life -> life.deletedAt(NOW));
        assertThat(UserEvent.kindsBetween(deleted, BOB)).containsExactly(Kind.UNDELETED);
        assertThat(UserEvent.kindsBetween(deleted, deleted)).isEmpty();
    }

    @Test
    void namesAllOfSeveralChanges() {
        User changed = BOB.withProfile(Profile.NONE.withName("Rob")).withDataOwner(DataOwner.patient("p"));
        assertThat(UserEvent.kindsBetween(BOB, changed))
                .containsExactlyInAnyOrder(Kind.PROFILE_CHANGED, Kind.DATA_OWNER_CHANGED);
    }

    @Test
    void refusesAPositionThatIsTooLongAndAnEventOfNothing() {
        String longest = "9".repeat(UserEvent.MAX_POSITION_LENGTH);
        assertThat(new UserEvent(longest, BOB.id(), Set.of(Kind.CREATED)).position())
                .isEqualTo(longest);
        assertThatThrownBy(() -> new UserEvent(longest + "9", BOB.id(), Set.of(Kind.CREATED)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> new UserEvent("1", BOB.id(), Set.of())).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void sharesNothingWithItsMaker() {
        Set<Kind> kinds = new HashSet<>(EnumSet.of(Kind.CREATED));
        UserEvent event = new UserEvent("1", BOB.id(), kinds);
        kinds.clear();
        assertThat(event.kinds()).containsExactly(Kind.CREATED);
    }

    private static Arguments change(Kind kind, UnaryOperator<User> change) {
        return Arguments.of(kind, change);
    }

    private static Lifecycle withoutStatus(Lifecycle life) {
        return new Lifecycle(
                Optional.empty(),
                life.created(),
                life.registered(),
                life.termsOfUseAccepted(),
                life.lastLogin(),
                life.expires(),
                life.deleted());
    }
}
