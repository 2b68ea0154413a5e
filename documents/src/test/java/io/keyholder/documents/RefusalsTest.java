package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused as a whole, and what the refusal says. */
class RefusalsTest {
    private static final User BOB = User.of(
            new UserId("u1"), LoginIdentifiers.login("bob"), Lifecycle.startingAt(Instant.EPOCH, UserStatus.ACTIVE));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null                                                   | is not an object",
                "[]                                                     | is not an object",
                "\"user\"                                               | is not an object",
                "{\"login\":\"bob\"}                                    | has no '_id' that is text",
                "{\"_id\":7,\"login\":\"bob\"}                          | has no '_id' that is text",
                "{\"_id\":null,\"login\":\"bob\"}                       | has no '_id' that is text",
                "{\"_id\":\"\",\"login\":\"bob\"}                       | has an unusable '_id'",
                "{\"_id\":\"_design/User\",\"login\":\"bob\"}           | has an unusable '_id'",
                "{\"_id\":\"a\\u0000b\",\"login\":\"bob\"}              | has an unusable '_id'",
                "{\"_id\":\"..\",\"login\":\"bob\"}                     | has an unusable '_id'",
            })
    void refusesWhatIsNoUserDocument(String document, String problem) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UserDocuments.read(document))
                .withMessage("the document " + problem)
                .satisfies(refused -> assertThat(refused.userId()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"_id\":\"u1\"                                        | is not JSON: line 1, column 12",
                "{\"_id\":\"u1\",\"login\":\"bob\"} x                   | is not JSON: line 1, column 28",
                "{\"_id\":\"u1\",\"x\":{\"y\":1,\"\\u0079\":1}}          | gives a member twice: /x/y",
                "{\"_id\":\"u1\",\"login\":\"bob\\ud800\"}             | holds half of a surrogate pair at /login",
            })
    void tellsWhoseDocumentIsNotEvenAcceptableJson(String document, String problem) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UserDocuments.read(document))
                .withMessage("the document " + problem)
                .satisfies(refused -> assertThat(refused.userId()).contains(new UserId("u1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_id\":\"u1\",\"_id\":\"u2\"}",
                "{\"_id\":\"../u1\",",
                "{\"login\":\"bob\",",
                "{\"x\":{\"_id\":\"u1\"},",
                "[\"_id\",\"u1\"",
                "{\"_id\":[\"u1\"],",
                "_id",
            })
    void doesNotGuessWhoseDocumentItIs(String document) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UserDocuments.read(document))
                .satisfies(refused -> assertThat(refused.userId()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"org.taktik.icure.entities.Patient\"",
                "\"user\"",
                "\"\"",
                "7",
                "true",
                "{\"name\":\"org.taktik.icure.entities.User\"}"
            })
    void refusesADocumentOfSomethingElse(String type) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UserDocuments.read("{\"_id\":\"u1\",\"login\":\"bob\",\"java_type\":" + type + "}"))
                .withMessage("the document is not one of a user: its 'java_type' names something else")
                .satisfies(refused -> assertThat(refused.userId()).contains(new UserId("u1")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"_id\":\"u1\",\"login\":\"bob\"}", "{\"_id\":\"u1\",\"login\":\"bob\",\"java_type\":null}"})
    void readsADocumentThatNamesNoType(String document) {
        assertThat(UserDocuments.read(document).id()).isEqualTo(new UserId("u1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"_id\":\"u1\"}",
                "{\"_id\":\"u1\",\"login\":\"\"}",
                "{\"_id\":\"u1\",\"login\":null,\"email\":5,\"mobilePhone\":[]}",
                "{\"_id\":\"u1\",\"login\":\"\\u200b\"}"
            })
    void refusesAUserThatNobodyCouldNameAtLogin(String document) {
        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UserDocuments.read(document))
                .withMessage("the document has no usable 'login', 'email' or 'mobilePhone'")
                .satisfies(refused -> assertThat(refused.userId()).contains(new UserId("u1")));
    }

    @Test
    void refusesToWriteWhatItCouldNotRead() {
        User unreadable = BOB.withUnknownMembers(PreservedJson.of(Map.of("x", "1,\"login\":\"eve\""), Set.of()));

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> UserDocuments.write(unreadable))
                .satisfies(refused -> assertThat(refused.userId()).contains(BOB.id()));
    }

    @Test
    void refusesToWriteMalformedText() {
        User malformed = BOB.withUnknownMembers(PreservedJson.of(Map.of("\ud800", "1"), Set.of()));

        assertThatExceptionOfType(DocumentException.class).isThrownBy(() -> UserDocuments.write(malformed));
    }
}
