package io.keyholder.domain.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.UserLimits.Excess;
import io.keyholder.domain.access.UserLimits.Limited;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.DataOwnerId;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Operator;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.DelegationTag;
import io.keyholder.domain.user.ExternalIdentifier;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.TypedValue;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserLimitsTest {
    private static final int LONG = 9_000;
    private static final User MARY = User.of(
            new UserId("mary"), LoginIdentifiers.login("mary"), Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));
    private static final UserLimits LIMITS = new UserLimits(10, 10, 10, 10, 10, LONG / 2);

    /** Everything of a user that somebody can fill with text. */
    static Stream<Function<String, User>> places() {
        return Stream.of(
                text -> with(Property.of("p", new TypedValue.StringValue(text))),
                text -> with(Property.of("p", new TypedValue.ClobValue(text))),
                text -> with(Property.of("p", new TypedValue.JsonValue(text))),
                text -> with(Property.of(text, new TypedValue.BooleanValue(true))),
                text -> with(Property.of("p", new TypedValue.BooleanValue(true)).withEncryptedSelf(text)),
                text -> with(new Property(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        PreservedJson.of(Map.of("m", text), Set.of()))),
                text -> MARY.withProfile(Profile.NONE.withName(text)),
                text -> MARY.withProfile(new Profile(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new ExternalIdentifier(
                                Optional.of(text), Optional.empty(), Optional.empty(), PreservedJson.NONE)))),
                text -> MARY.withUnknownMembers(PreservedJson.of(Map.of(text, "1"), Set.of())),
                text -> MARY.withUnknownMembers(PreservedJson.of(Map.of(), Set.of(text))),
                text -> with(new Predicate.KeyValue("k", Operator.EQUAL, AttributeValue.of(text))),
                text -> with(new Predicate.Not(new Predicate.And(List.of(new Predicate.Or(
                        List.of(new Predicate.KeyValue("k", Operator.EQUAL, AttributeValue.of(text)))))))),
                text -> MARY.withAuthorization(MARY.authorization()
                        .with(new Permission(List.of(), List.of(), PreservedJson.of(Map.of("m", text), Set.of())))));
    }

    @ParameterizedTest
    @MethodSource("places")
    void textCountsWhereverItIs(Function<String, User> place) {
        assertThat(LIMITS.excessOf(Optional.empty(), place.apply("x"))).isEmpty();
        assertThat(LIMITS.excessOf(Optional.empty(), place.apply("x".repeat(LONG))))
                .hasValueSatisfying(excess -> {
                    assertThat(excess.what()).isEqualTo(Limited.BYTES);
                    assertThat(excess.wanted()).isBetween((long) LONG, 2L * LONG + 200);
                });
        assertThat(LIMITS.excessOf(Optional.of(place.apply("x".repeat(LONG))), place.apply("x".repeat(LONG))))
                .as("what is there already is not refused")
                .isEmpty();
        assertThat(LIMITS.excessOf(Optional.of(place.apply("x".repeat(LONG))), place.apply("x".repeat(LONG - 1))))
                .as("nor is becoming smaller")
                .isEmpty();
    }

    @Test
    void bytesAreThoseOfUtf8() {
        assertThat(bytes("é") - bytes("e")).isEqualTo(1);
        assertThat(bytes("€") - bytes("e")).isEqualTo(2);
        assertThat(bytes("😀") - bytes("e")).isEqualTo(3);
    }

    @Test
    void manySmallThingsCount() {
        UserLimits few = new UserLimits(1, 1, 1, 1, 1, 1_000_000);
        assertThat(few.excessOf(Optional.empty(), MARY.withProperties(List.of(property("a"), property("b")))))
                .contains(new Excess(Limited.PROPERTIES, 2, 1));
        assertThat(few.excessOf(
                        Optional.empty(),
                        MARY.withTokens(new Tokens(
                                Map.of(), Map.of("a", ApplicationToken.of("one"), "b", ApplicationToken.of("two"))))))
                .contains(new Excess(Limited.TOKENS, 2, 1));
        assertThat(few.excessOf(
                        Optional.empty(),
                        MARY.withAuthorization(MARY.authorization()
                                .withRoles(Set.of("role"))
                                .with(Permission.granting(PermissionType.HCP)))))
                .contains(new Excess(Limited.ROLES_AND_PERMISSIONS, 2, 1));
        assertThat(few.excessOf(
                        Optional.empty(),
                        MARY.withAutoDelegations(MARY.autoDelegations()
                                .with(DelegationTag.ALL, List.of(new DataOwnerId("a")))
                                .with(new DelegationTag("medical"), List.of(new DataOwnerId("a"))))))
                .contains(new Excess(Limited.AUTOMATIC_DELEGATIONS, 2, 1));
        assertThat(few.excessOfKeys(0)).isEmpty();
        assertThat(few.excessOfKeys(1)).contains(new Excess(Limited.KEYS, 2, 1));
    }

    @Test
    void whatUsersAddToThemselvesIsLess() {
        UserLimits self = UserLimits.OF_ONESELF;
        UserLimits others = UserLimits.OF_OTHERS;
        assertThat(self.properties()).isLessThan(others.properties());
        assertThat(self.tokens()).isLessThan(others.tokens());
        assertThat(self.delegates()).isLessThan(others.delegates());
        assertThat(self.keys()).isLessThan(others.keys());
        assertThat(self.bytes()).isLessThan(others.bytes());
    }

    @Test
    void limitsAreNotNegativeAndTokensAreNoMoreThanAreCompared() {
        assertThatThrownBy(() -> LIMITS.withBytes(-1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> LIMITS.withProperties(-1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> LIMITS.withRoles(-1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> LIMITS.withDelegates(-1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> LIMITS.withKeys(-1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> LIMITS.withTokens(Tokens.MOST_COMPARED + 1)).isInstanceOf(InvalidValueException.class);
        assertThat(LIMITS.withTokens(Tokens.MOST_COMPARED).tokens()).isEqualTo(Tokens.MOST_COMPARED);
    }

    private static long bytes(String text) {
        return UserSize.of(with(Property.of("p", new TypedValue.StringValue(text))))
                .bytes();
    }

    private static Property property(String name) {
        return Property.of(name, new TypedValue.BooleanValue(true));
    }

    private static User with(Property property) {
        return MARY.withProperties(List.of(property));
    }

    private static User with(Predicate predicate) {
        return MARY.withAuthorization(MARY.authorization()
                .with(new Permission(
                        List.of(PermissionItem.when(PermissionType.HCP, predicate)), List.of(), PreservedJson.NONE)));
    }
}
