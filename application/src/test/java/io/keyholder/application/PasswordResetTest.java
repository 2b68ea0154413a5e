package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.doubles.TransparentCrypto;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.Profile;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordResetTest {
    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;
    private final UserId ada = fixture.user("ada").id();

    @Test
    void letsTheUserInByTheNewPasswordOnly() {
        assertThat(set("battery staple")).isInstanceOf(PasswordChangeResult.Changed.class);

        assertThat(keyholder.logIn("ada", Password.of("battery staple")).isAccepted())
                .isTrue();
        assertThat(keyholder.logIn("ada", Fixture.password()).isAccepted()).isFalse();
    }

    @Test
    void reportsThatAPasswordWasSet() {
        set("battery staple");

        assertThat(fixture.audit)
                .containsExactly(
                        new AuditEvent.PasswordSet(Fixture.NOW_IN_MILLIS, ada, AuditEvent.PasswordSet.Origin.RESET));
    }

    /** SECURITY-CASES 25. */
    @Test
    void revokesAllTokens() {
        keyholder.users().modify(Actor.host(), ada, PasswordResetTest::withTokens);

        set("battery staple");

        Tokens tokens = fixture.stored(ada).tokens();
        assertThat(tokens.named("web").orElseThrow().isUsableAt(Fixture.NOW)).isFalse();
        assertThat(tokens.application()).isEmpty();
    }

    @Test
    void saysBeforehandWhatWouldBeWrongWithAPassword() {
        User before = fixture.stored(ada);
        assertThat(fixture.keyholder.passwords().flawsOf(Password.of("short"), before))
                .containsExactly(new PasswordFlaw.TooShort(8));
        assertThat(fixture.keyholder.passwords().flawsOf(Password.of("battery staple"), before))
                .isEmpty();
        assertThat(fixture.stored(ada)).isEqualTo(before);
    }

    @Test
    void refusesAPasswordThatIsTooShort() {
        User before = fixture.stored(ada);

        assertThat(set("")).isEqualTo(new PasswordChangeResult.Refused(Set.of(new PasswordFlaw.TooShort(8))));
        assertThat(fixture.stored(ada)).isEqualTo(before);
    }

    @Test
    void missesAUserThatIsNotThere() {
        assertThat(keyholder.passwords().reset(Actor.host(), new UserId("stranger"), Password.of("battery staple")))
                .isEqualTo(new PasswordChangeResult.NoSuchUser());
    }

    @Test
    void givesUpOnAUserThatChangesAllTheTime() {
        fixture.storage.beforeEachWrite(() -> keyholder
                .users()
                .modify(
                        Actor.host(),
                        ada,
                        user -> user.withProfile(
                                Profile.NONE.withName(user.profile().name().orElse("") + "+"))));

        assertThatThrownBy(() -> set("battery staple")).isInstanceOf(StoreUnavailableException.class);
    }

    private PasswordChangeResult set(String password) {
        return keyholder.passwords().reset(Actor.host(), ada, Password.of(password));
    }

    private static User withTokens(User user) {
        AuthenticationToken token = AuthenticationToken.of(
                TransparentCrypto.currentHash("token"),
                Fixture.NOW_IN_MILLIS.minusSeconds(1),
                TokenValidity.unlimited());
        return user.withTokens(new Tokens(Map.of("web", token), Map.of("lab", ApplicationToken.of("clear"))));
    }
}
