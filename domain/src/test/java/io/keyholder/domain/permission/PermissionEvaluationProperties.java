package io.keyholder.domain.permission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of permissions: SECURITY case 17. */
class PermissionEvaluationProperties {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<PermissionType> TYPES =
            List.of(PermissionType.ADMIN, PermissionType.PATIENT_VIEW, PermissionType.HCP);
    private static final Attributes ATTRIBUTES =
            new Attributes(Map.of("ward", AttributeValue.of("3"), "age", AttributeValue.of(40)));

    @Property
    void agreesWithTheTruthTable(
            @ForAll("permissions") List<Permission> permissions, @ForAll("types") PermissionType asked) {
        boolean revoked = anyRevoke(permissions, asked);
        boolean granted = anyGrant(permissions, asked);
        boolean admin = anyGrant(permissions, PermissionType.ADMIN) && !anyRevoke(permissions, PermissionType.ADMIN);
        assertThat(decide(permissions, asked).isGranted()).isEqualTo(!revoked && (granted || admin));
    }

    @Property
    void aRevokeBeatsEveryGrant(
            @ForAll("permissions") List<Permission> permissions, @ForAll("types") PermissionType asked) {
        assertThat(decide(plus(permissions, Permission.revoking(asked)), asked)).isInstanceOf(Decision.Revoked.class);
    }

    @Property
    void addingAGrantNeverTakesAway(
            @ForAll("permissions") List<Permission> permissions,
            @ForAll("items") PermissionItem grant,
            @ForAll("types") PermissionType asked) {
        if (decide(permissions, asked).isGranted()) {
            assertThat(decide(plus(permissions, Permission.granting().withGrant(grant)), asked)
                            .isGranted())
                    .isTrue();
        }
    }

    @Property
    void addingARevokeNeverGives(
            @ForAll("permissions") List<Permission> permissions,
            @ForAll("items") PermissionItem revoke,
            @ForAll("types") PermissionType asked) {
        if (!decide(permissions, asked).isGranted()) {
            assertThat(decide(plus(permissions, Permission.granting().withRevoke(revoke)), asked)
                            .isGranted())
                    .isFalse();
        }
    }

    @Property
    void orderNeverMatters(
            @ForAll("permissions") List<Permission> permissions,
            @ForAll("types") PermissionType asked,
            @ForAll Random random) {
        List<Permission> shuffled = new ArrayList<>();
        permissions.forEach(permission -> shuffled.add(new Permission(
                shuffle(permission.grants(), random),
                shuffle(permission.revokes(), random),
                permission.unknownMembers())));
        assertThat(decide(shuffle(shuffled, random), asked).isGranted())
                .isEqualTo(decide(permissions, asked).isGranted());
    }

    @Property
    void anItemOutsideItsValidityIsAsIfAbsent(
            @ForAll("permissions") List<Permission> permissions,
            @ForAll("items") PermissionItem item,
            @ForAll("types") PermissionType asked) {
        PermissionItem expired = item.during(new ValidityInterval(Optional.empty(), Optional.of(NOW)));
        PermissionItem future = item.during(new ValidityInterval(Optional.of(NOW.plusNanos(1)), Optional.empty()));
        Permission useless = Permission.granting()
                .withGrant(expired)
                .withRevoke(expired)
                .withGrant(future)
                .withRevoke(future);
        assertThat(decide(plus(permissions, useless), asked)).isEqualTo(decide(permissions, asked));
    }

    @Property
    void theExplanationNamesAnItemThatDecidesByItself(
            @ForAll("permissions") List<Permission> permissions, @ForAll("types") PermissionType asked) {
        Decision decision = decide(permissions, asked);
        assertThat(decision.asked()).isEqualTo(asked);
        if (decision instanceof Decision.Granted granted) {
            assertThat(granted.in().grants()).contains(granted.by());
            assertThat(decide(List.of(Permission.granting().withGrant(granted.by())), asked)
                            .isGranted())
                    .isTrue();
        } else if (decision instanceof Decision.Revoked revoked) {
            assertThat(revoked.in().revokes()).contains(revoked.by());
            assertThat(decide(List.of(Permission.granting(asked).withRevoke(revoked.by())), asked)
                            .isGranted())
                    .isFalse();
        } else {
            assertThat(anyGrant(permissions, asked)).isFalse();
        }
    }

