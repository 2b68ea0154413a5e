package io.keyholder.documents.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionEvaluation;
import io.keyholder.domain.permission.PermissionType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Laws of the first generation's criteria, against the rule of that generation: all criteria of a permission must
 * match.
 */
class PermissionCriteriaProperties {
    /** A criterion about the team of the patient or about the type of the data. */
    record Criterion(Optional<Boolean> team, Optional<String> dataType) {
        boolean matches(Known known) {
            return team.map(asked -> asked.equals(known.team())).orElse(true)
                    && dataType.map(known.dataType()::equals).orElse(true);
        }

        String json() {
            return team.map(asked -> "{\"currentUser\":\"PATIENT_HC_TEAM_USER\",\"negative\":" + !asked + "}")
                    .orElseGet(() -> "{\"dataType\":\"" + dataType.orElseThrow() + "\"}");
        }
    }

    /** Bits, and when they count. */
    record Bits(boolean grants, boolean revokes, List<Criterion> criteria) {
        boolean matches(Known known) {
            return criteria.stream().allMatch(criterion -> criterion.matches(known));
        }

        String json() {
            return "{\"grant\":" + (grants ? 32 : 0) + ",\"revoke\":" + (revokes ? 32 : 0) + ",\"criteria\":"
                    + criteria.stream().map(Criterion::json).toList() + "}";
        }
    }

    /** What a host knows. */
    record Known(boolean team, String dataType) {}

    @Property(tries = 300)
    void decidesAsThatGenerationMeantIt(@ForAll("permissions") List<Bits> bits, @ForAll("known") Known known) {
        boolean granted = bits.stream().anyMatch(one -> one.grants() && one.matches(known));
        boolean revoked = bits.stream().anyMatch(one -> one.revokes() && one.matches(known));

        assertThat(mayView(bits, all(known))).isEqualTo(granted && !revoked);
    }

    @Property(tries = 300)
    void whoeverIsLetInByHalfOfTheTruthIsLetInByAllOfIt(
            @ForAll("permissions") List<Bits> bits, @ForAll("known") Known known, @ForAll boolean isTeamKnown) {
        Map<String, AttributeValue> half = new LinkedHashMap<>(all(known).values());
        half.remove(isTeamKnown ? "dataType" : "isPatientTeam");

        assertThat(!mayView(bits, new Attributes(half)) || mayView(bits, all(known)))
                .isTrue();
        assertThat(!mayView(bits, Attributes.NONE) || mayView(bits, all(known))).isTrue();
    }

    @Provide
    Arbitrary<List<Bits>> permissions() {
        Arbitrary<Criterion> criteria = Arbitraries.oneOf(
                Arbitraries.of(true, false).map(team -> new Criterion(Optional.of(team), Optional.empty())),
                dataTypes().map(type -> new Criterion(Optional.empty(), Optional.of(type))));
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false, false),
                        criteria.list().ofMaxSize(3))
                .as(Bits::new)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<Known> known() {
        return Combinators.combine(Arbitraries.of(true, false), dataTypes()).as(Known::new);
    }

    private static Arbitrary<String> dataTypes() {
        return Arbitraries.of("HEALTH", "SENSITIVE");
    }

    private static Attributes all(Known known) {
        return new Attributes(Map.of(
                "isPatientTeam", AttributeValue.of(known.team()), "dataType", AttributeValue.of(known.dataType())));
    }

    private static boolean mayView(List<Bits> bits, Attributes attributes) {
        List<Permission> permissions = UserDocuments.read("{\"_id\":\"u\",\"login\":\"u\",\"permissions\":"
                        + bits.stream().map(Bits::json).toList() + "}")
                .authorization()
                .permissions();
        return PermissionEvaluation.decide(permissions, PermissionType.MEDICAL_DATA_VIEW, attributes, Instant.EPOCH)
                .isGranted();
    }
}
