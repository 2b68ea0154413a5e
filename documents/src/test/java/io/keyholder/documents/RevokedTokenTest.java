package io.keyholder.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.Lifecycle;
import io.keyholder.domain.user.LoginIdentifiers;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A revoked token is refused by whoever reads the document, also by a server that knows no revocation. */
class RevokedTokenTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void isWrittenWithoutAnyValidityAndReadBackAsItWas() {
        for (TokenValidity validity : List.of(TokenValidity.seconds(60), TokenValidity.unlimited())) {
            User user = User.of(
                            new UserId("u"),
                            LoginIdentifiers.login("bob"),
                            Lifecycle.startingAt(CREATED, UserStatus.ACTIVE))
                    .withTokens(Tokens.NONE.with(
                            "t",
                            AuthenticationToken.of(PasswordHash.of("{h}"), CREATED, validity)
                                    .revokedAt(CREATED.plusSeconds(1))));
            String json = UserDocuments.write(user);
            assertThat(json).contains("\"validity\":0,");
            assertThat(UserDocuments.read(json)).isEqualTo(user);
        }
    }

    @Test
    void anUnreadableRevocationNeverMakesATokenWork() {
        String revokedOnlyInPart = """
                {"_id":"u","login":"bob","authenticationTokens":{"t":{"token":"{h}","creationTime":0,"validity":0,
                "revokedValidity":-1}}}""";
        assertThat(UserDocuments.read(revokedOnlyInPart).tokens().authentication())
                .isEmpty();
        assertThat(UserDocuments.write(UserDocuments.read(revokedOnlyInPart))).contains("revokedValidity");
    }
}
