package io.keyholder.documents;

import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.user.AutoDelegations;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testkit.arbitraries.CredentialArbitraries;
import io.keyholder.testkit.arbitraries.DataOwnerArbitraries;
import io.keyholder.testkit.arbitraries.InstantArbitraries;
import io.keyholder.testkit.arbitraries.LifecycleArbitraries;
import io.keyholder.testkit.arbitraries.LoginIdentifiersArbitraries;
import io.keyholder.testkit.arbitraries.PermissionArbitraries;
import io.keyholder.testkit.arbitraries.PropertyArbitraries;
import io.keyholder.testkit.arbitraries.TokenArbitraries;
import io.keyholder.testkit.arbitraries.UserIdArbitraries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * A change that the domain's own methods make.
 *
 * @param name what it is, for reports
 * @param change makes it
 * @param touched the places of a document that may differ after it
 * @param taken the places whose unknown members go with what was removed or replaced; asked before the change
 */
public record KnownChange(
        String name, UnaryOperator<User> change, Set<String> touched, Function<User, Set<String>> taken) {
    private static final String NAME_TO_ADD = "added";

    /** Any of them, each as likely as the other. */
    public static Arbitrary<KnownChange> any() {
        return Arbitraries.oneOf(List.of(
                identityChanges(),
                lifecycleChanges(),
                credentialChanges(),
                tokenChanges(),
                permissionChanges(),
                propertyChanges()));
    }

    @Override
    public String toString() {
        return name;
    }

    private static Arbitrary<KnownChange> identityChanges() {
        return Arbitraries.oneOf(
                UserIdArbitraries.revisions()
                        .map(revision -> simple("revision", u -> u.withRevision(revision), "/_rev")),
                Arbitraries.just(simple("no revision", User::withoutRevision, "/_rev")),
                LoginIdentifiersArbitraries.loginIdentifiers()
                        .map(identifiers -> simple(
                                "identifiers",
                                u -> u.withIdentifiers(identifiers),
                                "/login",
                                "/email",
                                "/mobilePhone")),
                Arbitraries.of("Ada", "", "Zoë \ud83d\udd11")
                        .map(text ->
                                simple("name", u -> u.withProfile(u.profile().withName(text)), "/name")),
                Arbitraries.just(new KnownChange(
                        "no external identifiers",
                        u -> u.withProfile(
                                new Profile(u.profile().name(), u.profile().group(), List.of())),
                        Set.of("/identifier"),
                        u -> Set.of("/identifier"))),
                DataOwnerArbitraries.dataOwners()
                        .map(owner -> simple(
                                "data owner",
                                u -> u.withDataOwner(owner),
                                "/healthcarePartyId",
                                "/patientId",
                                "/deviceId")),
                DataOwnerArbitraries.autoDelegations().map(KnownChange::delegations));
    }

    private static KnownChange delegations(AutoDelegations delegations) {
        return simple(
                "delegations",
                u -> {
                    AutoDelegations changed = u.autoDelegations();
                    for (var entry : delegations.delegatesByTag().entrySet()) {
                        changed = changed.with(entry.getKey(), entry.getValue());
                    }
                    return u.withAutoDelegations(changed);
                },
                "/autoDelegations");
    }

    private static Arbitrary<KnownChange> lifecycleChanges() {
        return Arbitraries.oneOf(
                InstantArbitraries.instants()
                        .map(when -> simple("deleted", u -> u.withLifecycle(life -> life.deletedAt(when)), "/deleted")),
                Arbitraries.just(simple("undeleted", u -> u.withLifecycle(life -> life.undeleted()), "/deleted")),
                InstantArbitraries.instants()
                        .map(when -> simple(
                                "expiring",
                                u -> u.withLifecycle(life -> life.withExpiration(Optional.of(when))),
                                "/expirationDate")),
                InstantArbitraries.instants()
                        .map(when -> simple(
                                "terms",
                                u -> u.withLifecycle(life -> life.withTermsOfUseAccepted(when)),
                                "/termsOfUseDate")),
                Arbitraries.of(UserStatus.class)
                        .map(status ->
                                simple("status", u -> u.withLifecycle(life -> life.withStatus(status)), "/status")),
                LifecycleArbitraries.lifecycles()
                        .map(life -> simple(
                                "lifecycle",
                                u -> u.withLifecycle(old -> life),
                                "/status",
                                "/created",
                                "/createdDate",
                                "/termsOfUseDate",
                                "/lastLoginDate",
                                "/expirationDate",
                                "/deleted")));
    }

    private static Arbitrary<KnownChange> credentialChanges() {
        return Arbitraries.oneOf(
                CredentialArbitraries.passwordHashes()
                        .map(hash -> simple(
                                "password",
                                u -> u.withCredentials(u.credentials().withPasswordHash(hash)),
                                "/passwordHash")),
                Arbitraries.just(simple(
                        "no password", u -> u.withCredentials(u.credentials().withoutPassword()), "/passwordHash")),
                CredentialArbitraries.secondFactors().map(KnownChange::secondFactor),
                CredentialArbitraries.credentials()
                        .map(credentials -> simple(
                                "credentials",
                                u -> u.withCredentials(credentials),
                                "/type",
                                "/passwordHash",
                                "/secret",
                                "/use2fa",
                                "/isUse2fa")));
    }

    private static KnownChange secondFactor(SecondFactor factor) {
        return simple(
                "second factor",
                u -> u.withCredentials(u.credentials().withSecondFactor(factor)),
                "/secret",
                "/use2fa",
                "/isUse2fa");
    }

    private static Arbitrary<KnownChange> tokenChanges() {
        return Arbitraries.oneOf(
                TokenArbitraries.authenticationTokens()
                        .map(token -> simple(
                                "token added",
                                u -> u.withTokens(u.tokens().with(NAME_TO_ADD, token)),
                                "/authenticationTokens/" + NAME_TO_ADD)),
                TokenArbitraries.authenticationTokens()
                        .map(fresh -> removing(
                                "token replaced",
                                u -> firstToken(u).stream().toList(),
                                (u, name) -> u.withTokens(u.tokens().with(name, fresh)))),
                Arbitraries.just(removing(
                        "token removed",
                        u -> firstToken(u).stream().toList(),
                        (u, name) -> u.withTokens(u.tokens().without(name)))),
                InstantArbitraries.instants()
                        .map(when -> simple(
                                "token revoked",
                                u -> withFirstToken(u, token -> token.revokedAt(when)),
                                "/authenticationTokens")),
                TokenArbitraries.tokenScopes()
                        .map(scope -> simple(
                                "token scoped",
                                u -> withFirstToken(u, token -> token.withScope(scope)),
                                "/authenticationTokens")),
                InstantArbitraries.instants()
                        .map(when -> simple(
                                "all tokens revoked",
                                u -> u.withTokens(u.tokens().allRevokedAt(when)),
                                "/authenticationTokens",
                                "/applicationTokens")),
                Arbitraries.just(simple(
                        "application token removed",
                        u -> u.tokens().application().keySet().stream()
                                .findFirst()
                                .map(name -> u.withTokens(u.tokens().withoutApplication(name)))
                                .orElse(u),
                        "/applicationTokens")));
    }

    private static KnownChange removing(
            String name, Function<User, List<String>> removed, BiFunction<User, String, User> change) {
        return new KnownChange(
                name,
                u -> removed.apply(u).stream().reduce(u, change, (one, other) -> other),
                Set.of("/authenticationTokens"),
                u -> Set.copyOf(removed.apply(u).stream()
                        .flatMap(token ->
                                places(u.tokens().named(token).orElseThrow().unknownMembers()).stream())
                        .toList()));
    }

    private static Optional<String> firstToken(User user) {
        return user.tokens().authentication().keySet().stream().findFirst();
    }

    private static User withFirstToken(User user, UnaryOperator<AuthenticationToken> change) {
        return firstToken(user)
                .map(name -> user.withTokens(user.tokens()
                        .with(name, change.apply(user.tokens().named(name).orElseThrow()))))
                .orElse(user);
    }

    private static Arbitrary<KnownChange> permissionChanges() {
        return Arbitraries.oneOf(
                Arbitraries.of("NURSE", "BASIC_USER")
                        .set()
                        .map(roles -> simple(
                                "roles",
                                u -> u.withAuthorization(u.authorization().withRoles(roles)),
                                "/roles")),
                PermissionArbitraries.permissions()
                        .map(permission -> permissions("permission added", all -> plus(all, permission))),
                PermissionArbitraries.permissionItems()
                        .map(item -> permissions("grant added", all -> withFirst(all, first -> first.withGrant(item)))),
                PermissionArbitraries.permissionItems()
                        .map(item ->
                                permissions("revoke added", all -> withFirst(all, first -> first.withRevoke(item)))),
                PermissionArbitraries.validityIntervals()
                        .map(interval -> permissions(
                                "grants limited",
                                all -> withFirst(
                                        all,
                                        first -> new Permission(
                                                first.grants().stream()
                                                        .map(item -> item.during(interval))
                                                        .toList(),
                                                first.revokes(),
                                                first.unknownMembers())))),
                PermissionArbitraries.permissionItems().map(KnownChange::grantsConditioned),
                Arbitraries.just(new KnownChange(
                        "permission removed",
                        u -> u.withAuthorization(u.authorization()
                                .withPermissions(withoutFirst(u.authorization().permissions()))),
                        Set.of("/permissions"),
                        u -> u.authorization().permissions().stream()
                                .findFirst()
                                .map(first -> places(first.unknownMembers()))
                                .orElse(Set.of()))));
    }

    /** Another condition takes along what was unknown in the one before, which it may have been about. */
    private static KnownChange grantsConditioned(PermissionItem conditioned) {
        return new KnownChange(
                "grants conditioned",
                u -> changePermissions(
                        u,
                        all -> withFirst(
                                all,
                                first -> new Permission(
                                        first.grants().stream()
                                                .map(item -> new PermissionItem(
                                                        item.type(),
                                                        conditioned.predicate(),
                                                        item.validity(),
                                                        item.unknownMembers()))
                                                .toList(),
                                        first.revokes(),
                                        first.unknownMembers()))),
                Set.of("/permissions"),
                u -> Set.copyOf(u.authorization().permissions().stream()
                        .limit(1)
                        .flatMap(first -> first.grants().stream())
                        .flatMap(item -> places(item.unknownMembers()).stream())
                        .map(place -> place + "/predicate")
                        .toList()));
    }

    private static KnownChange permissions(String name, UnaryOperator<List<Permission>> change) {
        return simple(name, u -> changePermissions(u, change), "/permissions");
    }

    private static User changePermissions(User user, UnaryOperator<List<Permission>> change) {
        Authorization old = user.authorization();
        return user.withAuthorization(old.withPermissions(change.apply(old.permissions())));
    }

    private static Arbitrary<KnownChange> propertyChanges() {
        return Arbitraries.oneOf(
                PropertyArbitraries.typedValues()
                        .map(value -> simple(
                                "property changed",
                                u -> u.withProperties(withFirst(u.properties(), first -> first.withValue(value))),
                                "/properties/0")),
                PropertyArbitraries.properties()
                        .map(property -> simple(
                                "property added",
                                u -> u.withProperties(plus(u.properties(), property)),
                                "/properties")),
                Arbitraries.just(new KnownChange(
                        "property removed",
                        u -> u.withProperties(withoutFirst(u.properties())),
                        Set.of("/properties"),
                        u -> u.properties().stream()
                                .findFirst()
                                .map(Property::unknownMembers)
                                .map(KnownChange::places)
                                .orElse(Set.of()))));
    }

    private static KnownChange simple(String name, UnaryOperator<User> change, String... touched) {
        return new KnownChange(name, change, Set.of(touched), u -> Set.of());
    }

    /** Where the mark among these was put; none when they belong to something that an earlier change added. */
    private static Set<String> places(PreservedJson unknown) {
        return Optional.ofNullable(unknown.jsonByName().get(MarkedDocument.MARK))
                .map(MarkedDocument::placeOf)
                .map(Set::of)
                .orElse(Set.of());
    }

    private static <T> List<T> withFirst(List<T> list, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>(list);
        if (!changed.isEmpty()) {
            changed.set(0, change.apply(changed.get(0)));
        }
        return changed;
    }

    private static <T> List<T> withoutFirst(List<T> list) {
        return list.isEmpty() ? list : list.subList(1, list.size());
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