    @Property
    void whatWouldChangeADecisionChangesIt(
            @ForAll("permissions") List<Permission> permissions, @ForAll("types") PermissionType asked) {
        DecisionExplanation explanation = PermissionEvaluation.explain(permissions, asked, ATTRIBUTES, NOW);
        assertThat(explanation.decision()).isEqualTo(decide(permissions, asked));
        assertThat(decide(explanation.applyTo(permissions), asked).isGranted())
                .isNotEqualTo(explanation.decision().isGranted());
        assertThat(explanation.lines().get(0)).isEqualTo(explanation.decision().explanation());
        assertThat(explanation.unknownAttributes()).isSubsetOf("unsupplied");
    }

    @Property
    void nothingThatIsNotToldOpensADoor(
            @ForAll("permissions") List<Permission> permissions, @ForAll("types") PermissionType asked) {
        if (PermissionEvaluation.decide(permissions, asked, Attributes.NONE, NOW)
                .isGranted()) {
            assertThat(decide(permissions, asked).isGranted()).isTrue();
        }
    }

    @Property
    void rolesAddTheirPermissions(
            @ForAll("permissions") List<Permission> own, @ForAll("permissions") List<Permission> ofRole) {
        Authorization authorization = new Authorization(java.util.Set.of("nurse", "unknown"), own);
        List<Permission> expanded = authorization.expanded(role -> role.equals("nurse") ? ofRole : List.of());
        List<Permission> expected = new ArrayList<>(own);
        expected.addAll(ofRole);
        assertThat(expanded).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(authorization.expanded(RoleCatalogue.EMPTY)).isEqualTo(own);
    }

    @Provide
    Arbitrary<PermissionType> types() {
        return Arbitraries.of(TYPES);
    }

    @Provide
    Arbitrary<PermissionItem> items() {
        return Combinators.combine(types(), predicates(), intervals())
                .as((type, predicate, interval) ->
                        PermissionItem.when(type, predicate).during(interval));
    }

    @Provide
    Arbitrary<List<Permission>> permissions() {
        Arbitrary<List<PermissionItem>> some = items().list().ofMaxSize(3);
        return Combinators.combine(some, some)
                .as((grants, revokes) ->
                        new Permission(grants, revokes, io.keyholder.domain.document.PreservedJson.NONE))
                .list()
                .ofMaxSize(3);
    }

    private static Arbitrary<Predicate> predicates() {
        Arbitrary<Predicate> leaves = Arbitraries.of(
                Predicate.always(),
                new Predicate.Unreadable(),
                new Predicate.KeyValue("ward", Operator.EQUAL, AttributeValue.of("3")),
                new Predicate.KeyValue("age", Operator.GREATERTHAN, AttributeValue.of(65)),
                new Predicate.KeyValue("unsupplied", Operator.EQUAL, AttributeValue.of(true)));
        return Arbitraries.lazyOf(
                () -> leaves,
                () -> leaves,
                () -> predicates().map(Predicate.Not::new),
                () -> predicates().list().ofMaxSize(2).map(Predicate.And::new),
                () -> predicates().list().ofMaxSize(2).map(Predicate.Or::new));
    }

    private static Arbitrary<ValidityInterval> intervals() {
        return Arbitraries.of(
                ValidityInterval.ALWAYS,
                ValidityInterval.ALWAYS,
                new ValidityInterval(Optional.of(NOW), Optional.of(NOW.plusSeconds(1))),
                new ValidityInterval(Optional.empty(), Optional.of(NOW)));
    }

    private static Decision decide(List<Permission> permissions, PermissionType asked) {
        return PermissionEvaluation.decide(permissions, asked, ATTRIBUTES, NOW);
    }

    private static boolean anyRevoke(List<Permission> permissions, PermissionType type) {
        return permissions.stream()
                .flatMap(permission -> permission.revokes().stream())
                .anyMatch(item -> item.type().equals(type)
                        && item.validity().contains(NOW)
                        && item.predicate().evaluate(ATTRIBUTES) != Truth.FALSE);
    }

    private static boolean anyGrant(List<Permission> permissions, PermissionType type) {
        return permissions.stream()
                .flatMap(permission -> permission.grants().stream())
                .anyMatch(item -> item.type().equals(type)
                        && item.validity().contains(NOW)
                        && item.predicate().evaluate(ATTRIBUTES) == Truth.TRUE);
    }

    private static List<Permission> plus(List<Permission> permissions, Permission more) {
        List<Permission> longer = new ArrayList<>(permissions);
        longer.add(more);
        return longer;
    }

    private static <T> List<T> shuffle(List<T> items, Random random) {
        List<T> shuffled = new ArrayList<>(items);
        Collections.shuffle(shuffled, random);
        return shuffled;
    }
}
