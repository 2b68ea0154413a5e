package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SECURITY case 27: authority ends with the credential it came from. */
class SessionEndsTest {
    private static final Password FRESH = Password.of("another lamp 5 ferries");

    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private final User ada = fixture.user("ada");

    @Test
    void aSessionByPasswordEndsWithAReset() {
        Actor.LoggedIn session = session();
        assertThat(mayEdit(session)).isTrue();

        keyholder.passwords().reset(Actor.host(), ada.id(), FRESH, TokensAfterwards.KEPT);

        assertCredentialEnded(session);
        assertThat(keyholder.tokens().create(session, ada.id(), "late", TokenValidity.unlimited(), all()))
                .isInstanceOf(TokenCreation.Forbidden.class);
    }

    @Test
    void theUserWhoChangesItsPasswordGoesOn() {
        Actor.LoggedIn session = session();
        Actor.LoggedIn other = session();
        PasswordChangeResult changed =
                keyholder.passwords().change(session, ada.id(), Fixture.password(), FRESH, TokensAfterwards.REVOKED);

        assertCredentialEnded(session);
        assertCredentialEnded(other);
        assertThat(mayEdit(session.reboundTo(((PasswordChangeResult.Changed) changed).user())))
                .isTrue();
    }

    @Test
    void aSessionByTokenEndsWhenItIsRevoked() {
        Actor.LoggedIn session = sessionByToken("till");
        assertThat(keyholder.users().find(session, ada.id()).single()).isPresent();

        keyholder.tokens().revoke(Actor.host(), ada.id(), "till");

        assertCredentialEnded(session);
    }

    @Test
    void aSessionByTokenEndsWhenAnotherTokenTakesItsName() {
        Actor.LoggedIn session = sessionByToken("till");
        keyholder
                .users()
                .modify(
                        Actor.host(),
                        ada.id(),
                        user -> user.withTokens(user.tokens().without("till")));
        assertCredentialEnded(session);
        sessionByToken("till");
        assertCredentialEnded(session);
    }

    @Test
    void aSessionDoesNotSurviveErasingAndCreatingUnderTheSameId() {
        Actor.LoggedIn session = session();
        keyholder.persons().erase(Actor.host(), ada.id());
        User another = fixture.user("ada", user -> user.withId(ada.id()).withPassword(FRESH));
        assertThat(another.id()).isEqualTo(ada.id());
        assertCredentialEnded(session);
    }

    @Test
    void theTextOfAnActorIsTheActor() {
        for (Actor.LoggedIn session : new Actor.LoggedIn[] {session(), sessionByToken("till")}) {
            assertThat(Actor.LoggedIn.decode(session.encode())).isEqualTo(session);
        }
    }

    /** A stronger, wider, longer or other session cannot be written from the text of one. */
    @Test
    void aChangedActorIsRefused() {
        Actor.LoggedIn weak = sessionByToken("till");
        assertCredentialEnded(new Actor.LoggedIn(
                weak.user(), ProofStrength.TWO_FACTORS, weak.scope(), weak.until(), weak.credential()));
        assertCredentialEnded(new Actor.LoggedIn(
                weak.user(),
                weak.strength(),
                new TokenScope.Restricted(Set.of(PermissionType.ADMIN)),
                weak.until(),
                weak.credential()));
        assertCredentialEnded(new Actor.LoggedIn(
                weak.user(),
                weak.strength(),
                weak.scope(),
                Optional.of(Fixture.NOW_IN_MILLIS.plus(Duration.ofDays(1))),
                weak.credential()));
        assertCredentialEnded(new Actor.LoggedIn(
                fixture.user("bob").id(), weak.strength(), weak.scope(), weak.until(), weak.credential()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "kha1", "kha1........", "kha2.YQ.YQ.YQ.YQ.YQ.YQ.YQ.YQ.YQ", "kha1.%.%.%.%.%.%.%.%.%"})
    void textThatIsNoActorIsRefused(String text) {
        assertThatThrownBy(() -> Actor.LoggedIn.decode(text)).isInstanceOf(InvalidValueException.class);
    }

    private boolean mayEdit(Actor actor) {
        return keyholder.users().modify(actor, ada.id(), user -> user.withProfile(Profile.NONE.withName("Ada")))
                instanceof ModifyResult.Modified;
    }

    private void assertCredentialEnded(Actor.LoggedIn session) {
        ModifyResult result = keyholder
                .users()
                .modify(session, session.user(), user -> user.withProfile(Profile.NONE.withName("Late")));
        assertThat(result)
                .isInstanceOfSatisfying(
                        ModifyResult.Forbidden.class,
                        forbidden -> assertThat(forbidden.refusal().reason()).isEqualTo(Reason.CREDENTIAL_ENDED));
    }

    private Actor.LoggedIn session() {
        return ((LogInResult.Accepted) keyholder.logIn("ada", Fixture.password())).actor();
    }

    private Actor.LoggedIn sessionByToken(String name) {
        TokenCreation created =
                keyholder.tokens().create(Actor.host(), ada.id(), name, TokenValidity.unlimited(), all());
        try (Password token = ((TokenCreation.Created) created).value().asPassword()) {
            return ((LogInResult.Accepted) keyholder.logIn(LogInRequest.withToken(token))).actor();
        }
    }

    private static TokenScope all() {
        return TokenScope.unrestricted();
    }
}
