package io.keyholder.springboot.security.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.document.PreservedJson;
import io.keyholder.domain.permission.AttributeValue;
import io.keyholder.domain.permission.Attributes;
import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Operator;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionItem;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.permission.Predicate;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.Browser;
import io.keyholder.springboot.RunningPractice;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodSecurityTest {
    private RunningPractice practice;

    @BeforeAll
    void start() {
        practice = RunningPractice.with("keyholder.security.permission-types=BOOK_APPOINTMENT");
    }

    @AfterAll
    void stop() {
        practice.close();
    }

    @Test
    void aPermissionIsDecidedByWhatIsKnownOfTheThing() {
        practice.user("met-1", user -> user.withAuthorization(Authorization.NONE.with(ofPatient("p1"))));
        Browser browser = loggedIn("met-1");
        assertThat(browser.get("/patients/p1").statusCode()).isEqualTo(200);
        HttpResponse<String> denied = browser.get("/patients/p2");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.body())
                .contains(
                        "\"reason\":\"decision.notGranted\"",
                        "You may not do this, because nothing that applies grants it.");
    }

    @Test
    void aRevokedPermissionEndsWithTheNextRequest() {
        User ada = practice.user("met-2", user -> user.withAuthorization(Authorization.NONE.with(ofPatient("p1"))));
        Browser browser = loggedIn("met-2");
        assertThat(browser.get("/patients/p1").statusCode()).isEqualTo(200);
        practice.keyholder()
                .users()
                .modify(
                        Actor.host(),
                        ada.id(),
                        user -> user.withAuthorization(user.authorization()
                                .with(new Permission(
                                        List.of(),
                                        List.of(PermissionItem.always(PermissionType.MEDICAL_DATA_VIEW)),
                                        PreservedJson.NONE))))
                .orThrow();
        HttpResponse<String> denied = browser.sending("Accept-Language", "fr").get("/patients/p1");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.body()).contains("Vous ne pouvez pas le faire, car l'autorisation est révoquée.");
    }

    @Test
    void authoritiesAreThoseOfTheMomentOfTheRequest() {
        User ada = practice.user("met-3");
        Browser browser = loggedIn("met-3");
        assertThat(browser.get("/authorities").body()).isEqualTo("[]");
        practice.keyholder()
                .users()
                .modify(
                        Actor.host(),
                        ada.id(),
                        user -> user.withAuthorization(
                                Authorization.NONE.with(Permission.granting(PermissionType.ADMIN))))
                .orThrow();
        assertThat(browser.get("/authorities").body()).contains("ADMIN", "MEDICAL_DATA_VIEW", "BOOK_APPOINTMENT");
    }

    @Test
    void aNarrowTokenDeniesWithItsScope() {
        User ada = practice.user("met-4", user -> user.withAuthorization(Authorization.NONE.with(ofPatient("p1"))));
        String token = practice.token(
                ada,
                "narrow",
                new TokenValidity.Limited(Duration.ofHours(1)),
                new TokenScope.Restricted(Set.of(PermissionType.PATIENT_VIEW)));
        HttpResponse<String> denied =
                practice.browser().sending("Authorization", "Bearer " + token).get("/patients/p1");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.body()).contains("decision.outOfScope");
    }

    @Test
    void aBrowserGetsAnErrorPage() {
        practice.user("met-5");
        HttpResponse<String> denied =
                loggedIn("met-5").sending("Accept", "text/html").get("/patients/p1");
        assertThat(denied.statusCode()).isEqualTo(403);
        assertThat(denied.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    }

    @Test
    void thingsAreReadAsAttributes() {
        PermissionAttributes standard = PermissionAttributes.STANDARD;
        Attributes own = new Attributes(Map.of("a", AttributeValue.of("b")));
        assertThat(standard.of(null)).isEqualTo(Attributes.NONE);
        assertThat(standard.of(own)).isSameAs(own);
        assertThat(standard.of("p1")).isEqualTo(new Attributes(Map.of("id", AttributeValue.of("p1"))));
        assertThat(standard.of(new Patient("p1", 7, true, PermissionAttributes.class)))
                .isEqualTo(new Attributes(Map.of(
                        "id", AttributeValue.of("p1"), "age", AttributeValue.of(7), "adult", AttributeValue.of(true))));
        assertThat(standard.of(Map.of("kind", TestInstance.Lifecycle.PER_CLASS, "other", new Object())))
                .isEqualTo(new Attributes(Map.of("kind", AttributeValue.of("PER_CLASS"))));
        assertThat(standard.of(new Object())).isEqualTo(Attributes.NONE);
    }

    private record Patient(String id, int age, boolean adult, Class<?> unknown) {}

    private Browser loggedIn(String name) {
        Browser browser = practice.browser();
        browser.logIn(name, RunningPractice.PASSWORD);
        return browser;
    }

    private static Permission ofPatient(String patient) {
        Predicate itsOwn = new Predicate.KeyValue("patient", Operator.EQUAL, AttributeValue.of(patient));
        return new Permission(
                List.of(PermissionItem.when(PermissionType.MEDICAL_DATA_VIEW, itsOwn)), List.of(), PreservedJson.NONE);
    }
}
