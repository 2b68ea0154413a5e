package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.domain.credential.Credentials;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.user.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SECURITY case 3: nothing, or next to nothing, never lets anybody in and never breaks anything. */
class NothingPresentedTest {
    private static final List<String> NEXT_TO_NOTHING =
            List.of("", " ", "\u0000", "|", "|123456", "|000000", "-", "null", "*", "kht1.", "kht1....");

    private final LoginBench bench = LoginBench.over(
            TestStore.MAP,
            LoginBench.standardPolicy()
                    .withPasswordForm(LoginPolicy.PasswordForm.ICURE)
                    .withLegacyTokens(LoginPolicy.LegacyTokens.CONVERTED_ON_USE));

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void noPasswordIsNoPassword() {
        bench.user("mary");
        bench.stored(bench.unsaved("passwordless").withCredentials(Credentials.NONE));
        for (String login : List.of("mary", "passwordless", "nobody", "", " ", "|")) {
            NEXT_TO_NOTHING.forEach(nothing -> assertRefused(bench.withPassword(login, nothing)));
        }
    }

    @Test
    void noCodeIsNoCode() {
        UserId mary = bench.user("mary").id();
        bench.secondFactor(mary);
        for (String nothing : NEXT_TO_NOTHING) {
            assertRefused(bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, nothing));
            waitOutPauses();
            LoginTicket ticket = bench.ticket("mary");
            assertRefused(bench.withTicket(0, ticket, nothing));
            waitOutPauses();
        }
    }

    @Test
    void noTokenIsNoToken() {
        UserId mary = bench.user("mary").id();
        bench.shortCode(mary, "");
        bench.shortCode(mary, "code");
        for (String nothing : NEXT_TO_NOTHING) {
            assertRefused(bench.withToken(nothing));
            assertRefused(bench.withTokenOfUser(0, "mary", nothing));
            assertRefused(bench.withTokenOfUser(0, "", nothing));
            try (Password plain = Password.of(nothing)) {
                assertRefused(bench.logIn(LogInRequest.withInvitation(plain)));
            }
        }
    }

    @Test
    void aTicketThatNobodyGaveIsNoTicket() {
        UserId mary = bench.user("mary").id();
        LoginBench.Device device = bench.secondFactor(mary);
        LoginTicket forged =
                new LoginTicket(TokenValue.of(mary, "pending-login", new byte[TokenValue.SECRET_SIZE_BYTES]));
        assertRefused(bench.withTicket(0, forged, device.authenticator().codeAt(bench.now())));
        bench.ticket("mary");
        assertRefused(bench.withTicket(0, forged, device.authenticator().codeAt(bench.now())));
        LoginTicket ofNobody = new LoginTicket(
                TokenValue.of(new UserId("nobody"), "pending-login", new byte[TokenValue.SECRET_SIZE_BYTES]));
        assertRefused(bench.withTicket(0, ofNobody, ""));
    }

    private void waitOutPauses() {
        bench.clock.move(java.time.Duration.ofHours(1));
    }

    private static void assertRefused(LogInResult result) {
        assertThat(result).isInstanceOf(LogInResult.Refused.class);
        assertThat(LoginBench.outsideReason(result))
                .hasValueSatisfying(
                        reason -> assertThat(reason).isIn(RefusalReason.WRONG_CREDENTIAL, RefusalReason.PAUSED));
    }
}
