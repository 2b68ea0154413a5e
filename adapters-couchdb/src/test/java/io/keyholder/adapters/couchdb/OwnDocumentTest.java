package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.PendingDocument;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.record.CouchDbLoginStateRepository;
import io.keyholder.documents.LoginStateDocuments;
import io.keyholder.domain.login.LoginState;
import io.keyholder.ports.persistence.StoreCorruptException;
import io.keyholder.ports.persistence.StoreVersionException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnDocumentTest {
    private static final String REVISION = "1-0123456789abcdef0123456789abcdef";

    @Test
    void givesBackWhatItHolds() {
        PendingDocument draft = CouchDbLoginStateRepository.draft("a", Optional.empty(), LoginState.NONE);

        assertThat(CouchDbLoginStateRepository.state(document(draft.json()))).isEqualTo(LoginState.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"keyholder\":\"login-state\"}",
                "{\"keyholder\":\"login-state\",\"state\":7}",
                "{\"keyholder\":\"login-state\",\"state\":\"{\"}"
            })
    void saysWhichOneIsDamaged(String json) {
        assertThatThrownBy(() -> CouchDbLoginStateRepository.state(document(json)))
                .isInstanceOf(StoreCorruptException.class)
                .hasMessage("the login state a is damaged");
    }

    @Test
    void takesADocumentOfAnotherKindForDamaged() {
        String json = CouchDbLoginStateRepository.draft("a", Optional.empty(), LoginState.NONE)
                .json()
                .replace("\"login-state\"", "\"invitation\"");

        assertThatThrownBy(() -> CouchDbLoginStateRepository.state(document(json)))
                .isInstanceOf(StoreCorruptException.class);
    }

    @Test
    void saysThatALaterVersionWroteIt() {
        String later = LoginStateDocuments.write(LoginState.NONE)
                .replace("\"version\":" + LoginStateDocuments.VERSION, "\"version\":" + Integer.MAX_VALUE);
        String json =
                Replies.text(Replies.newObject().put("keyholder", "login-state").put("state", later));

        assertThatThrownBy(() -> CouchDbLoginStateRepository.state(document(json)))
                .isInstanceOf(StoreVersionException.class)
                .hasMessageContaining("login state a")
                .hasMessageContaining("update the library");
    }

    private static Document document(String json) {
        return new Document("a", REVISION, json);
    }
}
