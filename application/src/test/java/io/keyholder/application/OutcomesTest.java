package io.keyholder.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.result.ForbiddenOutcome;
import io.keyholder.application.result.Outcome;
import io.keyholder.application.result.UnsuccessfulException;
import io.keyholder.application.user.ModifyResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.access.Refusal.Reason;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.User;
import org.junit.jupiter.api.Test;

/** The one line of a host that only wants the wished case. */
class OutcomesTest {
    private final Fixture fixture = new Fixture();
    private final Keyholder keyholder = fixture.keyholder;

    @Test
    void twoLinesCreateAndLogIn() {
        User ada = keyholder
                .users()
                .create("ada@example.org", Fixture.password())
                .orThrow()
                .user();
        assertThat(ada.identifiers().email()).contains("ada@example.org");
        assertThat(keyholder
                        .logIn("Ada@Example.org", Fixture.password())
                        .orThrow()
                        .user())
                .isEqualTo(fixture.stored(ada.id()));
        assertThat(keyholder
                        .users()
                        .create("ada", Fixture.password())
                        .orThrow()
                        .user()
                        .identifiers()
                        .login())
                .contains("ada");
    }

    @Test
    void anotherCaseIsThrownByNameAndHeld() {
        fixture.user("ada");
        Outcome<?> refused = keyholder.logIn("ada", Password.of("wrong horse"));
        assertThatThrownBy(refused::orThrow)
                .isInstanceOfSatisfying(
                        UnsuccessfulException.class,
                        thrown -> assertThat(thrown.outcome()).isEqualTo(refused))
                .hasMessage("the result is 'refused'");
        assertThatThrownBy(() ->
                        keyholder.users().create("ada", Fixture.password()).orThrow())
                .hasMessage("the result is 'identifier taken'");
    }

    @Test
    void everyRefusalByThePolicyIsOfOneType() {
        User ada = fixture.user("ada");
        User bob = fixture.user("bob");
        Actor session = keyholder.logIn("ada", Fixture.password()).orThrow().actor();
        assertThat(ada).isNotEqualTo(bob);
        Outcome<?>[] refusals = {
            keyholder.users().find(session, bob.id()),
            keyholder.users().disable(session, bob.id()),
            keyholder.users().purge(session, bob.id()),
            keyholder.users().count(session),
            keyholder.persons().erase(session, bob.id()),
            keyholder.passwords().reset(session, bob.id(), Fixture.password()),
            keyholder.secondFactors().remove(session, bob.id()),
            keyholder.tokens().list(session, bob.id()),
            keyholder.permissions().decide(session, new UserId("nobody"), PermissionType.ADMIN, Attributes.NONE)
        };
        for (Outcome<?> refusal : refusals) {
            assertThat(refusal)
                    .isInstanceOfSatisfying(
                            ForbiddenOutcome.class,
                            forbidden ->
                                    assertThat(forbidden.refusal().reason()).isEqualTo(Reason.PERMISSION_MISSING));
        }
        assertThatThrownBy(() -> keyholder.users().disable(session, bob.id()).orThrow())
                .hasMessageContaining("You may not");
        assertThat(keyholder.users().disable(Actor.host(), bob.id()).orThrow())
                .isInstanceOf(ModifyResult.Modified.class);
    }

    @Test
    void aYesOrNoIsOneCall() {
        User chief = fixture.user("chief", user -> user.asAdministrator());
        User ada = fixture.user("ada");
        for (User user : new User[] {chief, ada}) {
            Actor session = keyholder
                    .logIn(user.identifiers().login().orElseThrow(), Fixture.password())
                    .orThrow()
                    .actor();
            assertThat(keyholder.permissions().allows(session, PermissionType.ADMIN, Attributes.NONE))
                    .isEqualTo(user.equals(chief));
        }
    }
}
