package io.keyholder.springboot.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.Browser;
import io.keyholder.springboot.RunningPractice;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BearerTokenTest {
    private static final TokenValidity AN_HOUR = new TokenValidity.Limited(Duration.ofHours(1));

    private RunningPractice practice;

    @BeforeAll
    void start() {
        practice = RunningPractice.with();
    }

    @AfterAll
    void stop() {
        practice.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
    void aTokenLetsOneRequestIn(String scheme) {
        User ada = practice.user("bea-" + scheme.hashCode());
        String token = practice.token(ada, "phone", AN_HOUR, TokenScope.unrestricted());
        Browser program = practice.browser().sending("Authorization", scheme + token);
        assertThat(program.get("/").body()).isEqualTo("user " + ada.id());
        assertThat(program.cookie("JSESSIONID")).isEmpty();
        assertThat(practice.browser().get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void aTokenNeedsNoCsrfToken() {
        User ada = practice.user("bea-1");
        Browser program = bearer(practice.token(ada, "phone", AN_HOUR, TokenScope.unrestricted()));
        HttpResponse<String> response = program.post("/note", Map.of());
        assertThat(response.body()).isEqualTo("written");
        assertThat(program.cookie("JSESSIONID")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Bearer nonsense", "Bearer kht1.a.b.c.d", "Bearer correct horse battery"})
    void aWrongTokenIsRefusedAndLeadsToNoForm(String header) {
        HttpResponse<String> response =
                practice.browser().sending("Authorization", header).get("/");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer error=\"invalid_token\"");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(response.body()).contains("\"reason\":\"login.WRONG_CREDENTIAL\"", "\"status\":401");
    }

    @Test
    void aProgramWithoutATokenIsLedToNoForm() {
        HttpResponse<String> response =
                practice.browser().sending("Accept", "application/json").get("/");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(response.body()).contains("\"reason\":\"login.NEEDED\"", "Log in first.");
    }

    @Test
    void aTokenLetsInARequestThatGoesOnInAnotherThread() {
        User ada = practice.user("bea-7");
        Browser program = bearer(practice.token(ada, "phone", AN_HOUR, TokenScope.unrestricted()));
        assertThat(program.get("/later").body()).isEqualTo("later " + ada.id());
    }

    @Test
    void aRevokedTokenEnds() {
        User ada = practice.user("bea-2");
        Browser program = bearer(practice.token(ada, "phone", AN_HOUR, TokenScope.unrestricted()));
        assertThat(program.get("/").statusCode()).isEqualTo(200);
        practice.keyholder().tokens().revoke(Actor.host(), ada.id(), "phone");
        assertThat(program.get("/").statusCode()).isEqualTo(401);
    }

    @Test
    void theSessionOfACookieDoesNotStandInForAWrongToken() {
        practice.user("bea-3");
        Browser browser = practice.browser();
        browser.logIn("bea-3", RunningPractice.PASSWORD);
        assertThat(browser.sending("Authorization", "Bearer nonsense").get("/").statusCode())
                .isEqualTo(401);
    }

    @Test
    void theTokenCountsBesideTheSessionOfAnotherUser() {
        practice.user("bea-4");
        User bob = practice.user("bob-4");
        Browser browser = practice.browser();
        browser.logIn("bea-4", RunningPractice.PASSWORD);
        browser.sending("Authorization", "Bearer " + practice.token(bob, "x", AN_HOUR, TokenScope.unrestricted()));
        assertThat(browser.get("/").body()).isEqualTo("user " + bob.id());
    }

    @Test
    void aNarrowTokenHasNarrowAuthorities() {
        Permission both = Permission.granting(PermissionType.HCP, PermissionType.PATIENT_VIEW);
        User ada = practice.user(
                "bea-5",
                user -> user.withAuthorization(Authorization.NONE.with(both).withRoles(Set.of("doctor"))));
        TokenScope narrow = new TokenScope.Restricted(Set.of(PermissionType.PATIENT_VIEW));
        assertThat(bearer(practice.token(ada, "wide", AN_HOUR, TokenScope.unrestricted()))
                        .get("/authorities")
                        .body())
                .isEqualTo("[HCP, PATIENT_VIEW, ROLE_doctor]");
        assertThat(bearer(practice.token(ada, "narrow", AN_HOUR, narrow))
                        .get("/authorities")
                        .body())
                .isEqualTo("[PATIENT_VIEW]");
    }

    @Test
    void logoutRevokesATokenWithAnEndAndNoOther() {
        User ada = practice.user("bea-6");
        Browser passing = bearer(practice.token(ada, "passing", AN_HOUR, TokenScope.unrestricted()));
        Browser lasting =
                bearer(practice.token(ada, "lasting", new TokenValidity.Unlimited(), TokenScope.unrestricted()));
        passing.post("/logout", Map.of());
        lasting.post("/logout", Map.of());
        assertThat(passing.get("/").statusCode()).isEqualTo(401);
        assertThat(lasting.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void theReasonIsInTheLanguageOfTheProgram() {
        HttpResponse<String> response = practice.browser()
                .sending("Authorization", "Bearer nonsense")
                .sending("Accept-Language", "nl")
                .get("/");
        assertThat(response.body()).contains("De login of het wachtwoord, de code of het token is onjuist.");
    }

    private Browser bearer(String token) {
        return practice.browser().sending("Authorization", "Bearer " + token);
    }
}
