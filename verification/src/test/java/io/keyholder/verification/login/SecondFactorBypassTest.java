package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginPolicy.PasswordForm;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.SecondFactor;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.User;
import io.keyholder.verification.store.TestStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** SECURITY case 16: nobody gets around a second factor that is on. */
class SecondFactorBypassTest {
    private static final UserId MARY = new UserId("mary");

    @ParameterizedTest
    @EnumSource(PasswordForm.class)
    void thePasswordAloneIsHalfTheWay(PasswordForm form) {
        try (LoginBench bench = bench(form)) {
            userWithSecondFactor(bench);
            assertThat(bench.withPassword("mary", LoginBench.PASSWORD)).isInstanceOf(LogInResult.CodeNeeded.class);
            assertThat(bench.latestReason()).isEqualTo(RefusalReason.SECOND_FACTOR_REQUIRED);
        }
    }

    @ParameterizedTest
    @EnumSource(PasswordForm.class)
    void whatFollowsABarSkipsNothing(PasswordForm form) {
        try (LoginBench bench = bench(form)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            String wrong = device.authenticator().wrongCodeAt(bench.now());
            for (String tail : List.of("|", "|x", "|1", "||", "|" + wrong, "|000000000", "|" + wrong + "|", "|null")) {
                LogInResult result = bench.withPassword("mary", LoginBench.PASSWORD + tail);
                assertThat(result).as(tail).isInstanceOf(LogInResult.Refused.class);
                bench.clock.move(java.time.Duration.ofHours(1));
            }
        }
    }

