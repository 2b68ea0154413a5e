package io.keyholder.verification.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.crypto.CryptoOptions;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.adapters.qr.QrCode;
import io.keyholder.application.Keyholder;
import io.keyholder.application.access.Answer;
import io.keyholder.application.login.LogInRequest;
import io.keyholder.application.login.LogInResult;
import io.keyholder.application.password.PasswordChangeResult;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.application.secondfactor.SecondFactorResult;
import io.keyholder.application.token.TokenCreation;
import io.keyholder.application.token.TokenSummary;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.credential.TotpSecret;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.DeviceMark;
import io.keyholder.domain.login.ProofStrength;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.User;
import io.keyholder.testkit.sample.Authenticator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The snippets of the manual about logging in, compiled and run. */
class ManualLogInTest {
    private final Password password = Password.of("correct horse battery");
    private final Keyholder keyholder = Keyholder.open(
            MapStorage.create(),
            BouncyCastleCrypto.create(CryptoOptions.defaults().withBcryptCost(4).withSecretsInClear()));
    private final UserId ada = keyholder
            .users()
            .create("ada@example.org", password)
            .orThrow()
            .user()
            .id();
    private final LogInResult.Accepted asAda =
            keyholder.logIn("ada@example.org", password).orThrow();
    private final List<Object> shown = new ArrayList<>();
    private final Deque<String> codes = new ArrayDeque<>();

    @AfterEach
    void close() {
        keyholder.close();
    }

    @Test
    void secondFactorAndLogin() {
        assertThat(greet("Ada@example.org", password)).isEqualTo("Welcome, " + ada);
        assertThat(greet("ada@example.org", Password.of("wrong"))).isEqualTo("Refused: WRONG_CREDENTIAL");

        SecondFactorResult enrolment = keyholder.secondFactors().enrol(asAda.actor(), ada, "Practice");
        if (enrolment instanceof SecondFactorResult.Enrolled enrolled) {
            showOnce(QrCode.of(enrolled.uri()).png(8), enrolled.typedSecret());
        }
        SecondFactorResult confirmation = keyholder.secondFactors().confirm(asAda.actor(), ada, askForCode());
        if (confirmation instanceof SecondFactorResult.Confirmed confirmed) {
            showOnce(confirmed.recoveryCodes());
        }

        assertThat(shown).hasSize(3);
        codes.add(((List<?>) shown.get(2)).get(0).toString());
        assertThat(greet("ada@example.org", password)).isEqualTo("Welcome, " + ada);
        codes.add("000000");
        assertThat(greet("ada@example.org", password)).isEqualTo("Refused: WRONG_CREDENTIAL");
    }

    private String greet(String typedIdentifier, Password typedPassword) {
        LogInResult result = keyholder.logIn(typedIdentifier, typedPassword);
        if (result instanceof LogInResult.CodeNeeded needed) {
            result = keyholder.logIn(LogInRequest.withCode(needed.ticket(), askForCode()));
        }
        if (result instanceof LogInResult.Accepted accepted) {
            return "Welcome, " + accepted.user().id();
        }
        if (result instanceof LogInResult.Refused refused) {
            return refused.retryAt()
                    .map(moment -> "Too many attempts. Try again at " + moment)
                    .orElse("Refused: " + refused.reason());
        }
        return "Too many people are logging in. Try again.";
    }

    @Test
    void requests() {
        Optional<DeviceMark> markOfLastLogin = Optional.empty();
        LogInRequest request = LogInRequest.withPassword("ada@example.org", password)
                .from("192.0.2.17")
                .onDevice(markOfLastLogin)
                .atLeast(ProofStrength.PASSWORD);
        LogInResult.Accepted accepted = keyholder.logIn(request).orThrow();
        Optional<String> cookie = accepted.mark().map(DeviceMark::reveal);

        assertThat(DeviceMark.read(cookie.orElseThrow())).isEqualTo(accepted.mark());
        assertThat(accepted.strength()).isEqualTo(ProofStrength.PASSWORD);
    }

    @Test
    void sessions() {
        String kept = asAda.actor().encode();
        Answer<User> stillIn = keyholder.sessions().check(Actor.LoggedIn.decode(kept));

        assertThat(stillIn.orElseThrow().id()).isEqualTo(ada);
        assertThat(keyholder.sessions().endAll(asAda.actor(), ada).orElseThrow())
                .isPositive();
        assertThat(keyholder.sessions().check(asAda.actor())).isInstanceOf(Answer.Forbidden.class);
    }

    @Test
    void tokens() {
        TokenCreation creation = keyholder
                .tokens()
                .create(
                        asAda.actor(),
                        ada,
                        "laboratory",
                        TokenValidity.seconds(Duration.ofDays(30).toSeconds()),
                        new TokenScope.Restricted(Set.of(PermissionType.PATIENT_VIEW)));
        if (creation instanceof TokenCreation.Created created) {
            showOnce(created.value().reveal());
        }
        Password presented = Password.of(shown.get(0).toString());
        List<TokenSummary> tokens = keyholder.tokens().list(asAda.actor(), ada).orElseThrow();
        LogInResult byToken = keyholder.logIn(LogInRequest.withToken(presented));
        boolean revoked =
                keyholder.tokens().revoke(asAda.actor(), ada, "laboratory").orElseThrow();

        assertThat(tokens).extracting(TokenSummary::name).containsExactly("laboratory");
        assertThat(byToken.orThrow().strength()).isEqualTo(ProofStrength.LONG_LIVED_TOKEN);
        assertThat(revoked).isTrue();
        assertThat(keyholder.logIn(LogInRequest.withToken(presented)).isAccepted())
                .isFalse();
    }

    @Test
    void passwords() {
        Password oldPassword = password;
        Password newPassword = Password.of("stable walnut ferry 18");
        PasswordChangeResult changed =
                keyholder.passwords().change(asAda.actor(), ada, oldPassword, newPassword, TokensAfterwards.REVOKED);
        PasswordChangeResult reset =
                keyholder.passwords().reset(Actor.host(), ada, newPassword, TokensAfterwards.REVOKED);
        boolean demanded = keyholder.passwords().demandChange(Actor.host(), ada).orElseThrow();

        assertThat(changed.orThrow().user().id()).isEqualTo(ada);
        assertThat(reset.orThrow().user().id()).isEqualTo(ada);
        assertThat(demanded).isTrue();
        assertThat(greet("ada@example.org", newPassword)).isEqualTo("Refused: PASSWORD_CHANGE_REQUIRED");
    }

    private String askForCode() {
        return codes.isEmpty() ? codeOfTheAuthenticator() : codes.remove();
    }

    private String codeOfTheAuthenticator() {
        String typed = shown.get(1).toString().replace(" ", "");
        return Authenticator.with(TotpSecret.of("SHA1:6:" + typed)).codeAt(Instant.now());
    }

    private void showOnce(Object... secrets) {
        Collections.addAll(shown, secrets);
    }
}
