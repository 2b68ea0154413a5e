package io.keyholder.testserver.icure;

import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testkit.arbitraries.CredentialArbitraries;
import io.keyholder.testkit.arbitraries.PermissionArbitraries;
import io.keyholder.testkit.arbitraries.PredicateArbitraries;
import io.keyholder.testkit.arbitraries.TokenArbitraries;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for users with what another server may take for more than it is, beside what it understands. */
public final class RestrictedUsers {
    private static final Instant NOW = Instant.ofEpochMilli(1_764_000_000_000L);

    private RestrictedUsers() {}

    /** Any user, and a user who gets in, each with up to four of the things that servers differ about. */
    public static Arbitrary<User> users() {
        Arbitrary<User> usual = UserArbitraries.users().map(RestrictedUsers::gettingIn);
        return Combinators.combine(
                        Arbitraries.oneOf(UserArbitraries.users(), usual),
                        changes().list().ofMaxSize(4))
                .as((user, changes) -> changes.stream()
                        .reduce(user, (changed, change) -> change.apply(changed), (one, other) -> other))
                .withoutEdgeCases();
    }

    /** Active, without an end, a deletion, another source or a second factor. */
    private static User gettingIn(User user) {
        return user.withLifecycle(life -> Lifecycle.startingAt(NOW, UserStatus.ACTIVE))
                .withCredentials(
                        new Credentials(Optional.empty(), user.credentials().passwordHash(), SecondFactor.off()));
    }

    private static Arbitrary<UnaryOperator<User>> changes() {
        return Arbitraries.oneOf(grants(), revokes(), tokens(), factors(), lives());
    }

    /** Plain ones, those of which the end, the beginning or the condition may be anything, and several of one type. */
    private static Arbitrary<UnaryOperator<User>> grants() {
        Arbitrary<PermissionItem> plain =
                PermissionArbitraries.permissionTypes().map(PermissionItem::always);
        Arbitrary<PermissionItem> ended = PermissionArbitraries.permissionTypes()
                .map(type -> PermissionItem.always(type)
                        .during(new ValidityInterval(Optional.empty(), Optional.of(NOW.minusSeconds(1)))));
        Arbitrary<PermissionItem> coming = PermissionArbitraries.permissionTypes()
                .map(type -> PermissionItem.always(type)
                        .during(new ValidityInterval(Optional.of(NOW.plusSeconds(1)), Optional.empty())));
        Arbitrary<PermissionItem> conditional = Combinators.combine(
                        PermissionArbitraries.permissionTypes(), PredicateArbitraries.predicates())
                .as(PermissionItem::when);
        return Arbitraries.oneOf(plain, plain, ended, coming, conditional)
                .map(item -> user -> permitting(user, Permission.granting().withGrant(item)));
    }

    private static Arbitrary<UnaryOperator<User>> revokes() {
        Arbitrary<PermissionType> types =
                Arbitraries.oneOf(PermissionArbitraries.permissionTypes(), Arbitraries.just(PermissionType.ADMIN));
        return types.map(type -> user -> permitting(user, Permission.revoking(type)));
    }

    private static User permitting(User user, Permission permission) {
        Authorization authorization = user.authorization();
        return user.withAuthorization(authorization.with(permission));
    }

    private static Arbitrary<UnaryOperator<User>> tokens() {
        Arbitrary<AuthenticationToken> usable = CredentialArbitraries.passwordHashes()
                .map(hash -> AuthenticationToken.of(hash, NOW.minusSeconds(60), TokenValidity.seconds(172_800)));
        Arbitrary<AuthenticationToken> any = TokenArbitraries.authenticationTokens();
        return Combinators.combine(
                        Arbitraries.of("phone", "invitation:", "invitation:1", "Invitation:1", "invitation"),
                        Arbitraries.oneOf(usable, any))
                .as((name, token) -> user -> user.withTokens(user.tokens().with(name, token)));
    }

    private static Arbitrary<UnaryOperator<User>> factors() {
        return Arbitraries.of(List.of(
                        "JBSWY3DPEHPK3PXP",
                        "SHA1:6:JBSWY3DPEHPK3PXP",
                        "SHA-1:6:JBSWY3DPEHPK3PXP",
                        "SHA1:8:JBSWY3DPEHPK3PXP",
                        "SHA256:6:JBSWY3DPEHPK3PXP",
                        "sealed1:abc"))
                .map(TotpSecret::of)
                .flatMap(secret -> Arbitraries.of(new SecondFactor.On(secret), new SecondFactor.Pending(secret)))
                .map(factor -> user -> user.withCredentials(user.credentials().withSecondFactor(factor)));
    }

    private static Arbitrary<UnaryOperator<User>> lives() {
        UnaryOperator<User> ended = user -> user.withLifecycle(life -> life.withExpiration(Optional.of(NOW)));
        UnaryOperator<User> deleted = user -> user.withLifecycle(life -> life.deletedAt(NOW));
        UnaryOperator<User> unended = user -> user.withLifecycle(life -> life.withExpiration(Optional.empty()));
        return Arbitraries.of(List.of(ended, deleted, unended));
    }
}
