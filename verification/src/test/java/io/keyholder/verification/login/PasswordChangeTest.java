package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.PasswordFlaw;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import io.keyholder.domain.user.UserStatus;
import io.keyholder.testkit.contract.Race;
import io.keyholder.verification.store.TestStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY case 25, and what else a new password does. */
class PasswordChangeTest {
    private static final UserId MARY = new UserId("mary");
    private static final String FRESH = "a fresh and long password";

    private final LoginBench bench = LoginBench.over(TestStore.MAP);

    @BeforeEach
    void makeUser() {
        bench.user("mary");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void revokesEveryTokenOfTheUser() {
        String token = bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
        String code = bench.shortCode(MARY, "sms");
        bench.edit(MARY, user -> withClearToken(user, "app", "legacy"));
        assertThat(change(bench, LoginBench.PASSWORD, FRESH, TokensAfterwards.REVOKED))
                .isInstanceOf(PasswordChangeResult.Changed.class);
        assertThat(bench.withToken(token).isAccepted()).isFalse();
        assertThat(bench.latestReason()).isEqualTo(RefusalReason.TOKEN_EXPIRED);
        assertThat(bench.withTokenOfUser(0, "mary", code).isAccepted()).isFalse();
        assertThat(bench.current(MARY).tokens().application()).isEmpty();
    }

    @Test
    void keepsTokensForAHostThatKnowsWhy() {
        String token = bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
        change(bench, LoginBench.PASSWORD, FRESH, TokensAfterwards.KEPT);
        assertThat(bench.withToken(token).isAccepted()).isTrue();
    }

    @Test
    void anAdministratorsResetRevokesTokensToo() {
        String token = bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
        try (Password fresh = Password.of(FRESH)) {
            bench.host().passwords().reset(Actor.host(), MARY, fresh, TokensAfterwards.REVOKED);
        }
        assertThat(bench.withToken(token).isAccepted()).isFalse();
        assertThat(bench.withPassword("mary", FRESH).isAccepted()).isTrue();
        assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted()).isFalse();
    }

    @Test
    void aTicketOfTheOldPasswordIsWorthNothing() {
        LoginBench.Device device = bench.secondFactor(MARY);
        LoginTicket ticket = bench.ticket("mary");
        change(bench, LoginBench.PASSWORD, FRESH, TokensAfterwards.KEPT);
        assertThat(bench.withTicket(0, ticket, device.authenticator().codeAt(bench.now()))
                        .isAccepted())
                .isFalse();
    }

    @Test
    void aDemandedChangeIsAskedForUntilItIsMade() {
        LoginBench.Device device = bench.secondFactor(MARY);
        LoginTicket ticket = bench.ticket("mary");
        assertThat(bench.host().passwords().demandChange(Actor.host(), MARY).orElseThrow())
                .isTrue();
        assertRefused(bench.withPassword("mary", LoginBench.PASSWORD), RefusalReason.PASSWORD_CHANGE_REQUIRED);
        assertRefused(
                bench.withTicket(0, ticket, device.authenticator().codeAt(bench.now())),
                RefusalReason.PASSWORD_CHANGE_REQUIRED);
        assertRefused(bench.withPassword("mary", LoginBench.WRONG), RefusalReason.WRONG_CREDENTIAL);
        change(bench, LoginBench.PASSWORD, FRESH, TokensAfterwards.REVOKED);
        assertThat(bench.withPasswordAndCode(
                                0, "mary", FRESH, device.authenticator().codeAt(bench.now()))
                        .isAccepted())
                .isTrue();
        assertThat(bench.host()
                        .passwords()
                        .demandChange(Actor.host(), new UserId("nobody"))
                        .orElseThrow())
                .isFalse();
    }

    @Test
    void aWrongOldPasswordChangesNothing() {
        assertThat(change(bench, LoginBench.WRONG, FRESH, TokensAfterwards.REVOKED))
                .isInstanceOf(PasswordChangeResult.WrongPassword.class);
        assertThat(bench.withPassword("mary", LoginBench.PASSWORD).isAccepted()).isTrue();
    }

    @Test
    void whoMayNotLogInMayNotChangeThePasswordEither() {
        bench.edit(MARY, user -> user.withLifecycle(life -> life.withStatus(UserStatus.DISABLED)));
        assertThat(change(bench, LoginBench.PASSWORD, FRESH, TokensAfterwards.REVOKED))
                .isEqualTo(new PasswordChangeResult.NotAdmitted(RefusalReason.DISABLED));
        assertThat(change(bench, LoginBench.WRONG, FRESH, TokensAfterwards.REVOKED))
                .isInstanceOf(PasswordChangeResult.WrongPassword.class);
    }

    @Test
    void aBadNewPasswordIsRefusedBeforeAnythingIsJudged() {
        int before = bench.hasher.calls();
        assertThat(change(bench, LoginBench.WRONG, "short", TokensAfterwards.REVOKED))
                .isEqualTo(new PasswordChangeResult.Refused(Set.of(new PasswordFlaw.TooShort(15))));
        assertThat(bench.hasher.calls()).isEqualTo(before);
        assertThat(bench.state(MARY).attempts().failures()).isZero();
    }

    @Test
    void sixtyFourCharactersAreAPassword() {
        String hexLike = "0123456789abcdef".repeat(4);
        change(bench, LoginBench.PASSWORD, hexLike, TokensAfterwards.REVOKED);
        assertThat(bench.withPassword("mary", hexLike).isAccepted()).isTrue();
        assertThat(bench.current(MARY).credentials().passwordHash())
                .hasValueSatisfying(hash -> assertThat(hash.encoded()).doesNotContain(hexLike));
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void ofManyWhoChangeThePasswordAtOnceOneWins(TestStore store) {
        try (LoginBench shared = LoginBench.over(store, GuessingTest.patientPolicy())) {
            shared.user("mary");
            List<PasswordChangeResult> results = Race.between(6, runner -> {
                try (Password old = Password.of(LoginBench.PASSWORD);
                        Password fresh = Password.of("the new password of " + runner)) {
                    return shared.host(runner)
                            .passwords()
                            .change(Actor.host(), MARY, old, fresh, TokensAfterwards.REVOKED);
                }
            });
            assertThat(results)
                    .filteredOn(PasswordChangeResult.Changed.class::isInstance)
                    .hasSize(1);
            assertThat(results)
                    .filteredOn(result -> !(result instanceof PasswordChangeResult.Changed))
                    .allMatch(PasswordChangeResult.WrongPassword.class::isInstance);
        }
    }

    private static PasswordChangeResult change(LoginBench bench, String old, String fresh, TokensAfterwards tokens) {
        try (Password oldPassword = Password.of(old);
                Password freshPassword = Password.of(fresh)) {
            return bench.host().passwords().change(Actor.host(), MARY, oldPassword, freshPassword, tokens);
        }
    }

    private static void assertRefused(LogInResult result, RefusalReason reason) {
        assertThat(LoginBench.outsideReason(result)).contains(reason);
    }

    private static User withClearToken(User user, String name, String value) {
        Map<String, ApplicationToken> clear = new LinkedHashMap<>(user.tokens().application());
        clear.put(name, ApplicationToken.of(value));
        return user.withTokens(new Tokens(user.tokens().authentication(), clear));
    }
}
