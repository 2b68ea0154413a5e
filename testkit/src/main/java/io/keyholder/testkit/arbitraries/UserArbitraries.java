package io.keyholder.testkit.arbitraries;

import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitraries for whole users. */
public final class UserArbitraries {
    private static final int MAX_PROPERTIES = 3;

    private UserArbitraries() {}

    /** Any user: stored or not, deleted or not, with everything or next to nothing. */
    public static Arbitrary<User> users() {
        return Combinators.combine(
                        identities(),
                        Choice.optional(50, UserIdArbitraries.revisions()),
                        PropertyArbitraries.properties().list().ofMaxSize(MAX_PROPERTIES),
                        DataOwnerArbitraries.autoDelegations(),
                        UnknownMembersArbitraries.unknownMembers())
                .as((user, revision, properties, delegations, unknown) -> revision.map(user::withRevision)
                        .orElse(user)
                        .withProperties(properties)
                        .withAutoDelegations(delegations)
                        .withUnknownMembers(unknown))
                .withoutEdgeCases();
    }

    /** Any user that was never stored. */
    public static Arbitrary<User> newUsers() {
        return users().map(User::withoutRevision);
    }

    /** Up to {@code maxSize} users that fit into one store: no two share an id or, deleted or not, an identifier. */
    public static Arbitrary<List<User>> populations(int maxSize) {
        return newUsers()
                .list()
                .ofMaxSize(maxSize)
                .map(UserArbitraries::withoutCollisions)
                .withoutEdgeCases();
    }

    /** Ids of users; the same as {@link UserIdArbitraries#userIds()}. */
    public static Arbitrary<UserId> userIds() {
        return UserIdArbitraries.userIds();
    }

    private static Arbitrary<User> identities() {
        return Combinators.combine(
                        UserIdArbitraries.userIds(),
                        LoginIdentifiersArbitraries.loginIdentifiers(),
                        LifecycleArbitraries.lifecycles(),
                        ProfileArbitraries.profiles(),
                        DataOwnerArbitraries.dataOwners(),
                        CredentialArbitraries.credentials(),
                        TokenArbitraries.tokens(),
                        PermissionArbitraries.authorizations())
                .as((id, identifiers, lifecycle, profile, owner, credentials, tokens, authorization) -> User.of(
                                id, identifiers, lifecycle)
                        .withProfile(profile)
                        .withDataOwner(owner)
                        .withCredentials(credentials)
                        .withTokens(tokens)
                        .withAuthorization(authorization))
                .withoutEdgeCases();
    }

    private static List<User> withoutCollisions(List<User> users) {
        Set<UserId> ids = new HashSet<>();
        Set<IdentifierKey> keys = new HashSet<>();
        List<User> kept = new ArrayList<>();
        for (User user : users) {
            Set<IdentifierKey> own = user.identifiers().keys();
            if (own.stream().noneMatch(keys::contains) && ids.add(user.id())) {
                keys.addAll(own);
                kept.add(user);
            }
        }
        return kept;
    }
}
