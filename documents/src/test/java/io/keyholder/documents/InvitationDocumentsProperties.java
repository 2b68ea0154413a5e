package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.failure.DocumentVersionException;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Contact;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import io.keyholder.domain.invitation.SendFailure;
import io.keyholder.testkit.arbitraries.InvitationArbitraries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class InvitationDocumentsProperties {
    private static final String SENTINEL = "sentinel-7f3a";
    private static final Instant NOW = Instant.ofEpochMilli(1_767_225_600_123L);
    private static final Invitation PENDING = Invitation.pending(
            new InvitationId("i-1"),
            new UserId("mary"),
            Contact.email("m@example.org"),
            "en",
            NOW,
            NOW.plus(Invitation.DEFAULT_LIFE));
    private static final String START = "{\"version\":1,\"id\":\"i-1\",\"user\":\"mary\",\"email\":\"m@example.org\","
            + "\"language\":\"en\",\"created\":1767225600123,\"expires\":1767398400123,\"attempts\":1,";

    @Property(tries = 500)
    void anyInvitationComesBackAsItWas(@ForAll("invitations") Invitation invitation) {
        String json = InvitationDocuments.write(invitation);
        assertThat(InvitationDocuments.read(json)).isEqualTo(invitation);
        assertThat(InvitationDocuments.read(InvitationDocuments.writeUtf8(invitation)))
                .isEqualTo(invitation);
        assertThat(json).doesNotContain("\n", "\r");
    }

    @Provide
    Arbitrary<Invitation> invitations() {
        return InvitationArbitraries.invitations();
    }

    @Example
    void writesWhatItMeans() {
        assertThat(InvitationDocuments.write(PENDING)).isEqualTo(START + "\"state\":\"pending\"}");
        assertThat(InvitationDocuments.write(PENDING.failedAt(NOW, SendFailure.UNREACHABLE)))
                .isEqualTo(START + "\"state\":\"failed\",\"since\":1767225600123,\"failure\":\"UNREACHABLE\"}");
    }

    @Example
    void leavesMembersOfAStoreAlone() {
        assertThat(InvitationDocuments.read(START + "\"state\":\"pending\",\"_id\":\"x\",\"_rev\":\"1-a\"}"))
                .isEqualTo(PENDING);
    }

    @Example
    void refusesADocumentOfALaterVersion() {
        assertThatThrownBy(() -> InvitationDocuments.read("{\"version\":2}"))
                .isInstanceOf(DocumentVersionException.class);
    }

    @Example
    void refusesWhateverIsDamagedRatherThanForgetIt() {
        String whole = START + "\"state\":\"sent\",\"since\":1}";
        assertThat(InvitationDocuments.read(whole)).isNotNull();
        List<String> damaged = List.of(
                "",
                "[]",
                "{\"version\":0}",
                whole + "x",
                whole.replace("\"version\":1,", ""),
                whole.replace("\"id\":\"i-1\",", ""),
                whole.replace("i-1", "../i"),
                whole.replace("\"user\":\"mary\",", ""),
                whole.replace("\"mary\"", "null"),
                whole.replace("\"email\":\"m@example.org\",", ""),
                whole.replace("m@example.org", "m@example.org\\r\\nBcc: x@y"),
                whole.replace("\"language\"", "\"mobilePhone\":\"123456\",\"language\""),
                whole.replace("\"language\":\"en\",", ""),
                whole.replace("1767398400123", "1767225600123"),
                whole.replace("\"attempts\":1", "\"attempts\":0"),
                whole.replace("\"attempts\":1", "\"attempts\":4294967297"),
                whole.replace("\"sent\"", "\"pending\""),
                whole.replace("\"sent\"", "\"failed\""),
                whole.replace("\"sent\"", "\"Sent\""),
                whole.replace("\"since\":1", "\"since\":1,\"failure\":\"UNREACHABLE\""),
                whole.replace("\"sent\"", "\"failed\",\"failure\":\"SOMETHING\""),
                whole.replace(",\"since\":1", ""),
                whole.replace("\"since\":1", "\"since\":\"1\""));
        assertThat(damaged)
                .allSatisfy(json ->
                        assertThatThrownBy(() -> InvitationDocuments.read(json)).isInstanceOf(DocumentException.class))
                .allSatisfy(json -> assertThatThrownBy(
                                () -> InvitationDocuments.read(json.getBytes(StandardCharsets.UTF_8)))
                        .isInstanceOf(DocumentException.class));
    }

    @Example
    void namesTheDamagedMemberAndNeverAValue() {
        assertThatThrownBy(() ->
                        InvitationDocuments.read(START.replace("m@example.org", SENTINEL) + "\"state\":\"pending\"}"))
                .hasMessage("the document has a damaged member: email")
                .hasNoCause();
    }
}
