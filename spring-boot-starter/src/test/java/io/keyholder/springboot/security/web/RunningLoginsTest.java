package io.keyholder.springboot.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.RoleCatalogue;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.RunningPractice;
import io.keyholder.springboot.security.authentication.Authorities;
import io.keyholder.springboot.security.authentication.KeyholderAuthentication;
import io.keyholder.springboot.security.authentication.KeyholderPrincipal;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** What a session claims counts for nothing unless the stored user bears it out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunningLoginsTest {
    private RunningPractice practice;
    private RunningLogins logins;
    private User ada;
    private String text;

    @BeforeAll
    void start() {
        practice = RunningPractice.with();
        logins = new RunningLogins(
                practice.keyholder(), new Authorities(RoleCatalogue.EMPTY, List.of(), practice.clock()));
        ada = practice.user("ada");
        try (Password password = Password.of(RunningPractice.PASSWORD)) {
            text = ((LogInResult.Accepted) practice.keyholder().logIn("ada", password))
                    .actor()
                    .encode();
        }
    }

    @AfterAll
    void stop() {
        practice.close();
    }

    @Test
    void whatTheSessionClaimsOfAuthoritiesIsReplaced() {
        assertThat(running(session(ada.id().value(), text)).getAuthorities()).isEmpty();
    }

    @Test
    void theUserIsTheOneOfTheActorWhateverTheNameIs() {
        KeyholderAuthentication running = running(session("bob", text));
        assertThat(running.getName()).isEqualTo(ada.id().value());
        assertThat(running.getPrincipal().id()).isEqualTo(ada.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "kha1.", "\u0000", "{}"})
    void aTextThatIsNoneOfAnActorHasEnded(String other) {
        assertThat(logins.check(session(ada.id().value(), other)))
                .isEqualTo(new RunningLogins.Checked.Ended(Refusal.Reason.CREDENTIAL_ENDED));
    }

    @Test
    void anActorThatWasChangedHasEnded() {
        Actor.LoggedIn actor = Actor.LoggedIn.decode(text);
        Actor.LoggedIn stronger = new Actor.LoggedIn(
                actor.user(), ProofStrength.TWO_FACTORS, actor.scope(), actor.until(), actor.credential());
        assertThat(logins.check(session(ada.id().value(), stronger.encode())))
                .isEqualTo(new RunningLogins.Checked.Ended(Refusal.Reason.CREDENTIAL_ENDED));
    }

    private KeyholderAuthentication running(KeyholderAuthentication session) {
        return ((RunningLogins.Checked.GoesOn) logins.check(session)).login();
    }

    private static KeyholderAuthentication session(String user, String actorText) {
        return new KeyholderAuthentication(
                new KeyholderPrincipal(user, actorText), List.of(new SimpleGrantedAuthority("ADMIN")));
    }
}
