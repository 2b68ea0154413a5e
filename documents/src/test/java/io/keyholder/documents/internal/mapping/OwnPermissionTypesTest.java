package io.keyholder.documents.internal.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.PermissionEvaluation;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.User;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A type that is not iCure's gives and takes what it names and nothing else. */
class OwnPermissionTypesTest {
    private static final PermissionType BOOKING = PermissionType.of("BOOK_APPOINTMENT");

    @Test
    void aNameOfItsOwnIsAType() {
        User user = user("BOOK_APPOINTMENT", "NONE");
        assertThat(isGranted(user, BOOKING)).isTrue();
        assertThat(granted(user)).isEmpty();
    }

    @Test
    void aRevokeOfItBindsTheAdministrator() {
        User user = user("ADMIN", "BOOK_APPOINTMENT");
        assertThat(isGranted(user, BOOKING)).isFalse();
        assertThat(granted(user)).containsExactlyElementsOf(PermissionType.ICURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "Admin", "ADMIN2", "ADMIN ", "", " ", "ADMİN", "*", "null", "org.ADMIN"})
    void nothingLikeTheAdministratorsTypeIsTheAdministrators(String type) {
        User user = user(type, "NONE");
        assertThat(granted(user)).isEmpty();
        assertThat(isGranted(user, BOOKING)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOOK_APPOINTMENT", "admin", "ADMIN ", "", "ADMİN"})
    void theDocumentKeepsTheNameAsItWas(String type) {
        assertThat(UserDocuments.write(user(type, "NONE"))).contains("\"type\":\"" + type + "\"");
    }

    private static List<PermissionType> granted(User user) {
        return PermissionType.ICURE.stream()
                .filter(type -> isGranted(user, type))
                .toList();
    }

    private static boolean isGranted(User user, PermissionType type) {
        return PermissionEvaluation.decide(
                        user.authorization().permissions(), type, Attributes.NONE, Instant.EPOCH.plusSeconds(1))
                .isGranted();
    }

    private static User user(String granted, String revoked) {
        return UserDocuments.read(("{'_id':'u','login':'u',"
                        + "'permissions':[{'grants':[{'type':'" + granted + "'}],'revokes':[{'type':'" + revoked
                        + "'}]}]}")
                .replace('\'', '"'));
    }
}
