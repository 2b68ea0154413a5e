package io.keyholder.domain.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionTypeTest {
    private static final Instant NOW = Instant.parse("2026-11-30T10:00:00Z");
    private static final PermissionType BOOKING = PermissionType.of("BOOK_APPOINTMENT");

    @Test
    void aHostNamesTypesOfItsOwn() {
        assertThat(isGranted(BOOKING, Permission.granting(BOOKING))).isTrue();
        assertThat(isGranted(PermissionType.PATIENT_VIEW, Permission.granting(BOOKING)))
                .isFalse();
        assertThat(isGranted(BOOKING, Permission.granting(PermissionType.PATIENT_VIEW)))
                .isFalse();
    }

    @Test
    void anAdministratorHasThemTooUnlessRevoked() {
        Permission administrator = Permission.granting(PermissionType.ADMIN);
        assertThat(isGranted(BOOKING, administrator)).isTrue();
        assertThat(isGranted(BOOKING, administrator, Permission.revoking(BOOKING)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "Admin", "ADMIN.", "ADMIN_", "XADMIN"})
    void aNameLikeTheAdministratorsIsNotTheAdministrators(String name) {
        PermissionType like = PermissionType.of(name);
        assertThat(like).isNotEqualTo(PermissionType.ADMIN);
        assertThat(isGranted(PermissionType.PATIENT_VIEW, Permission.granting(like)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ADMIN ", " ADMIN", "A B", "1A", "_A", "A,B", "A\n", "ADMİN", "ＡＤＭＩＮ", "A\u0000"})
    void whatIsNoNameIsRefused(String name) {
        assertThatThrownBy(() -> PermissionType.of(name))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("permission type");
    }

    @Test
    void aNameHasAtMost64Characters() {
        assertThat(PermissionType.of("A".repeat(64)).name()).hasSize(64);
        assertThatThrownBy(() -> PermissionType.of("A".repeat(65))).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void oneRepresentativeIsNoneOfThoseThatAreMentioned() {
        Set<PermissionType> mentioned = Set.of(BOOKING, PermissionType.of("other0"));
        assertThat(PermissionType.representatives(mentioned))
                .containsAll(PermissionType.ICURE)
                .containsAll(mentioned)
                .hasSize(PermissionType.ICURE.size() + mentioned.size() + 1);
    }

    private static boolean isGranted(PermissionType asked, Permission... permissions) {
        return PermissionEvaluation.decide(List.of(permissions), asked, Attributes.NONE, NOW)
                .isGranted();
    }
}
