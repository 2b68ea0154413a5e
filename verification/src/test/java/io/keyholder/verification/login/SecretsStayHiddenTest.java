package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.login.LoginPolicy;
import io.keyholder.application.login.LoginTicket;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.token.ApplicationToken;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.token.Tokens;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.sample.Authenticator;
import io.keyholder.verification.store.TestStore;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * SECURITY case 20: everything that can be shown of a login (results, requests, events, errors, users) is searched for
 * every secret that was used or made.
 */
class SecretsStayHiddenTest {
    private static final UserId MARY = new UserId("mary");

    private final List<String> secrets = new ArrayList<>();
    private final StringBuilder shown = new StringBuilder();
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
    void nothingThatIsShownHoldsASecret() {
        User mary = bench.user("mary");
        bench.edit(
                MARY,
                user -> user.withCredentials(
                        user.credentials().withPasswordHash(QuickHasher.outdatedHash(LoginBench.PASSWORD))));
        secret(LoginBench.PASSWORD);
        secret(LoginBench.WRONG);
        show(mary);
        logInWithPasswords();
        logInWithTokens();
        logInWithCodes();
        changePasswords();
        failStores();
        bench.audit.events().forEach(this::show);
        hashesOf(bench.current(MARY)).forEach(hash -> secret(hash.encoded()));
        show(bench.current(MARY));
        show(bench.state(MARY).pendingLogin());
        assertThat(secrets).hasSizeGreaterThan(25).allMatch(secret -> secret.length() >= 6);
        assertThat(bench.audit.events()).hasSizeGreaterThan(15);
        assertThat(secrets).noneMatch(secret -> shown.indexOf(secret) >= 0);
    }

    private void logInWithPasswords() {
        try (Password right = Password.of(LoginBench.PASSWORD);
                Password wrong = Password.of(LoginBench.WRONG)) {
            logIn(LogInRequest.withPassword("mary", right).from("192.0.2.1"));
            logIn(LogInRequest.withPassword("mary", wrong));
            logIn(LogInRequest.withPassword("nobody", wrong));
            show(right);
        }
    }

    private void logInWithTokens() {
        TokenCreation created = bench.host()
                .tokens()
                .create(Actor.host(), MARY, "device", TokenValidity.unlimited(), TokenScope.unrestricted());
        show(created);
        String token = secret(((TokenCreation.Created) created).value().reveal());
        secret(token.split("\\.", -1)[3]);
        TokenCreation shortCode = bench.host()
                .tokens()
                .createShortCode(Actor.host(), MARY, "sms", 8, TokenValidity.SHORT_LIVED, TokenScope.unrestricted());
        show(shortCode);
        String code = secret(((TokenCreation.ShortCodeCreated) shortCode).code());
        String legacy = secret("legacy-application-token");
        bench.edit(
                MARY,
                user -> user.withTokens(
                        new Tokens(user.tokens().authentication(), Map.of("app", ApplicationToken.of(legacy)))));
        for (String presented : List.of(token, code, legacy, secret(token + "x"), secret("unknown-token"))) {
            try (Password plain = Password.of(presented)) {
                logIn(LogInRequest.withToken(plain));
                logIn(LogInRequest.withTokenOfUser("mary", plain));
                logIn(LogInRequest.withPassword("mary", plain));
                logIn(LogInRequest.withInvitation(plain));
            }
        }
        show(bench.host().tokens().list(Actor.host(), MARY).orElseThrow());
        show(bench.host().tokens().revoke(Actor.host(), MARY, "device").orElseThrow());
    }

    private void logInWithCodes() {
        bench.clock.move(Duration.ofDays(2));
        SecondFactorResult enrolled = bench.host().secondFactors().enrol(Actor.host(), MARY, "Practice");
        show(enrolled);
        secret(((SecondFactorResult.Enrolled) enrolled).uri());
        secret(((SecondFactorResult.Enrolled) enrolled).secret().encoded());
        Authenticator authenticator = Authenticator.with(((SecondFactorResult.Enrolled) enrolled).secret());
        show(bench.host().secondFactors().confirm(Actor.host(), MARY, secret(authenticator.wrongCodeAt(bench.now()))));
        SecondFactorResult confirmed =
                bench.host().secondFactors().confirm(Actor.host(), MARY, secret(authenticator.codeAt(bench.now())));
        show(confirmed);
        List<String> recoveryCodes = ((SecondFactorResult.Confirmed) confirmed).recoveryCodes();
        recoveryCodes.forEach(this::secret);
        bench.clock.move(Duration.ofMinutes(1));
        String next = secret(authenticator.codeAt(bench.now()));
        for (String code : List.of(secret(authenticator.wrongCodeAt(bench.now())), next, recoveryCodes.get(0), next)) {
            try (Password plain = Password.of(LoginBench.PASSWORD)) {
                logIn(LogInRequest.withPasswordAndCode("mary", plain, code));
            }
            LoginTicket ticket = bench.ticket("mary");
            secret(ticket.value().reveal());
            show(ticket);
            logIn(LogInRequest.withCode(ticket, code));
        }
    }

    private void changePasswords() {
        String fresh = secret("a fresh and long password");
        for (String old : List.of(LoginBench.WRONG, LoginBench.PASSWORD)) {
            try (Password oldPassword = Password.of(old);
                    Password freshPassword = Password.of(fresh)) {
                PasswordChangeResult result = bench.host()
                        .passwords()
                        .change(Actor.host(), MARY, oldPassword, freshPassword, TokensAfterwards.REVOKED);
                show(result);
            }
        }
    }

    private void failStores() {
        bench.store().close();
        try (Password plain = Password.of(LoginBench.PASSWORD)) {
            bench.logIn(LogInRequest.withPassword("mary", plain));
        } catch (RuntimeException error) {
            StringWriter stack = new StringWriter();
            error.printStackTrace(new PrintWriter(stack));
            show(stack);
        }
        bench.restart();
    }

    private void logIn(LogInRequest request) {
        show(request);
        show(request.credential());
        LogInResult result = bench.logIn(request);
        show(result);
    }

    private String secret(String secret) {
        secrets.add(secret);
        return secret;
    }

    private void show(Object anything) {
        shown.append(anything).append('\n');
    }

    private static List<PasswordHash> hashesOf(User user) {
        List<PasswordHash> hashes = new ArrayList<>();
        user.credentials().passwordHash().ifPresent(hashes::add);
        user.tokens().authentication().values().forEach(token -> hashes.add(token.hash()));
        return hashes;
    }
}