    @Test
    void iCuresFormOfPasswordAndCodeIsAcceptedWhereTheHostSaysSo() {
        try (LoginBench bench = bench(PasswordForm.ICURE)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            String typed = LoginBench.PASSWORD + "|" + device.authenticator().codeAt(bench.now());
            assertStrength(bench.withPassword("mary", typed), ProofStrength.TWO_FACTORS);
            assertThat(bench.withPassword("mary", typed).isAccepted()).isFalse();
            assertThat(bench.latestReason()).isEqualTo(RefusalReason.CODE_REUSED);
        }
        try (LoginBench bench = bench(PasswordForm.PLAIN)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            String typed = LoginBench.PASSWORD + "|" + device.authenticator().codeAt(bench.now());
            assertThat(bench.withPassword("mary", typed).isAccepted()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(PasswordForm.class)
    void aPasswordThatEndsLikeACodeIsAPassword(PasswordForm form) {
        try (LoginBench bench = bench(form);
                Password odd = Password.of("ends like this|123456")) {
            User mary = bench.user("mary");
            bench.edit(
                    MARY,
                    user -> user.withCredentials(mary.credentials().withPasswordHash(new QuickHasher().hash(odd))));
            assertStrength(bench.withPassword("mary", "ends like this|123456"), ProofStrength.PASSWORD);
            assertThat(bench.withPassword("mary", "ends like this").isAccepted())
                    .isFalse();
        }
    }

    @Test
    void anUnusableFactorLetsNobodyIn() {
        try (LoginBench bench = bench(PasswordForm.ICURE)) {
            LoginBench.Device device = userWithSecondFactor(bench);
            LoginTicket earlier = bench.ticket("mary");
            bench.edit(MARY, user -> withFactor(user, new SecondFactor.Unusable()));
            assertUnusable(bench, bench.withPassword("mary", LoginBench.PASSWORD));
            String code = device.authenticator().codeAt(bench.now());
            assertUnusable(bench, bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, code));
            assertUnusable(
                    bench, bench.withTicket(0, earlier, device.recoveryCodes().get(0)));
        }
    }

    @Test
    void aFactorThatAnotherProgramTookAwayIsNotTakenForOff() {
        for (SecondFactor left :
                List.of(SecondFactor.off(), new SecondFactor.Pending(TotpSecret.of("JBSWY3DPEHPK3PXP")))) {
            try (LoginBench bench = bench(PasswordForm.PLAIN)) {
                LoginBench.Device device = userWithSecondFactor(bench);
                LoginTicket earlier = bench.ticket("mary");
                bench.edit(MARY, user -> withFactor(user, left));
                assertUnusable(bench, bench.withPassword("mary", LoginBench.PASSWORD));
                assertUnusable(
                        bench,
                        bench.withPasswordAndCode(
                                0,
                                "mary",
                                LoginBench.PASSWORD,
                                device.recoveryCodes().get(0)));
                assertUnusable(
                        bench,
                        bench.withTicket(0, earlier, device.recoveryCodes().get(0)));
                assertThat(bench.host().secondFactors().enrol(Actor.host(), MARY, "Practice"))
                        .isInstanceOf(SecondFactorResult.AlreadyOn.class);
            }
        }
    }

    @Test
    void anAdministratorGetsSuchAUserInAgain() {
        try (LoginBench bench = bench(PasswordForm.PLAIN)) {
            userWithSecondFactor(bench);
            bench.edit(MARY, user -> withFactor(user, SecondFactor.off()));
            assertThat(bench.host().secondFactors().remove(Actor.host(), MARY))
                    .isInstanceOf(SecondFactorResult.Removed.class);
            assertStrength(bench.withPassword("mary", LoginBench.PASSWORD), ProofStrength.PASSWORD);
        }
    }

    @Test
    void aSecretThatCannotBeReadLetsNobodyIn() {
        for (String stored : List.of("sealed1:00000000:AAAA", "MD5:9:!!", "sealed1:", "x")) {
            try (LoginBench bench = bench(PasswordForm.PLAIN)) {
                LoginBench.Device device = userWithSecondFactor(bench);
                bench.edit(MARY, user -> withFactor(user, new SecondFactor.On(TotpSecret.of(stored))));
                String code = device.authenticator().codeAt(bench.now());
                assertUnusable(bench, bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, code));
            }
        }
    }

    @Test
    void aSecretSealedForAnotherUserLetsNobodyIn() {
        try (LoginBench bench = bench(PasswordForm.PLAIN)) {
            User john = bench.user("john");
            LoginBench.Device ofJohn = bench.secondFactor(john.id());
            userWithSecondFactor(bench);
            SecondFactor stolen = bench.current(john.id()).credentials().secondFactor();
            bench.edit(MARY, user -> withFactor(user, stolen));
            String code = ofJohn.authenticator().codeAt(bench.now());
            assertUnusable(bench, bench.withPasswordAndCode(0, "mary", LoginBench.PASSWORD, code));
        }
    }

    @Test
    void aTokenNeverCountsAsTwoFactorsNorAsAPassword() {
        try (LoginBench bench = bench(PasswordForm.ICURE)) {
            userWithSecondFactor(bench);
            String longLived =
                    bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
            String shortLived =
                    bench.token(MARY, "sms", TokenValidity.seconds(600)).reveal();
            String code = bench.shortCode(MARY, "code");
            assertStrength(bench.withToken(longLived), ProofStrength.LONG_LIVED_TOKEN);
            assertStrength(bench.withToken(shortLived), ProofStrength.SHORT_LIVED_TOKEN);
            assertStrength(bench.withTokenOfUser(0, "mary", longLived), ProofStrength.LONG_LIVED_TOKEN);
            assertStrength(bench.withTokenOfUser(0, "mary", code), ProofStrength.SHORT_LIVED_TOKEN);
            assertStrength(bench.withPassword("mary", longLived), ProofStrength.LONG_LIVED_TOKEN);
            assertStrength(bench.withPassword("mary", code), ProofStrength.SHORT_LIVED_TOKEN);
            for (ProofStrength wanted : List.of(ProofStrength.PASSWORD, ProofStrength.TWO_FACTORS)) {
                try (Password token = Password.of(shortLived)) {
                    assertTooWeak(bench.logIn(LogInRequest.withToken(token).atLeast(wanted)));
                    assertTooWeak(bench.logIn(
                            LogInRequest.withTokenOfUser("mary", token).atLeast(wanted)));
                    assertTooWeak(
                            bench.logIn(LogInRequest.withPassword("mary", token).atLeast(wanted)));
                }
            }
        }
    }

    @Test
    void aPasswordAloneIsTooWeakForAHostThatAsksForTwoFactors() {
        try (LoginBench bench = bench(PasswordForm.PLAIN);
                Password password = Password.of(LoginBench.PASSWORD)) {
            bench.user("mary");
            assertTooWeak(
                    bench.logIn(LogInRequest.withPassword("mary", password).atLeast(ProofStrength.TWO_FACTORS)));
        }
    }

    private static LoginBench bench(PasswordForm form) {
        return LoginBench.over(
                TestStore.MAP,
                LoginBench.standardPolicy()
                        .withPasswordForm(form)
                        .withLegacyTokens(LoginPolicy.LegacyTokens.CONVERTED_ON_USE));
    }

    private static LoginBench.Device userWithSecondFactor(LoginBench bench) {
        return bench.secondFactor(bench.user("mary").id());
    }

    private static User withFactor(User user, SecondFactor factor) {
        return user.withCredentials(user.credentials().withSecondFactor(factor));
    }

    private static void assertUnusable(LoginBench bench, LogInResult result) {
        assertThat(result.isAccepted()).isFalse();
        assertThat(result).isInstanceOf(LogInResult.Refused.class);
        assertThat(bench.latestReason()).isEqualTo(RefusalReason.SECOND_FACTOR_UNUSABLE);
    }

    private static void assertTooWeak(LogInResult result) {
        assertThat(LoginBench.outsideReason(result)).contains(RefusalReason.PROOF_TOO_WEAK);
    }

    private static void assertStrength(LogInResult result, ProofStrength strength) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        LogInResult.Accepted.class,
                        accepted -> assertThat(accepted.strength()).isEqualTo(strength));
    }
}
