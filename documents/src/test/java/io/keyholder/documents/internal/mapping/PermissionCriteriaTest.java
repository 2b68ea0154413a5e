package io.keyholder.documents.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.CriterionAttributes;
import io.keyholder.domain.permission.Decision;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionEvaluation;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SECURITY-CASES 17 for the first generation: what its criteria grant and revoke, and that ignorance never opens a
 * door.
 */
class PermissionCriteriaTest {
    private static final long DATA_VIEW = 32;
    private static final long EVERYTHING = 0x3ff3;

    /** For each criterion, its attribute as it is asked for, another value, and unknown. */
    @ParameterizedTest
    @CsvSource({
        "{'currentUser':'DATA_CREATION_USER'}, isDataCreator, true, false",
        "{'currentUser':'DATA_MODIFICATION_USER'}, isDataModifier, true, false",
        "{'currentUser':'PATIENT_CREATION_USER'}, isPatientCreator, true, false",
        "{'currentUser':'PATIENT_MODIFICATION_USER'}, isPatientModifier, true, false",
        "{'currentUser':'PATIENT_REFERENCE_HC_USER'}, isPatientReference, true, false",
        "{'currentUser':'PATIENT_HC_TEAM_USER'; 'type':'CURRENT_USER'; 'useless':false}, isPatientTeam, true, false",
        "{'currentUser':'PATIENT_HC_TEAM_USER'; 'negative':true}, isPatientTeam, false, true",
        "{'currentUser':'PATIENT_HC_TEAM_USER'; 'isNegative':true}, isPatientTeam, false, true",
        "{'dataType':'SENSITIVE'; 'negative':false}, dataType, SENSITIVE, HEALTH",
        "{'dataType':'HEALTH'; 'type':'DATA_TYPE'}, dataType, HEALTH, CONFIDENTIAL",
        "{'patientStatus':'active'; 'type':'PATIENT_STATUS'}, patientStatus, active, Active"
    })
    void decidesByTheAttributeThatTheHostSupplies(String criterion, String attribute, String met, String unmet) {
        Attributes whenMet = attributes(attribute, met);
        Attributes whenUnmet = attributes(attribute, unmet);
        Permission grant = permission(DATA_VIEW, 0, criterion);
        Permission revoke = permission(0, DATA_VIEW, criterion);
        Permission plain = Permission.granting(PermissionType.MEDICAL_DATA_VIEW);

        assertThat(mayView(whenMet, grant)).isTrue();
        assertThat(mayView(whenUnmet, grant)).isFalse();
        assertThat(mayView(Attributes.NONE, grant)).isFalse();
        assertThat(mayView(whenMet, plain, revoke)).isFalse();
        assertThat(mayView(whenUnmet, plain, revoke)).isTrue();
        assertThat(mayView(Attributes.NONE, plain, revoke)).isFalse();
        assertThat(mayView(whenUnmet, grant, plain)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'useless':true}",
                "{'dataType':'SENSITIVE'; 'negative':true}",
                "{'patientStatus':'active'; 'isNegative':true}",
                "{'dataType':'SENSITIVE'; 'patientStatus':'active'}",
                "{'dataType':'SENSITIVE'; 'type':'PATIENT_STATUS'}",
                "{'dataType':'SENSITIVE'; 'negative':'no'}",
                "{'dataType':'SENSITIVE'; 'negative':false; 'isNegative':true}",
                "{'dataType':'secret'}",
                "{'dataType':7}",
                "{'currentUser':'ANYBODY'}",
                "{'virtualHost':'x'; 'type':'VIRTUALHOST'}",
                "{'dataType':'SENSITIVE'; 'since':2020}",
                "7",
                "null"
            })
    void neitherGrantsNorLetsPassByWhatIsNotUnderstood(String criterion) {
        Attributes everything = new Attributes(Map.of(
                CriterionAttributes.DATA_TYPE, AttributeValue.of("SENSITIVE"),
                CriterionAttributes.PATIENT_STATUS, AttributeValue.of("active"),
                CriterionAttributes.IS_DATA_CREATOR, AttributeValue.of(true)));
        Permission plain = Permission.granting(PermissionType.MEDICAL_DATA_VIEW);
        for (Attributes attributes : List.of(everything, Attributes.NONE)) {
            assertThat(mayView(attributes, permission(DATA_VIEW, 0, criterion))).isFalse();
            assertThat(mayView(attributes, plain, permission(0, DATA_VIEW, criterion)))
                    .isFalse();
        }
    }

    @Test
    void asksForAllCriteria() {
        Permission both = permission(DATA_VIEW, 0, "{'dataType':'HEALTH'}; {'currentUser':'PATIENT_HC_TEAM_USER'}");
        AttributeValue health = AttributeValue.of("HEALTH");

        assertThat(mayView(new Attributes(Map.of("dataType", health, "isPatientTeam", AttributeValue.of(true))), both))
                .isTrue();
        assertThat(mayView(new Attributes(Map.of("dataType", health, "isPatientTeam", AttributeValue.of(false))), both))
                .isFalse();
        assertThat(mayView(new Attributes(Map.of("dataType", health)), both)).isFalse();
    }

    /** That generation dropped a type whose criterion it did not take. */
    @ParameterizedTest
    @CsvSource({
        "AUTHENTICATE, {'currentUser':'DATA_CREATION_USER'}, false",
        "ADMIN, {'currentUser':'DATA_CREATION_USER'}, false",
        "PATIENT_VIEW, {'currentUser':'DATA_CREATION_USER'}, true",
        "PATIENT_VIEW, {'dataType':'HEALTH'}, false",
        "MEDICAL_DATA_VIEW, {'dataType':'HEALTH'}, true",
        "MEDICAL_DATA_CREATE, {'dataType':'HEALTH'}, true",
        "MEDICAL_CHANGE_DELETE, {'dataType':'HEALTH'}, true",
        "PATIENT_CREATE, {'dataType':'HEALTH'}, true",
        "PATIENT_CHANGE_DELETE, {'dataType':'HEALTH'}, true"
    })
    void grantsNoTypeThatTookNoSuchCriterion(PermissionType type, String criterion, boolean expected) {
        Attributes met = new Attributes(
                Map.of("dataType", AttributeValue.of("HEALTH"), "isDataCreator", AttributeValue.of(true)));

        assertThat(decide(type, met, permission(EVERYTHING, 0, criterion)).isGranted())
                .isEqualTo(expected);
    }

    @Test
    void explainsWhatItWasNotTold() {
        List<Permission> permissions = List.of(permission(DATA_VIEW, 0, "{'dataType':'HEALTH'}"));

        assertThat(PermissionEvaluation.explain(
                                permissions, PermissionType.MEDICAL_DATA_VIEW, Attributes.NONE, Instant.EPOCH)
                        .lines())
                .contains("not told: dataType");
    }

    @Test
    void leavesTheUserReadableWhateverTheCriteriaAre() {
        String huge = "x".repeat(20_000);

        assertThat(mayView(
                        attributes("patientStatus", "x"), permission(DATA_VIEW, 0, "{'patientStatus':'" + huge + "'}")))
                .isFalse();
        assertThat(permissionOf("'grant':32, 'criteria':{'dataType':'HEALTH'}").grants())
                .singleElement()
                .satisfies(item -> assertThat(item.predicate().keys()).isEmpty());
    }

    private static Attributes attributes(String name, String value) {
        boolean isFlag = value.equals("true") || value.equals("false");
        return new Attributes(
                Map.of(name, isFlag ? AttributeValue.of(Boolean.parseBoolean(value)) : AttributeValue.of(value)));
    }

    private static boolean mayView(Attributes attributes, Permission... permissions) {
        return decide(PermissionType.MEDICAL_DATA_VIEW, attributes, permissions).isGranted();
    }

    private static Decision decide(PermissionType type, Attributes attributes, Permission... permissions) {
        return PermissionEvaluation.decide(List.of(permissions), type, attributes, Instant.EPOCH);
    }

    /** With criteria between which a semicolon stands for a comma. */
    private static Permission permission(long grant, long revoke, String criteria) {
        return permissionOf(
                "'grant':" + grant + ", 'revoke':" + revoke + ", 'criteria':[" + criteria.replace(';', ',') + "]");
    }

    private static Permission permissionOf(String members) {
        User user =
                UserDocuments.read(("{'_id':'u','login':'u','permissions':[{" + members + "}]}").replace('\'', '"'));
        return user.authorization().permissions().get(0);
    }
}
