package io.keyholder.domain.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.Predicate.And;
import io.keyholder.domain.permission.Predicate.KeyValue;
import io.keyholder.domain.permission.Predicate.Not;
import io.keyholder.domain.permission.Predicate.Or;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Permissions and predicates at the bounds of their values, and the words in which they are explained. */
class PermissionBoundsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PermissionType VIEW = PermissionType.PATIENT_VIEW;
    private static final Predicate COLOUR = new KeyValue("colour", Operator.EQUAL, AttributeValue.of("red"));
    private static final Predicate SIZE = new KeyValue("size", Operator.EQUAL, AttributeValue.of(1));

    static Stream<Arguments> refused() {
        return Stream.of(
                refused("attribute text has 10001 characters", () -> AttributeValue.of("x".repeat(10_001))),
                refused("attribute number has an exponent", () -> AttributeValue.of(new BigDecimal("1E+1001"))),
                refused("attribute number has an exponent", () -> AttributeValue.of(new BigDecimal("1E-1001"))),
                refused("attribute number has an exponent", () -> AttributeValue.of(new BigDecimal("1E+1000"))),
                refused("role is empty", () -> Authorization.NONE.withRoles(Set.of(""))),
                refused("role has 513", () -> Authorization.NONE.withRoles(Set.of("x".repeat(513)))),
                refused("predicate key is empty", () -> new KeyValue("", Operator.EQUAL, AttributeValue.of(1))),
                refused(
                        "predicate key has 513",
                        () -> new KeyValue("x".repeat(513), Operator.EQUAL, AttributeValue.of(1))),
                refused("predicate is nested deeper than 64", () -> new Not(nested(64))),
                refused("predicate is nested deeper than 64", () -> new Or(List.of(nested(64)))),
                refused("predicate is nested deeper than 64", () -> new And(List.of(nested(64)))),
                refused("validity interval ends before", () -> validity(NOW, NOW)),
                refused("permission type is not a name", () -> PermissionType.of("[A")),
                refused("permission type is not a name", () -> PermissionType.of("A@")),
                refused("permission type is not a name", () -> PermissionType.of("A[")),
                refused("permission type is not a name", () -> PermissionType.of("A`")),
                refused("permission type is not a name", () -> PermissionType.of("A{")),
                refused("permission type is not a name", () -> PermissionType.of("A/")),
                refused("permission type is not a name", () -> PermissionType.of("A;")));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesWhatCannotBe(String problem, ThrowingCallable making) {
        assertThatThrownBy(making).isInstanceOf(InvalidValueException.class).hasMessageStartingWith(problem);
    }

    @Test
    void takesEachBoundItself() {
        assertThat(AttributeValue.of("x".repeat(10_000))).isNotNull();
        assertThat(AttributeValue.of(new BigDecimal("1E+999"))).isNotEqualTo(AttributeValue.of(1));
        assertThat(AttributeValue.of(new BigDecimal("1E-1000"))).isNotEqualTo(AttributeValue.of(0));
        assertThat(nested(64).depth()).isEqualTo(64);
        assertThat(PermissionType.of("zAZ09az_.:-")).hasToString("zAZ09az_.:-");
        assertThat(PermissionType.of("aZ").name()).isEqualTo("aZ");
    }

    @Test
    void equalNumbersHashAlike() {
        AttributeValue one = AttributeValue.of(new BigDecimal("1.00"));
        assertThat(one).isEqualTo(AttributeValue.of(1)).hasSameHashCodeAs(AttributeValue.of(1));
        assertThat(one.hashCode()).isNotEqualTo(AttributeValue.of(2).hashCode());
        assertThat(one).isNotEqualTo(AttributeValue.of(2)).isNotEqualTo(AttributeValue.of("1"));
        assertThat(AttributeValue.of(true)).isNotEqualTo(AttributeValue.of(false));
    }

    @ParameterizedTest
    @CsvSource({
        "GREATERTHAN, b, FALSE",
        "GREATERTHAN, a, TRUE",
        "SMALLERTHAN, b, FALSE",
        "SMALLERTHAN, c, TRUE",
        "GREATERTHANOREQUAL, b, TRUE",
        "GREATERTHANOREQUAL, c, FALSE",
        "SMALLERTHANOREQUAL, b, TRUE",
        "SMALLERTHANOREQUAL, a, FALSE",
        "NOTEQUAL, b, FALSE",
        "NOTEQUAL, c, TRUE"
    })
    void comparesTextAtItsBound(Operator operator, String right, Truth expected) {
        assertThat(operator.compare(AttributeValue.of("b"), AttributeValue.of(right)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "'', a, false",
        "%, '', true",
        "%%, a, true",
        "_, '', false",
        "_, a, true",
        "a%, a, true",
        "%a, ba, true",
        "%a, ab, false",
        "a%b%c, axbxbxc, true",
        "a%b%c, axbxbx, false",
        "\\%, %, true",
        "\\%, x, false",
        "\\_, _, true",
        "\\_, x, false",
        "\\, \\, true",
        "\\, x, false",
        "a\\, a\\, true",
        "%\\\\, x\\, true",
        "%ab, aab, true",
        "%aab, aaab, true",
        "a_c, abc, true",
        "a_c, ac, false",
        "abc, ab, false",
        "ab, abc, false",
        "%a%, bab, true",
        "%a%, bbb, false"
    })
    void matchesAWholeTextAgainstAPattern(String pattern, String text, boolean expected) {
        assertThat(LikePattern.matches(pattern, text)).isEqualTo(expected);
    }

    @Test
    void namesTheAttributesThatItAsksFor() {
        assertThat(Predicate.always().keys()).isEmpty();
        assertThat(Predicate.always().depth()).isEqualTo(1);
        assertThat(new And(List.of(COLOUR, SIZE)).keys()).containsExactlyInAnyOrder("colour", "size");
        assertThat(new Or(List.of(COLOUR, new Not(SIZE))).keys()).containsExactlyInAnyOrder("colour", "size");
        assertThat(new Or(List.of(COLOUR, new Not(SIZE))).depth()).isEqualTo(3);
        assertThat(new And(List.of(COLOUR, new Not(SIZE))).depth()).isEqualTo(3);
        assertThat(new And(List.of()).depth()).isEqualTo(1);
    }

    @Test
    void countsFromItsFirstMomentToTheOneBeforeItsEnd() {
        ValidityInterval interval = validity(NOW, NOW.plusSeconds(1));
        assertThat(interval.contains(NOW)).isTrue();
        assertThat(interval.contains(NOW.minusNanos(1))).isFalse();
        assertThat(interval.contains(NOW.plusSeconds(1))).isFalse();
        assertThat(interval.contains(NOW.plusSeconds(1).minusNanos(1))).isTrue();
        assertThat(ValidityInterval.ALWAYS.contains(Instant.MAX)).isTrue();
        assertThat(new ValidityInterval(Optional.of(NOW), Optional.empty()).contains(NOW))
                .isTrue();
    }

    @Test
    void explainsEachDecision() {
        Permission view = Permission.granting(VIEW);
        Permission admin = Permission.granting(PermissionType.ADMIN);
        assertThat(decided(view)).isEqualTo("PATIENT_VIEW is granted.");
        assertThat(decided(admin)).isEqualTo("PATIENT_VIEW is granted, because ADMIN implies it.");
        assertThat(decided(view, Permission.revoking(VIEW)))
                .isEqualTo("PATIENT_VIEW is denied, because it is revoked.");
        assertThat(decided()).isEqualTo("PATIENT_VIEW is denied, because nothing that applies grants it.");
        assertThat(new Decision.OutOfScope(VIEW).explanation())
                .isEqualTo("PATIENT_VIEW is denied, because the token that was used is for other things.");
    }

    @Test
    void saysWhatWouldChangeADecision() {
        assertThat(explained(Permission.granting(VIEW)).lines())
                .containsExactly("PATIENT_VIEW is granted.", "it would take a revoke of PATIENT_VIEW");
        assertThat(explained().lines())
                .containsExactly(
                        "PATIENT_VIEW is denied, because nothing that applies grants it.",
                        "it would take a grant of PATIENT_VIEW");
        assertThat(explained(Permission.granting(VIEW), Permission.revoking(VIEW))
                        .lines())
                .containsExactly(
                        "PATIENT_VIEW is denied, because it is revoked.", "it would take the removal of 1 revoke(s)");
        assertThat(explained(Permission.revoking(VIEW)).lines())
                .containsExactly(
                        "PATIENT_VIEW is denied, because it is revoked.",
                        "it would take the removal of 1 revoke(s)",
                        "it would take a grant of PATIENT_VIEW");
        Permission conditional = new Permission(
                List.of(PermissionItem.when(VIEW, new And(List.of(SIZE, COLOUR)))), List.of(), PreservedJson.NONE);
        Permission aboutElse = new Permission(
                List.of(PermissionItem.when(
                        PermissionType.HCP, new Not(new KeyValue("x", Operator.EQUAL, AttributeValue.of(1))))),
                List.of(),
                PreservedJson.NONE);
        assertThat(explained(conditional, aboutElse).lines()).endsWith("not told: colour, size");
        assertThat(explained(conditional).unknownAttributes()).containsExactlyInAnyOrder("colour", "size");
    }

    @Test
    void turnsADecisionRoundByWhatItNames() {
        List<Permission> mixed = List.of(
                Permission.granting(VIEW),
                new Permission(
                        List.of(),
                        List.of(PermissionItem.always(VIEW), PermissionItem.always(PermissionType.HCP)),
                        PreservedJson.NONE));
        List<Permission> changed =
                PermissionEvaluation.explain(mixed, VIEW, Attributes.NONE, NOW).applyTo(mixed);
        assertThat(PermissionEvaluation.decide(changed, VIEW, Attributes.NONE, NOW)
                        .isGranted())
                .isTrue();
        assertThat(changed.get(1).revokes()).containsExactly(PermissionItem.always(PermissionType.HCP));
    }

    @Test
    void aRevokedAdministratorImpliesNothing() {
        assertThat(decided(Permission.granting(PermissionType.ADMIN), Permission.revoking(PermissionType.ADMIN)))
                .isEqualTo("PATIENT_VIEW is denied, because nothing that applies grants it.");
    }

    @Test
    void itemsCountDuringTheirTime() {
        PermissionItem later = PermissionItem.always(VIEW)
                .during(new ValidityInterval(Optional.of(NOW.plusNanos(1)), Optional.empty()));
        assertThat(decided(new Permission(List.of(later), List.of(), PreservedJson.NONE)))
                .isEqualTo("PATIENT_VIEW is denied, because nothing that applies grants it.");
        assertThat(decided(Permission.granting(VIEW), new Permission(List.of(), List.of(later), PreservedJson.NONE)))
                .isEqualTo("PATIENT_VIEW is granted.");
    }

    @Test
    void addsThePermissionsOfRolesToItsOwn() {
        Authorization nurse = Authorization.NONE.withRoles(Set.of("NURSE")).with(Permission.granting(VIEW));
        RoleCatalogue catalogue =
                role -> role.equals("NURSE") ? List.of(Permission.granting(PermissionType.HCP)) : List.of();
        assertThat(nurse.expanded(catalogue))
                .containsExactly(Permission.granting(VIEW), Permission.granting(PermissionType.HCP));
        assertThat(nurse.withPermissions(List.of()).expanded(RoleCatalogue.EMPTY))
                .isEmpty();
        assertThat(new Attributes(Map.of("a", AttributeValue.of(1))).get("b")).isEmpty();
    }

    private static Arguments refused(String problem, ThrowingCallable making) {
        return Arguments.of(problem, making);
    }

    private static ValidityInterval validity(Instant from, Instant until) {
        return new ValidityInterval(Optional.of(from), Optional.of(until));
    }

    private static Predicate nested(int depth) {
        Predicate nested = Predicate.always();
        for (int level = 1; level < depth; level++) {
            nested = new Not(nested);
        }
        return nested;
    }

    private static String decided(Permission... permissions) {
        return PermissionEvaluation.decide(List.of(permissions), VIEW, Attributes.NONE, NOW)
                .explanation();
    }

    private static DecisionExplanation explained(Permission... permissions) {
        return PermissionEvaluation.explain(List.of(permissions), VIEW, Attributes.NONE, NOW);
    }
}
