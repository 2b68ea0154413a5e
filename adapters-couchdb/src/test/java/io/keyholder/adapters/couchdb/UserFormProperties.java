package io.keyholder.adapters.couchdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.couchdb.internal.document.Document;
import io.keyholder.adapters.couchdb.internal.document.Documents;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.arbitraries.UserArbitraries;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class UserFormProperties {
    private static final String REVISION = "1-0123456789abcdef0123456789abcdef";

    @Provide
    Arbitrary<User> users() {
        return UserArbitraries.users();
    }

    @Property
    void aUserComesBackFromItsDocument(@ForAll("users") User user) {
        String json = UserForm.write(user, REVISION, Optional.empty());
        Document document = Documents.read(json);
        assertThat(document.revision()).isEqualTo(REVISION);
        assertThat(UserForm.isUser(document)).isTrue();
        assertThat(UserForm.read(document)).isEqualTo(user.withRevision(new Revision(REVISION)));
    }

    @Example
    void keepsSpellingsAndNamesThatServersChange() {
        User user = UserDocuments.read("""
                {"_id":"u","login":"mary","java_type":"org.taktik.icure.entities.User","_x":1,"_attachments":{},
                 "created":1536245213123.456,"more":{"b":[1.50,1e400,9007199254740993],"10":{"__proto__":-0}},
                 "keyholder:y":2}""");
        String json = UserForm.write(user, REVISION, Optional.empty());
        assertThat(json)
                .contains(
                        "\"keyholder:_x\":1",
                        "\"keyholder:_attachments\":{}",
                        "\"keyholder:10\":{\"keyholder:__proto__\"")
                .doesNotContain("\"_x\"")
                .contains("\"/more/b/1\":\"1e400\"")
                .contains("[1.50,0,");
        String respelled = json.replace("[1.50,0,9007199254740993]", "[1.5,0,9007199254740992]")
                .replace("\":-0}", "\":0}");
        assertThat(UserForm.read(Documents.read(respelled))).isEqualTo(user.withRevision(new Revision(REVISION)));
    }

    @Example
    void leavesANumberThatSomebodyElseChanged() {
        User user = UserDocuments.read("{\"_id\":\"u\",\"login\":\"mary\",\"more\":[1.50]}");
        String changed = UserForm.write(user, REVISION, Optional.empty()).replace("[1.50]", "[2]");
        User expected = UserDocuments.read("{\"_id\":\"u\",\"login\":\"mary\",\"more\":[2]}");
        assertThat(UserForm.read(Documents.read(changed)).unknownMembers()).isEqualTo(expected.unknownMembers());
    }

    @Example
    void leavesAttachmentsOfAStoredDocumentInTheirPlace() {
        String stored = "{\"_id\":\"u\",\"_rev\":\"" + REVISION
                + "\",\"login\":\"mary\",\"_attachments\":{\"a\":{\"stub\":true}}}";
        User user = UserDocuments.read(stored);
        assertThat(UserForm.write(user, REVISION, Optional.of(Documents.read(stored))))
                .contains("\"_attachments\":{\"a\":{\"stub\":true}}");
    }
}
