package io.keyholder.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Operator;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.permission.ValidityInterval;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class UserAdmissionTest {
    private static final Instant NOW = Instant.parse("2026-01-05T08:00:00Z");
    private static final User MARY =
            User.of(new UserId("mary"), LoginIdentifiers.login("mary"), Lifecycle.startingAt(NOW, UserStatus.ACTIVE));

    @Test
    void thePermissionToLogInNeedNotBeGranted() {
        assertThat(of(MARY)).isEqualTo(Admission.ADMITTED);
    }

    @ParameterizedTest
    @FieldSource("io.keyholder.domain.permission.PermissionType#ICURE")
    void aRevokeCountsWhateverIsGranted(PermissionType granted) {
        assertThat(of(with(Permission.granting(granted)))).isEqualTo(Admission.ADMITTED);
        assertThat(of(with(Permission.granting(granted), Permission.revoking(PermissionType.AUTHENTICATE))))
                .isEqualTo(Admission.AUTHENTICATION_REVOKED);
    }

    @Test
    void aRoleMayRevokeIt() {
        User suspended = MARY.withAuthorization(MARY.authorization().withRoles(Set.of("suspended")));
        RoleCatalogue roles = role -> List.of(Permission.revoking(PermissionType.AUTHENTICATE));
        assertThat(UserAdmission.of(suspended, roles, NOW)).isEqualTo(Admission.AUTHENTICATION_REVOKED);
        assertThat(of(suspended)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void aRevokeCountsOnlyWhileItIsValid() {
        PermissionItem untilNow = PermissionItem.always(PermissionType.AUTHENTICATE)
                .during(new ValidityInterval(Optional.empty(), Optional.of(NOW)));
        assertThat(UserAdmission.of(with(revoking(untilNow)), RoleCatalogue.EMPTY, NOW.minusMillis(1)))
                .isEqualTo(Admission.AUTHENTICATION_REVOKED);
        assertThat(of(with(revoking(untilNow)))).isEqualTo(Admission.ADMITTED);
    }

    /** What is unknown never opens a door. */
    @Test
    void aRevokeWithAConditionCountsUnlessTheConditionIsFalse() {
        assertThat(of(with(revoking(when("userId", "mary"))))).isEqualTo(Admission.AUTHENTICATION_REVOKED);
        assertThat(of(with(revoking(when("weekday", "sunday"))))).isEqualTo(Admission.AUTHENTICATION_REVOKED);
        assertThat(of(with(revoking(when("userId", "bob"))))).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void anotherReasonComesFirst() {
        User disabled = with(Permission.revoking(PermissionType.AUTHENTICATE))
                .withLifecycle(life -> life.withStatus(UserStatus.DISABLED));
        assertThat(of(disabled)).isEqualTo(Admission.DISABLED);
    }

    private static PermissionItem when(String key, String value) {
        return PermissionItem.when(
                PermissionType.AUTHENTICATE, new Predicate.KeyValue(key, Operator.EQUAL, AttributeValue.of(value)));
    }

    private static Permission revoking(PermissionItem item) {
        return new Permission(List.of(), List.of(item), PreservedJson.NONE);
    }

    private static User with(Permission... permissions) {
        return MARY.withAuthorization(MARY.authorization().withPermissions(List.of(permissions)));
    }

    private static Admission of(User user) {
        return UserAdmission.of(user, RoleCatalogue.EMPTY, NOW);
    }
}
