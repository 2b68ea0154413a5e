package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.documents.failure.DocumentException;
import io.keyholder.documents.failure.DocumentVersionException;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.login.Attempts;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.PendingLogin;
import io.keyholder.testkit.arbitraries.LoginStateArbitraries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LoginStateDocumentsProperties {
    private static final String SENTINEL = "sentinel-7f3a";

    @Property(tries = 1_000)
    void anyStateComesBackAsItWas(@ForAll("states") LoginState state) {
        String json = LoginStateDocuments.write(state);
        LoginState read = LoginStateDocuments.read(json);
        assertThat(read).isEqualTo(state);
        assertThat(List.copyOf(read.tokenLastUse().keySet()))
                .isEqualTo(List.copyOf(state.tokenLastUse().keySet()));
        assertThat(LoginStateDocuments.read(json.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(state);
        assertThat(LoginStateDocuments.writeUtf8(state)).isEqualTo(json.getBytes(StandardCharsets.UTF_8));
        assertThat(json).doesNotContain("\n", "\r");
    }

    @Provide
    Arbitrary<LoginState> states() {
        return LoginStateArbitraries.loginStates();
    }

    @Example
    void writesOnlyWhatIsRemembered() {
        assertThat(LoginStateDocuments.write(LoginState.NONE)).isEqualTo("{\"version\":1}");
    }

    @Example
    void writesMomentsAsEpochMilliseconds() {
        Instant moment = Instant.ofEpochMilli(1_767_225_600_123L);
        LoginState state = LoginState.NONE
                .withAttempts(new Attempts(3, Optional.of(moment.plusNanos(1))))
                .withCodeUsed(58_907_520)
                .withSecondFactorConfirmed(moment, List.of(PasswordHash.of("a"), PasswordHash.of("b")))
                .withPendingLogin(Optional.of(new PendingLogin(PasswordHash.of("t"), moment)))
                .withPasswordChangeDemanded(Optional.of(moment))
                .withTokenUsed("phone", moment);
        assertThat(LoginStateDocuments.write(state))
                .isEqualTo("{\"version\":1,\"failedAttempts\":3,\"lastFailedAttempt\":1767225600123.000001,"
                        + "\"lastCodeStep\":58907520,\"secondFactorConfirmed\":1767225600123,"
                        + "\"recoveryCodes\":[\"a\",\"b\"],\"pendingLogin\":{\"ticket\":\"t\",\"expires\":1767225600123},"
                        + "\"passwordChangeDemanded\":1767225600123,\"tokenLastUse\":{\"phone\":1767225600123}}");
    }

    @Example
    void leavesMembersOfAStoreAlone() {
        assertThat(LoginStateDocuments.read(
                        "{\"_id\":\"x\",\"_rev\":\"1-a\",\"kind\":\"user\",\"version\":1,\"lastCodeStep\":7}"))
                .isEqualTo(LoginState.NONE.withCodeUsed(7));
    }

    @Example
    void refusesADocumentOfALaterVersion() {
        assertThatThrownBy(() -> LoginStateDocuments.read("{\"version\":2,\"lastCodeStep\":\"in another form\"}"))
                .isInstanceOfSatisfying(
                        DocumentVersionException.class,
                        refused -> assertThat(refused.version()).isEqualTo(2))
                .hasMessage("the document is of version 2, later than 1, the latest this library knows");
    }

    @Example
    void refusesWhateverIsDamagedRatherThanForgetIt() {
        List<String> damaged = List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"version\":1}x",
                "{\"version\":0}",
                "{\"version\":\"1\"}",
                "{\"version\":1.5}",
                "{\"version\":1,\"version\":1}",
                "{\"version\":1,\"lastCodeStep\":1,\"lastCode\\u0053tep\":0}",
                "{\"version\":1,\"failedAttempts\":3}",
                "{\"version\":1,\"failedAttempts\":0,\"lastFailedAttempt\":1}",
                "{\"version\":1,\"lastFailedAttempt\":1}",
                "{\"version\":1,\"failedAttempts\":-1,\"lastFailedAttempt\":1}",
                "{\"version\":1,\"failedAttempts\":4294967297,\"lastFailedAttempt\":1}",
                "{\"version\":1,\"failedAttempts\":null,\"lastFailedAttempt\":null}",
                "{\"version\":1,\"lastCodeStep\":null}",
                "{\"version\":1,\"lastCodeStep\":\"7\"}",
                "{\"version\":1,\"lastCodeStep\":1e400}",
                "{\"version\":1,\"lastCodeStep\":9223372036854775808}",
                "{\"version\":1,\"secondFactorConfirmed\":false}",
                "{\"version\":1,\"secondFactorConfirmed\":1e300}",
                "{\"version\":1,\"recoveryCodes\":{}}",
                "{\"version\":1,\"recoveryCodes\":[\"a\",null]}",
                "{\"version\":1,\"recoveryCodes\":[\"\"]}",
                "{\"version\":1,\"pendingLogin\":{}}",
                "{\"version\":1,\"pendingLogin\":{\"ticket\":\"t\"}}",
                "{\"version\":1,\"pendingLogin\":{\"ticket\":\"t\",\"expires\":\"soon\"}}",
                "{\"version\":1,\"passwordChangeDemanded\":true}",
                "{\"version\":1,\"tokenLastUse\":[]}",
                "{\"version\":1,\"tokenLastUse\":{\"a\":null}}");
        assertThat(damaged)
                .allSatisfy(json ->
                        assertThatThrownBy(() -> LoginStateDocuments.read(json)).isInstanceOf(DocumentException.class))
                .allSatisfy(json -> assertThatThrownBy(
                                () -> LoginStateDocuments.read(json.getBytes(StandardCharsets.UTF_8)))
                        .isInstanceOf(DocumentException.class));
    }

    @Example
    void namesTheDamagedMemberAndNeverAValue() {
        assertThatThrownBy(() -> LoginStateDocuments.read(
                        "{\"version\":1,\"recoveryCodes\":[\"" + SENTINEL + "\",{\"" + SENTINEL + "\":1}]}"))
                .hasMessage("the document has a damaged member: recoveryCodes")
                .hasNoCause();
        assertThatThrownBy(() -> LoginStateDocuments.read(
                        "{\"version\":1,\"tokenLastUse\":{\"" + SENTINEL + "\":\"" + SENTINEL + "\"}}"))
                .hasMessageNotContaining(SENTINEL);
    }
}
