package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.application.internal.wiring.LoginUseCases;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.token.TokenSummary;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.AuthenticationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.TokenValue;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditEvent.TokenChanged.TokenChange;
import io.keyholder.testkit.contract.Race;
import io.keyholder.verification.store.TestStore;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tokens from their making to their end. */
class TokensTest {
    private static final UserId MARY = new UserId("mary");

    private final LoginBench bench = bench(LoginPolicy.LegacyTokens.CONVERTED_ON_USE);

    @BeforeEach
    void makeUser() {
        bench.user("mary");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void aTokenWorksInItsLifeAndSaysWhenThatEnds() {
        String token = bench.token(MARY, "device", TokenValidity.seconds(3_600)).reveal();
        assertThat(accepted(bench.withToken(token)).until())
                .contains(bench.now().plus(Duration.ofHours(1)));
        bench.clock.move(Duration.ofHours(1).minusNanos(1));
        assertThat(bench.withToken(token).isAccepted()).isTrue();
        bench.clock.move(Duration.ofNanos(1));
        assertThat(bench.withToken(token).isAccepted()).isFalse();
        bench.clock.move(Duration.ofHours(-1).minusNanos(1).minus(Duration.ofSeconds(60)));
        assertThat(bench.withToken(token).isAccepted()).isFalse();
        assertThat(bench.latestReason()).isEqualTo(RefusalReason.TOKEN_EXPIRED);
    }

    @Test
    void aTokenThatOutlivesEveryCalendarWorks() {
        String token = bench.token(MARY, "device", TokenValidity.seconds(Long.MAX_VALUE))
                .reveal();
        assertThat(accepted(bench.withToken(token)).until()).isEmpty();
        String unlimited = bench.token(MARY, "app", TokenValidity.unlimited()).reveal();
        assertThat(accepted(bench.withToken(unlimited)).until()).isEmpty();
    }

    @Test
    void aRestrictedTokenSaysSo() {
        TokenScope scope = new TokenScope.Restricted(Set.of(PermissionType.PATIENT_VIEW));
        TokenCreation.Created created = (TokenCreation.Created)
                bench.host().tokens().create(Actor.host(), MARY, "viewer", TokenValidity.unlimited(), scope);
        assertThat(accepted(bench.withToken(created.value().reveal())).scope()).isEqualTo(scope);
        assertThat(bench.host().tokens().create(Actor.host(), MARY, "viewer", TokenValidity.unlimited(), scope))
                .isInstanceOf(TokenCreation.NameTaken.class);
        assertThat(bench.host()
                        .tokens()
                        .create(Actor.host(), new UserId("nobody"), "x", TokenValidity.unlimited(), scope))
                .isInstanceOf(TokenCreation.NoSuchUser.class);
    }

    @Test
    void aTokenIsForItsOwnUserAndName() {
        bench.user("john");
        TokenValue token = bench.token(MARY, "device", TokenValidity.unlimited());
        bench.token(MARY, "other", TokenValidity.unlimited());
        AuthenticationToken stored =
                bench.current(MARY).tokens().named("device").orElseThrow();
        bench.edit(new UserId("john"), user -> user.withTokens(user.tokens().with("device", stored)));
        byte[] guess = new byte[TokenValue.SECRET_SIZE_BYTES];
        assertThat(bench.withToken(TokenValue.of(MARY, "device", guess).reveal())
                        .isAccepted())
                .isFalse();
        assertThat(bench.withToken(token.reveal().replace('.', ',')).isAccepted())
                .isFalse();
        assertThat(accepted(bench.withToken(token.reveal())).user().id()).isEqualTo(MARY);
    }

    @Test
    void aRevokedTokenNeverWorksAgain() {
        String token = bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
        assertThat(bench.host(1).tokens().revoke(Actor.host(), MARY, "device").orElseThrow())
                .isTrue();
        assertThat(bench.host(1).tokens().revoke(Actor.host(), MARY, "device").orElseThrow())
                .isTrue();
        assertThat(bench.host().tokens().revoke(Actor.host(), MARY, "no such").orElseThrow())
                .isFalse();
        assertThat(bench.host()
                        .tokens()
                        .revoke(Actor.host(), new UserId("nobody"), "device")
                        .orElseThrow())
                .isFalse();
        bench.clock.move(Duration.ofDays(-1));
        assertThat(bench.withToken(token).isAccepted()).isFalse();
    }

    @Test
    void lastUseIsRecordedBesideTheUser() {
        String token = bench.token(MARY, "device", TokenValidity.unlimited()).reveal();
        User before = bench.current(MARY);
        bench.clock.move(Duration.ofHours(1));
        bench.withToken(token);
        assertThat(bench.current(MARY)).isEqualTo(before);
        assertThat(bench.host().tokens().list(Actor.host(), MARY).orElseThrow())
                .singleElement()
                .satisfies(summary -> assertThat(summary.lastUse()).contains(bench.now()));
        bench.clock.move(Duration.ofSeconds(59));
        bench.withToken(token);
        assertThat(bench.state(MARY).tokenLastUse())
                .containsEntry("device", bench.now().minusSeconds(59));
        bench.clock.move(Duration.ofSeconds(1));
        bench.withToken(token);
        assertThat(bench.state(MARY).tokenLastUse()).containsEntry("device", bench.now());
    }

    @ParameterizedTest
    @EnumSource(TestStore.class)
    void aCheckIsOneReadByIdAndOneFastHash(TestStore store) {
        try (LoginBench counted = LoginBench.over(store)) {
            counted.user("mary");
            String token =
                    counted.token(MARY, "device", TokenValidity.unlimited()).reveal();
            CallCount calls = new CallCount();
            LoginUseCases host = counted.hostWith(calls::over);
            assertThat(calls.taken()).as("at opening").containsExactly("TokenHasher.hash");
            assertThat(logIn(host, token).isAccepted()).isTrue();
            assertThat(calls.taken())
                    .containsExactly(
                            "UserRepository.findById",
                            "TokenHasher.verify",
                            "LoginStateRepository.find",
                            "LoginStateRepository.compareAndSet");
            assertThat(logIn(host, token).isAccepted()).isTrue();
            assertThat(calls.taken()).containsExactly("UserRepository.findById", "TokenHasher.verify");
            assertThat(logIn(host, mistyped(token)).isAccepted()).isFalse();
            assertThat(calls.taken()).containsExactly("TokenHasher.verify");
            counted.clock.move(Duration.ofMinutes(1));
            assertThat(logIn(host, token).isAccepted()).isTrue();
            assertThat(calls.taken()).contains("LoginStateRepository.compareAndSet");
            assertThat(counted.state(MARY).tokenLastUse()).containsEntry("device", counted.now());
        }
    }

    @Test
    void aTokenMadeAnewUnderAnOldNameHasUsesOfItsOwn() {
        bench.withToken(bench.token(MARY, "device", TokenValidity.seconds(1)).reveal());
        bench.clock.move(Duration.ofSeconds(1));
        bench.host().tokens().removeExpired(Actor.host(), MARY).orElseThrow();
        bench.withToken(bench.token(MARY, "device", TokenValidity.seconds(1)).reveal());
        assertThat(bench.state(MARY).tokenLastUse()).containsEntry("device", bench.now());
    }

    @Test
    void whatIsOverIsCleanedUpAndNothingElse() {
        bench.token(MARY, "short", TokenValidity.seconds(60));
        bench.token(MARY, "long", TokenValidity.seconds(3_600));
        bench.token(MARY, "revoked", TokenValidity.unlimited());
        String app = bench.token(MARY, "app", TokenValidity.unlimited()).reveal();
        bench.host().tokens().revoke(Actor.host(), MARY, "revoked").orElseThrow();
        bench.withToken(app);
        bench.clock.move(Duration.ofSeconds(60));
        assertThat(bench.host().tokens().removeExpired(Actor.host(), MARY).orElseThrow())
                .containsExactly("short", "revoked");
        assertThat(bench.host().tokens().list(Actor.host(), MARY).orElseThrow().stream()
                        .map(TokenSummary::name))
                .containsExactly("long", "app");
        assertThat(bench.state(MARY).tokenLastUse()).containsOnlyKeys("app");
        assertThat(bench.host().tokens().removeExpired(Actor.host(), MARY).orElseThrow())
                .isEmpty();
        assertThat(bench.host()
                        .tokens()
                        .list(Actor.host(), new UserId("nobody"))
                        .orElseThrow())
                .isEmpty();
    }

    @Test
    void aTokenThatICureMadeWorksWithItsUsersName() {
        String value = "3c3e1b0e-4ab4-4b9c-9d3c-0f5b8a2f9a11";
        bench.edit(
                MARY,
                user -> user.withTokens(user.tokens()
                        .with(
                                "icure",
                                AuthenticationToken.of(iCureHash(value), bench.now(), TokenValidity.seconds(3_600)))));
        assertThat(accepted(bench.withTokenOfUser(0, "mary", value)).strength())
                .isEqualTo(ProofStrength.LONG_LIVED_TOKEN);
        assertThat(bench.withToken(value).isAccepted()).isFalse();
        assertThat(bench.withTokenOfUser(0, "mary", value + "x").isAccepted()).isFalse();
    }

    @Test
    void aClearTokenIsTurnedIntoAHashedOneAtItsFirstUse() {
        String value = "legacy-token-of-an-application";
        bench.edit(MARY, user -> withClearTokens(user, Map.of("app", value, "other", "another-legacy-token-value")));
        assertThat(accepted(bench.withTokenOfUser(0, "mary", value)).strength())
                .isEqualTo(ProofStrength.LONG_LIVED_TOKEN);
        Tokens after = bench.current(MARY).tokens();
        assertThat(after.application()).containsOnlyKeys("other");
        assertThat(after.named("app").orElseThrow().hash().encoded()).doesNotContain(value);
        assertThat(bench.audit.events())
                .contains(new AuditEvent.TokenChanged(bench.now(), MARY, "app", TokenChange.LEGACY_CONVERTED));
        assertThat(bench.withTokenOfUser(1, "mary", value).isAccepted()).isTrue();
    }

    @Test
    void aClearTokenStandsInThePlaceOfAPasswordAsICureHasIt() {
        String value = "legacy-token-of-an-application";
        LoginPolicy policy = LoginBench.standardPolicy()
                .withLegacyTokens(LoginPolicy.LegacyTokens.CONVERTED_ON_USE)
                .withPasswordForm(LoginPolicy.PasswordForm.ICURE);
        try (LoginBench icure = LoginBench.over(TestStore.MAP, policy)) {
            icure.stored(withClearTokens(icure.unsaved("mary"), Map.of("app", value, "pda", "4711")));
            assertThat(icure.withPassword("mary", value).isAccepted()).isTrue();
            assertThat(icure.withPassword("mary", "4711").isAccepted()).isTrue();
            assertThat(icure.current(MARY).tokens().application()).isEmpty();
            assertThat(icure.state(MARY).attempts().failures()).isZero();
        }
    }

    @Test
    void aClearTokenIsNeverHashedUnderTheNameOfAnInvitation() {
        String value = "legacy-token-of-an-application";
        bench.edit(MARY, user -> withClearTokens(user, Map.of("invitation:app", value)));
        assertThat(bench.withTokenOfUser(0, "mary", value).isAccepted()).isTrue();
        assertThat(bench.withTokenOfUser(1, "mary", value).isAccepted()).isTrue();
    }

    @Test
    void aClearTokenKeepsItsHashedNamesake() {
        String hashed = bench.token(MARY, "app", TokenValidity.unlimited()).reveal();
        String value = "legacy-token-of-an-application";
        bench.edit(MARY, user -> withClearTokens(user, Map.of("app", value)));
        assertThat(bench.withTokenOfUser(0, "mary", value).isAccepted()).isTrue();
        assertThat(bench.withTokenOfUser(0, "mary", value).isAccepted()).isTrue();
        assertThat(bench.withToken(hashed).isAccepted()).isTrue();
    }

    @Test
    void clearTokensLetNobodyInWhereTheHostDidNotSaySo() {
        try (LoginBench strict = bench(LoginPolicy.LegacyTokens.REFUSED)) {
            strict.stored(withClearTokens(strict.unsaved("mary"), Map.of("app", "legacy-token-of-an-application")));
            assertThat(strict.withTokenOfUser(0, "mary", "legacy-token-of-an-application")
                            .isAccepted())
                    .isFalse();
            assertThat(strict.current(MARY).tokens().application()).containsKey("app");
        }
    }

    @Test
    void racingFirstUsesOfAClearTokenAllSucceedAndConvertItOnce() {
        String value = "legacy-token-of-an-application";
        bench.edit(MARY, user -> withClearTokens(user, Map.of("app", value)));
        List<LogInResult> results = Race.between(8, runner -> bench.withTokenOfUser(runner, "mary", value));
        assertThat(results).allMatch(LogInResult::isAccepted);
        assertThat(bench.current(MARY).tokens().authentication()).hasSize(1);
        assertThat(bench.audit.events().stream().filter(AuditEvent.TokenChanged.class::isInstance))
                .hasSize(1);
    }

    @Test
    void makingAndRevokingTokensCommutes() {
        Race.between(8, runner -> {
            bench.host(runner)
                    .tokens()
                    .create(
                            Actor.host(),
                            MARY,
                            "token " + runner,
                            TokenValidity.unlimited(),
                            TokenScope.unrestricted());
            return bench.host(runner + 1)
                    .tokens()
                    .revoke(Actor.host(), MARY, "token " + runner)
                    .orElseThrow();
        });
        assertThat(bench.host().tokens().list(Actor.host(), MARY).orElseThrow())
                .hasSize(8)
                .allMatch(summary -> summary.token().revoked().isPresent());
    }

    private static LogInResult logIn(LoginUseCases host, String token) {
        try (Password plain = Password.of(token)) {
            return host.gate().logIn(LogInRequest.withToken(plain));
        }
    }

    /** With its first secret letter changed, which the checksum tells. */
    private static String mistyped(String token) {
        int secret = token.lastIndexOf('.', token.lastIndexOf('.') - 1) + 1;
        char other = token.charAt(secret) == 'A' ? 'B' : 'A';
        return token.substring(0, secret) + other + token.substring(secret + 1);
    }

    private static LoginBench bench(LoginPolicy.LegacyTokens legacy) {
        return LoginBench.over(TestStore.MAP, LoginBench.standardPolicy().withLegacyTokens(legacy));
    }

    private static LogInResult.Accepted accepted(LogInResult result) {
        assertThat(result).isInstanceOf(LogInResult.Accepted.class);
        return (LogInResult.Accepted) result;
    }

    private static PasswordHash iCureHash(String value) {
        try (Password plain = Password.of(value)) {
            return BouncyCastleCrypto.create().tokenHasher().hash(plain);
        }
    }

    private static User withClearTokens(User user, Map<String, String> clear) {
        Map<String, ApplicationToken> tokens = new LinkedHashMap<>();
        clear.forEach((name, value) -> tokens.put(name, ApplicationToken.of(value)));
        return user.withTokens(new Tokens(user.tokens().authentication(), tokens));
    }
}
