package io.keyholder.springboot.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.permission.Authorization;
import io.keyholder.domain.permission.Permission;
import io.keyholder.domain.permission.PermissionType;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.Browser;
import io.keyholder.springboot.RunningPractice;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The host that the documentation shows: login, tokens, method security and metrics. */
class PracticeApplicationTest {
    @Test
    void hasLoginTokensMethodSecurityAndMetrics(@TempDir Path directory) {
        try (RunningPractice practice = RunningPractice.ofHost(
                PracticeApplication.class,
                "keyholder.store=embedded",
                "keyholder.embedded.directory=" + directory.resolve("users"),
                "management.endpoints.web.exposure.include=metrics")) {
            Permission view = Permission.granting(PermissionType.MEDICAL_DATA_VIEW);
            User ada = practice.user("ada", user -> user.withAuthorization(Authorization.NONE.with(view)));
            practice.user("bob");

            Browser browser = practice.browser();
            browser.logIn("ada", RunningPractice.PASSWORD);
            assertThat(browser.get("/me").body()).isEqualTo("Welcome, " + ada.id());
            assertThat(browser.get("/patients/p1").body()).isEqualTo("The record of p1");
            assertThat(browser.get("/actuator/metrics/keyholder.logins").body()).contains("\"password\"");

            HttpResponse<String> token = browser.submit("/logout", "/tokens/tablet", Map.of());
            Browser tablet = practice.browser().sending("Authorization", "Bearer " + token.body());
            assertThat(tablet.get("/me").body()).isEqualTo("Welcome, " + ada.id());

            Browser other = practice.browser();
            other.logIn("bob", RunningPractice.PASSWORD);
            assertThat(other.get("/patients/p1").statusCode()).isEqualTo(403);
        }
    }
}
