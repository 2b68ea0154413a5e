package io.keyholder.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.UserLimits.Excess;
import io.keyholder.domain.access.UserLimits.Limited;
import io.keyholder.domain.credential.PasswordHash;
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
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each part of a user by its size: 16 bytes for each thing, and its text in UTF-8. */
class UserSizeTest {
    private static final User BARE = User.of(
            new UserId("u"), LoginIdentifiers.login("bob"), Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));

    static Stream<Arguments> usersAndBytes() {
        return Stream.of(
                Arguments.of(BARE, 0),
                Arguments.of(BARE.withProfile(Profile.NONE.withName("Zoë")), 4),
                Arguments.of(
                        BARE.withProfile(Profile.NONE.withName("\u007f\u0080\u07ff\u0800\uffff")), 1 + 2 + 2 + 3 + 3),
                Arguments.of(BARE.withProfile(Profile.NONE.withName("\ud83d\ude00")), 4),
                Arguments.of(BARE.withProperties(List.of(property(new TypedValue.StringValue("abc")))), 16 + 1 + 1 + 3),
                Arguments.of(BARE.withProperties(List.of(property(new TypedValue.ClobValue("abcd")))), 16 + 2 + 4),
                Arguments.of(BARE.withProperties(List.of(property(new TypedValue.JsonValue("{}")))), 16 + 2 + 2),
                Arguments.of(BARE.withProperties(List.of(property(new TypedValue.BooleanValue(true)))), 16 + 2 + 16),
                Arguments.of(
                        BARE.withProperties(List.of(
                                property(new TypedValue.BooleanValue(true)).withEncryptedSelf("sealed"))),
                        16 + 2 + 6),
                Arguments.of(
                        BARE.withProfile(new Profile(
                                Optional.empty(),
                                Optional.empty(),
                                List.of(new ExternalIdentifier(
                                        Optional.of("sys"), Optional.of("12345"), Optional.of("usual"), unknown())))),
                        16 + 3 + 5 + 5 + 4),
                Arguments.of(
                        BARE.withTokens(new Tokens(
                                Map.of(
                                        "web",
                                        AuthenticationToken.of(
                                                PasswordHash.of("{x}"), Instant.EPOCH, TokenValidity.unlimited())),
                                Map.of("pda", ApplicationToken.of("4711")))),
                        16 + 3 + 3 + 4),
                Arguments.of(BARE.withAuthorization(BARE.authorization().withRoles(Set.of("NURSE"))), 5),
                Arguments.of(granting(Predicate.always()), 16 + 16),
                Arguments.of(granting(new Predicate.Not(Predicate.always())), 16 + 16 + 16),
                Arguments.of(granting(new Predicate.And(List.of(compared("red")))), 16 + 16 + 16 + 6 + 3),
                Arguments.of(granting(new Predicate.Or(List.of(compared("red")))), 16 + 16 + 16 + 6 + 3),
                Arguments.of(
                        granting(new Predicate.KeyValue("size", Operator.EQUAL, AttributeValue.of(1))),
                        16 + 16 + 4 + 16),
                Arguments.of(
                        BARE.withAutoDelegations(BARE.autoDelegations()
                                .with(new DelegationTag("all"), List.of(new DataOwnerId("hcp"), new DataOwnerId("p")))),
                        16 + 3 + 3 + 1),
                Arguments.of(BARE.withUnknownMembers(unknown()), 4));
    }

    @ParameterizedTest
    @MethodSource("usersAndBytes")
    void countsBytes(User user, long bytes) {
        assertThat(UserSize.of(user).bytes()).isEqualTo(bytes);
    }

    @Test
    void countsThings() {
        User user = BARE.withProperties(List.of(
                        property(new TypedValue.BooleanValue(true)), property(new TypedValue.BooleanValue(false))))
                .withAuthorization(BARE.authorization()
                        .withRoles(Set.of("NURSE", "DESK"))
                        .with(Permission.granting(PermissionType.HCP))
                        .with(Permission.revoking(PermissionType.ADMIN)))
                .withTokens(new Tokens(
                        Map.of(
                                "web",
                                AuthenticationToken.of(
                                        PasswordHash.of("{x}"), Instant.EPOCH, TokenValidity.unlimited())),
                        Map.of("a", ApplicationToken.of("1"), "b", ApplicationToken.of("2"))))
                .withAutoDelegations(BARE.autoDelegations()
                        .with(DelegationTag.ALL, List.of(new DataOwnerId("h"), new DataOwnerId("p"))));
        UserSize size = UserSize.of(user);
        assertThat(List.of(size.properties(), size.tokens(), size.roles(), size.delegates()))
                .containsExactly(2L, 3L, 4L, 2L);
    }

    @Test
    void isTooMuchFromOneOverTheLimitWhenItGrew() {
        UserLimits limits = new UserLimits(2, 2, 2, 2, 2, 2);
        UserSize allowed = new UserSize(2, 2, 2, 2, 2);
        assertThat(allowed.excessOver(UserSize.NOTHING, limits)).isEmpty();
        assertThat(new UserSize(3, 0, 0, 0, 0).excessOver(allowed, limits))
                .contains(new Excess(Limited.PROPERTIES, 3, 2));
        assertThat(new UserSize(3, 0, 0, 0, 0).excessOver(new UserSize(3, 0, 0, 0, 0), limits))
                .isEmpty();
        assertThat(new UserSize(0, 3, 0, 0, 0).excessOver(allowed, limits)).contains(new Excess(Limited.TOKENS, 3, 2));
        assertThat(new UserSize(0, 0, 3, 0, 0).excessOver(allowed, limits))
                .contains(new Excess(Limited.ROLES_AND_PERMISSIONS, 3, 2));
        assertThat(new UserSize(0, 0, 0, 3, 0).excessOver(allowed, limits))
                .contains(new Excess(Limited.AUTOMATIC_DELEGATIONS, 3, 2));
        assertThat(new UserSize(0, 0, 0, 0, 3).excessOver(allowed, limits)).contains(new Excess(Limited.BYTES, 3, 2));
        assertThat(limits.excessOfKeys(1)).isEmpty();
        assertThat(limits.excessOfKeys(2)).contains(new Excess(Limited.KEYS, 3, 2));
        assertThat(new Excess(Limited.KEYS, 3, 2).text().english())
                .isEqualTo("The user would have 3 public keys, and 2 are allowed.");
    }

    private static Property property(TypedValue value) {
        return Property.of("i", value);
    }

    private static User granting(Predicate predicate) {
        return BARE.withAuthorization(BARE.authorization()
                .with(new Permission(
                        List.of(PermissionItem.when(PermissionType.HCP, predicate)), List.of(), PreservedJson.NONE)));
    }

    private static Predicate compared(String value) {
        return new Predicate.KeyValue("colour", Operator.EQUAL, AttributeValue.of(value));
    }

    /** One member of one letter with a value of two, and one absent name of one letter. */
    private static PreservedJson unknown() {
        return PreservedJson.of(Map.of("x", "17"), Set.of("y"));
    }
}
