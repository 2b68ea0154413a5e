package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.application.internal.login.RedemptionResult;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LoginPolicy.PasswordForm;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.verification.store.TestStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SECURITY cases 15, 16 and 25: what the secret of an invitation opens, and what else opens an invitation. */
class InvitationSecretsTest {
    private static final UserId MARY = new UserId("mary");
    private static final String FRESH = "a fresh and long password";

    private final LoginBench bench =
            LoginBench.over(TestStore.MAP, LoginBench.standardPolicy().withPasswordForm(PasswordForm.ICURE));

    @BeforeEach
    void storeMary() {
        bench.user("mary");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anInvitationIsNoTokenOfOneWhoWasActivatedWithoutIt() {
        String secret = bench.invitation(MARY, "1", TokenValidity.unlimited()).reveal();
        setStatus(UserStatus.ACTIVE);
        assertThat(bench.withToken(secret).isAccepted()).isFalse();
        assertThat(bench.withTokenOfUser(0, "mary", secret).isAccepted()).isFalse();
        assertThat(bench.withPassword("mary", secret).isAccepted()).isFalse();
        try (Password plain = Password.of(secret)) {
            assertThat(bench.logIn(LogInRequest.withInvitation(plain)).isAccepted())
                    .isFalse();
        }
        assertThat(bench.redeem(0, secret, FRESH)).isInstanceOf(RedemptionResult.Refused.class);
    }

    @Test
    void noOtherTokenIsAnInvitation() {
        String token = bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
        setStatus(UserStatus.REGISTERING);
        try (Password plain = Password.of(token)) {
            assertThat(bench.logIn(LogInRequest.withInvitation(plain)).isAccepted())
                    .isFalse();
        }
        assertThat(bench.redeem(0, token, FRESH)).isInstanceOf(RedemptionResult.Refused.class);
        assertThat(bench.withPassword("mary", FRESH).isAccepted()).isFalse();
    }

    @Test
    void noTokenIsMadeUnderTheNameOfAnInvitation() {
        assertThatThrownBy(() -> bench.token(MARY, "invitation:1", TokenValidity.unlimited()))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("token name");
    }

    @Test
    void whatWasHadBeforeAnAcceptedInvitationIsOver() {
        String token = bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
        LoginBench.Device device = bench.secondFactor(MARY);
        LoginTicket ticket = bench.ticket("mary");
        String secret = bench.invitation(MARY, "1", TokenValidity.unlimited()).reveal();
        assertThat(bench.redeem(0, secret, FRESH)).isInstanceOf(RedemptionResult.Redeemed.class);
        String code = device.authenticator().codeAt(bench.now());
        assertThat(bench.withToken(token).isAccepted()).isFalse();
        assertThat(bench.withTicket(0, ticket, code).isAccepted()).isFalse();
        assertThat(bench.redeem(0, secret, LoginBench.WRONG)).isInstanceOf(RedemptionResult.Refused.class);
        assertThat(bench.withPasswordAndCode(0, "mary", FRESH, code).isAccepted())
                .isTrue();
    }

    private void setStatus(UserStatus status) {
        bench.edit(MARY, user -> user.withLifecycle(life -> life.withStatus(status)));
    }
}
