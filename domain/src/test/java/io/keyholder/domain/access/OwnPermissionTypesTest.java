package io.keyholder.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Types that a host names itself bound who may act on another, as iCure's do. */
class OwnPermissionTypesTest {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final PermissionType BOOKING = PermissionType.of("BOOK_APPOINTMENT");
    private static final Permission ADMINISTRATION = Permission.granting(PermissionType.ADMIN);

    @Test
    void aUserWithOneIsOutOfReachOfWhoHasItNot() {
        User target = user("target", Permission.granting(BOOKING));
        assertThat(edited(user("doctor", Permission.granting(PermissionType.HCP)), target))
                .contains(Reason.MORE_THAN_THE_ACTOR_HAS);
        assertThat(edited(user("doctor", Permission.granting(PermissionType.HCP, BOOKING)), target))
                .isEmpty();
    }

    @Test
    void anAdministratorWithoutOneGivesItNotByMakingAnAdministrator() {
        User limited = user("limited", ADMINISTRATION.withRevoke(PermissionItem.always(BOOKING)));
        User full = user("target", ADMINISTRATION);
        assertThat(edited(limited, full)).contains(Reason.MORE_THAN_THE_ACTOR_HAS);
        assertThat(raised(limited, TokenScope.unrestricted(), full)).contains(Reason.MORE_THAN_THE_ACTOR_HAS);
        assertThat(raised(user("full", ADMINISTRATION), TokenScope.unrestricted(), full))
                .isEmpty();
    }

    @Test
    void aScopeOfAllIcureTypesIsNotEverything() {
        TokenScope allByName = new TokenScope.Restricted(Set.copyOf(PermissionType.ICURE));
        assertThat(raised(user("full", ADMINISTRATION), allByName, user("target", ADMINISTRATION)))
                .contains(Reason.MORE_THAN_THE_ACTOR_HAS);
        assertThat(allByName.isWithin(TokenScope.unrestricted())).isTrue();
        assertThat(TokenScope.unrestricted().isWithin(allByName)).isFalse();
    }

    private static Optional<Reason> edited(User actor, User target) {
        return judged(actor, TokenScope.unrestricted(), UserAction.EDIT_PROFILE, target, target);
    }

    private static Optional<Reason> raised(User actor, TokenScope scope, User raised) {
        User before = user("target", Permission.granting(PermissionType.HCP));
        return judged(actor, scope, UserAction.CHANGE_AUTHORIZATION, before, raised);
    }

    private static Optional<Reason> judged(User actor, TokenScope scope, UserAction action, User before, User after) {
        Actor.LoggedIn proof = new Actor.LoggedIn(
                actor.id(),
                ProofStrength.PASSWORD,
                scope,
                Optional.empty(),
                new CredentialSeal(Optional.empty(), Optional.empty(), NOW, "0".repeat(64)));
        return UserPolicy.standard()
                .judge(new UserRequest(
                        new ActingUser(actor, proof, RoleCatalogue.EMPTY),
                        action,
                        Optional.of(before.id()),
                        Optional.of(before),
                        Optional.of(after),
                        NOW))
                .map(Refusal::reason);
    }

    private static User user(String id, Permission permission) {
        User user = User.of(new UserId(id), LoginIdentifiers.login(id), Lifecycle.startingAt(NOW, UserStatus.ACTIVE));
        return user.withAuthorization(user.authorization().withPermissions(List.of(permission)));
    }
}
