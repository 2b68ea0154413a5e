package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Admission;
import io.keyholder.domain.user.Property;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that marks its user as removed or turned off, in any generation or dialect, lets no user in. */
class RemovedUsersTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");

    @ParameterizedTest
    @ValueSource(strings = {"true", "1", "\"true\"", "\"yes\"", "{}", "1640000000000"})
    void refusesATombstone(String deleted) {
        String tombstone = document("\"_deleted\":" + deleted);
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UserDocuments.read(tombstone))
                .withMessage("the document is what is left of a removed user: it has '_deleted'")
                .satisfies(refused -> assertThat(refused.userId()).contains(new UserId("u1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"_deleted\":false", "\"_deleted\":null", "\"deleted\":false", "\"deletionDate\":null"})
    void readsAUserThatIsExpresslyNotRemoved(String member) {
        assertThat(admission(document(member))).isEqualTo(Admission.ADMITTED);
        assertUnchanged(document(member));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"deleted\":1640000000000",
                "\"deletionDate\":1640000000000",
                "\"endOfLife\":1640000000000.5",
                "\"deleted\":null,\"deletionDate\":1640000000000",
                "\"deleted\":false,\"deletionDate\":1640000000000",
                "\"deletionDate\":0",
                "\"deletionDate\":-1",
                "\"deletionDate\":true",
                "\"deletionDate\":\"2024-01-01T00:00:00Z\"",
                "\"deletionDate\":99999999999999",
                "\"endOfLife\":{}",
                "\"deleted\":1e400"
            })
    void countsAUserAsDeleted(String member) {
        assertThat(admission(document(member))).isEqualTo(Admission.DELETED);
        assertUnchanged(document(member));
    }

    /** iCure's servers and views take it for no deletion, so that here it is none either. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "0.0", "0e9", "0.000"})
    void aDeletionAtZeroIsNone(String zero) {
        String deleted = "\"deleted\":" + zero;
        String document = document(deleted + ",\"properties\":[{\"id\":\"p\"," + deleted + "}]");
        assertThat(admission(document)).isEqualTo(Admission.ADMITTED);
        assertThat(UserDocuments.read(document).properties().get(0).deleted()).isEmpty();
        assertUnchanged(document);
    }

    /** Nor is it written, whatever moment a host gives: whole milliseconds are all that other software reads. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 999_999, -999_999})
    void aDeletionIsNeverWrittenAsZero(long nanos) {
        Instant when = Instant.EPOCH.plusNanos(nanos);
        Property property = new Property(
                Optional.of("p"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(when),
                Optional.empty(),
                PreservedJson.NONE);
        User user = UserDocuments.read(document("\"x\":1"))
                .withLifecycle(life -> life.deletedAt(when))
                .withProperties(List.of(property));
        String written = UserDocuments.write(user);
        assertThat(written).containsPattern("\"deleted\":1[,}].*\"deleted\":1[,}]");
        assertThat(UserDocuments.read(written).lifecycle()).isEqualTo(user.lifecycle());
        assertThat(UserDocuments.read(written).properties().get(0).deleted()).isEqualTo(property.deleted());
        assertThat(admission(written)).isEqualTo(Admission.DELETED);
    }

    @Test
    void theEarliestOfSeveralDeletionsCounts() {
        assertThat(UserDocuments.read(document("\"deleted\":2000,\"deletionDate\":1000"))
                        .lifecycle()
                        .deleted())
                .contains(Instant.ofEpochMilli(1000));
    }

    @Test
    void undeletingRemovesEveryMark() {
        User user = UserDocuments.read(document("\"deleted\":2000,\"deletionDate\":1000,\"endOfLife\":5"));
        String written = UserDocuments.write(user.withLifecycle(life -> life.undeleted()));
        assertThat(written).doesNotContain("delet").doesNotContain("endOfLife");
        assertThat(admission(written)).isEqualTo(Admission.ADMITTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"enabled\":false",
                "\"isEnabled\":0",
                "\"active\":\"false\"",
                "\"isActive\":\"N\"",
                "\"active\":[]",
                "\"disabled\":true",
                "\"isDisabled\":1",
                "\"inactive\":\"yes\"",
                "\"deactivated\":\"2024-01-01\"",
                "\"suspended\":true",
                "\"blocked\":true",
                "\"banned\":true",
                "\"locked\":true",
                "\"archived\":true",
                "\"isDeleted\":true"
            })
    void countsAUserThatIsTurnedOffAsDisabled(String member) {
        assertThat(admission(document(member))).isEqualTo(Admission.DISABLED);
        assertUnchanged(document(member));
        String enabled = UserDocuments.write(
                UserDocuments.read(document(member)).withLifecycle(life -> life.withStatus(UserStatus.ACTIVE)));
        assertThat(admission(enabled)).isEqualTo(Admission.ADMITTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"enabled\":true",
                "\"active\":1",
                "\"isActive\":\"Yes\"",
                "\"disabled\":false",
                "\"locked\":0",
                "\"blocked\":null",
                "\"archived\":\"\""
            })
    void readsAUserThatIsTurnedOn(String member) {
        assertThat(admission(document(member))).isEqualTo(Admission.ADMITTED);
        assertUnchanged(document(member));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Disabled", "DELETED", "active", "INACTIVE", "BLOCKED", "", "Active"})
    void aStatusThatIsNotKnownLetsNoUserIn(String status) {
        String document = "{\"_id\":\"u1\",\"login\":\"bob\",\"status\":\"" + status + "\"}";
        assertThat(admission(document)).isEqualTo(Admission.STATUS_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "deleted,1000,1000,1000",
        "deletionDate,1000,1000,1000",
        "deletionDate,true,0,1",
        "endOfLife,1000,1000,1000"
    })
    void aRemovedTokenIsRevokedAndARemovedPropertyDeleted(String name, String value, long revoked, long deleted) {
        String document =
                document("\"authenticationTokens\":{\"t\":{\"token\":\"{h}\",\"creationTime\":1,\"validity\":-1,\""
                        + name + "\":" + value + "}},\"properties\":[{\"id\":\"p\",\"" + name + "\":" + value + "}]");
        User user = UserDocuments.read(document);
        assertThat(user.tokens().authentication().get("t").revoked()).contains(Instant.ofEpochMilli(revoked));
        assertThat(user.properties().get(0).deleted()).contains(Instant.ofEpochMilli(deleted));
        assertUnchanged(document);
    }

    @Test
    void writesNoDocumentThatWouldRemoveItsUser() {
        User user = UserDocuments.read(document("\"x\":1"))
                .withUnknownMembers(PreservedJson.of(Map.of("_deleted", "true"), Set.of()));
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UserDocuments.write(user))
                .withMessageContaining("_deleted");
    }

    private static String document(String members) {
        return "{\"_id\":\"u1\",\"login\":\"bob\",\"status\":\"ACTIVE\"," + members + "}";
    }

    private static Admission admission(String document) {
        return UserDocuments.read(document).lifecycle().admissionAt(NOW);
    }

    private static void assertUnchanged(String document) {
        assertThat(ReferenceJson.parse(UserDocuments.write(UserDocuments.read(document))))
                .isEqualTo(ReferenceJson.parse(document));
    }
}
