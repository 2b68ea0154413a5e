package io.keyholder.adapters.couchdb.internal.userdocument;

import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.DataOwner;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What several versions of a user leave of it until they are merged: of everything that lets in, only what all versions
 * allow. Names, identifiers and properties are those of the first version.
 */
public final class NarrowestUser {
    private NarrowestUser() {}

    /** The user that these versions allow; at the revision of the first one. */
    public static User of(List<User> versions) {
        return versions.stream().reduce(NarrowestUser::narrower).orElseThrow();
    }

    private static User narrower(User one, User other) {
        if (one.withoutRevision().equals(other.withoutRevision())) {
            return one;
        }
        return one.withLifecycle(life -> narrower(life, other.lifecycle()))
                .withDataOwner(narrower(one.dataOwner(), other.dataOwner()))
                .withCredentials(narrower(one.credentials(), other.credentials()))
                .withTokens(narrower(one.tokens(), other.tokens()))
                .withAuthorization(narrower(one.authorization(), other.authorization()));
    }

    private static Lifecycle narrower(Lifecycle one, Lifecycle other) {
        return new Lifecycle(
                one.status().flatMap(status -> other.status().map(second -> narrower(status, second))),
                one.created(),
                one.registered(),
                one.termsOfUseAccepted(),
                one.lastLogin(),
                earlier(one.expires(), other.expires()),
                earlier(one.deleted(), other.deleted()));
    }

    private static UserStatus narrower(UserStatus one, UserStatus other) {
        if (one == UserStatus.DISABLED || other == UserStatus.DISABLED) {
            return UserStatus.DISABLED;
        }
        return one == UserStatus.REGISTERING ? one : other;
    }

    private static DataOwner narrower(DataOwner one, DataOwner other) {
        return new DataOwner(
                common(one.healthcareParty(), other.healthcareParty()),
                common(one.patient(), other.patient()),
                common(one.device(), other.device()));
    }

    /** No clock shows which of two passwords is the newer one, so neither counts. */
    private static Credentials narrower(Credentials one, Credentials other) {
        Credentials common =
                one.passwordHash().equals(other.passwordHash()) && one.source().equals(other.source())
                        ? one
                        : one.withoutPassword();
        return common.withSecondFactor(narrower(one.secondFactor(), other.secondFactor()));
    }

    private static SecondFactor narrower(SecondFactor one, SecondFactor other) {
        if (one.equals(other)) {
            return one;
        }
        int difference = Integer.compare(rank(one), rank(other));
        if (difference == 0) {
            return new SecondFactor.Unusable();
        }
        return difference > 0 ? one : other;
    }

    private static int rank(SecondFactor factor) {
        if (factor instanceof SecondFactor.Unusable) {
            return 3;
        }
        if (factor instanceof SecondFactor.On) {
            return 2;
        }
        return factor instanceof SecondFactor.Pending ? 1 : 0;
    }

    private static Tokens narrower(Tokens one, Tokens other) {
        Map<String, AuthenticationToken> authentication = new LinkedHashMap<>();
        one.authentication()
                .forEach((name, token) -> other.named(name)
                        .filter(second -> second.hash().equals(token.hash()))
                        .ifPresent(second -> authentication.put(name, narrower(token, second))));
        Map<String, ApplicationToken> application = new LinkedHashMap<>(one.application());
        application.entrySet().retainAll(other.application().entrySet());
        return new Tokens(authentication, application);
    }

    private static AuthenticationToken narrower(AuthenticationToken one, AuthenticationToken other) {
        return new AuthenticationToken(
                one.hash(),
                one.created().isAfter(other.created()) ? one.created() : other.created(),
                shorter(one, other),
                narrower(one.scope(), other.scope()),
                narrowestRevocation(one, other),
                one.unknownMembers());
    }

    /** A scope that two versions share no type of allows nothing, so the token counts as revoked. */
    private static Optional<Instant> narrowestRevocation(AuthenticationToken one, AuthenticationToken other) {
        return earlier(one.revoked(), other.revoked())
                .or(() -> types(one.scope())
                        .flatMap(first -> types(other.scope())
                                .filter(second -> common(first, second).isEmpty()))
                        .map(none -> one.created()));
    }

    private static TokenValidity shorter(AuthenticationToken one, AuthenticationToken other) {
        if (one.validity() instanceof TokenValidity.Limited limited
                && other.validity() instanceof TokenValidity.Limited second) {
            return limited.duration().compareTo(second.duration()) <= 0 ? limited : second;
        }
        return one.validity() instanceof TokenValidity.Limited ? one.validity() : other.validity();
    }

    private static TokenScope narrower(TokenScope one, TokenScope other) {
        Optional<Set<PermissionType>> first = types(one);
        Optional<Set<PermissionType>> second = types(other);
        if (first.isEmpty() || second.isEmpty()) {
            return first.isPresent() ? one : other;
        }
        Set<PermissionType> common = common(first.get(), second.get());
        return common.isEmpty() ? one : new TokenScope.Restricted(common);
    }

    private static Optional<Set<PermissionType>> types(TokenScope scope) {
        return scope instanceof TokenScope.Restricted restricted ? Optional.of(restricted.types()) : Optional.empty();
    }

    /** Grants that all versions give; revocations that any version gives. */
    private static Authorization narrower(Authorization one, Authorization other) {
        List<Permission> permissions = new ArrayList<>();
        Stream.concat(one.permissions().stream(), other.permissions().stream())
                .distinct()
                .map(permission -> one.permissions().contains(permission)
                                && other.permissions().contains(permission)
                        ? permission
                        : new Permission(List.of(), permission.revokes(), PreservedJson.NONE))
                .filter(permission ->
                        !permission.grants().isEmpty() || !permission.revokes().isEmpty())
                .forEach(permissions::add);
        return new Authorization(common(one.roles(), other.roles()), permissions);
    }

    private static <T> Set<T> common(Set<T> one, Set<T> other) {
        Set<T> common = new LinkedHashSet<>(one);
        common.retainAll(other);
        return common;
    }

    private static <T> Optional<T> common(Optional<T> one, Optional<T> other) {
        return one.filter(value -> other.filter(value::equals).isPresent());
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }
}
