package io.keyholder.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the pages refuse to every user, and what they send beside their content. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private static final String GRACE = "grace@linden.example";
    private static final String NORA = "nora@linden.example";
    private static final String ADA = "ada@home.example";
    private static final String MAX = "max@home.example";

    private RunningPractice practice;

    @BeforeAll
    void start(@TempDir Path folder) {
        practice = RunningPractice.withMailbox(folder);
    }

    @AfterAll
    void stop() {
        practice.close();
    }

    @Test
    void everyPageCarriesItsHeaders() {
        HttpResponse<String> page = visitor().get("/welcome");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(page.headers().firstValue("Set-Cookie").orElse("")).contains("HttpOnly", "SameSite=Lax");
        assertThat(page.body()).doesNotContain("<style", "style=", "onclick=");
    }

    @Test
    void withoutALoginEachPageAsksForOne() {
        for (String path :
                new String[] {"/", "/people", "/people/x", "/admin", "/account", "/account/export", "/key"}) {
            assertThat(visitor().get(path).uri().getPath()).as(path).isEqualTo("/welcome");
        }
    }

    @Test
    void aRequestOfAnotherSiteIsRefused() {
        Visitor ada = as(ADA);

        assertThat(ada.forged("/account/second-factor").statusCode()).isEqualTo(403);
        assertThat(ada.forged("/logout").statusCode()).isEqualTo(403);
        assertThat(ada.get("/account").uri().getPath()).isEqualTo("/account");
    }

    @Test
    void aWrongPasswordLearnsNothing() {
        HttpResponse<String> known = visitor().form("/welcome", "/welcome", "username", ADA, "password", "wrong");
        HttpResponse<String> unknown = visitor().form("/welcome", "/welcome", "username", "x@y.z", "password", "wrong");

        assertThat(known.statusCode()).isEqualTo(unknown.statusCode()).isEqualTo(200);
        assertThat(known.body()).contains("The login or the password, code or token is wrong.");
        assertThat(unknown.body()).contains("The login or the password, code or token is wrong.");
    }

    @Test
    void aDemandedPasswordIsChosenBeforeAnythingElse() {
        String first = "lantern ferry walnut 17";
        practice.createWithPasswordToChange(MAX, first);

        Visitor max = visitor();
        HttpResponse<String> asked = max.form("/welcome", "/welcome", "username", MAX, "password", first);
        assertThat(asked.uri().getPath()).isEqualTo("/welcome/password");
        assertThat(max.form("/welcome/password", "/login/password", "old", first, "fresh", "short")
                        .body())
                .contains("Use at least 15 characters.");
        assertThat(max.form("/welcome/password", "/login/password", "old", first, "fresh", "orchard violin kettle 29")
                        .body())
                .contains("Your password is changed. Log in with it.");
        assertThat(max.loggedInAs(MAX, "orchard violin kettle 29")
                        .get("/account")
                        .body())
                .contains(MAX);
    }

    @Test
    void oneLoginEndsAnother() {
        Visitor here = as(NORA);
        Visitor elsewhere = as(NORA);
        String list = elsewhere.get("/account").body();
        assertThat(list).contains("this browser", "127.0.0.1");
        Matcher others = Pattern.compile("name=\"id\" value=\"([0-9a-f]+)\"").matcher(list);
        while (others.find()) {
            assertThat(elsewhere
                            .form("/account", "/account/sessions/end", "id", others.group(1))
                            .body())
                    .contains("That login has ended.");
        }

        assertThat(here.get("/account").uri().getPath()).isEqualTo("/welcome");
        assertThat(elsewhere.get("/account").uri().getPath()).isEqualTo("/account");
    }

    @Test
    void aPatientReachesNoPageOfOthers() {
        Visitor ada = as(ADA);

        assertThat(ada.get("/people").statusCode()).isEqualTo(403);
        assertThat(ada.get("/admin").statusCode()).isEqualTo(403);
        assertThat(ada.get("/people/" + UUID.randomUUID()).statusCode()).isEqualTo(403);
        assertThat(ada.form("/account", "/people/invite", "role", "patient", "name", "Eve", "email", "eve@home.example")
                        .body())
                .contains("You may not");
        assertThat(ada.json("/account", "/people/x/notes", "{\"id\":\"" + UUID.randomUUID() + "\",\"sealed\":\"AAAA\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aProfessionalGivesNoRoleThatItHasNot() {
        Visitor grace = as(GRACE);

        HttpResponse<String> invited = invite(grace, "administrator", "Mallory", "mallory@home.example");

        assertThat(invited.body()).contains("<span>Patient</span>").doesNotContain("Administrator");
        String person = invited.uri().getPath();
        assertThat(grace.form(person, person + "/roles", "role", "administrator")
                        .body())
                .contains("You may not change the roles and permissions of this user");
        assertThat(grace.get("/admin").statusCode()).isEqualTo(403);
    }

    @Test
    void theMailboxShowsALinkThatNoLogSees() {
        Visitor grace = as(GRACE);
        HttpResponse<String> invited = invite(grace, "professional", "Dr. Lin", "lin@linden.example");

        assertThat(invited.body()).contains("on its way to lin@linden.example", "<span>Professional</span>", "invited");
        assertThat(visitor().get("/mailbox").body())
                .contains("lin@linden.example", practice.address() + "/invitation#kht1.");
        String person = invited.uri().getPath();
        assertThat(grace.form(person, person + "/resend").body()).contains("Another message is on its way");
        assertThat(invite(grace, "professional", "Dr. Lin", "lin@linden.example")
                        .body())
                .contains("known by this address");
        assertThat(grace.form(person, person + "/enable").body()).contains("You may not");
        assertThat(practice.requests().stream()
                        .flatMap(request -> request.lines().limit(1)))
                .noneMatch(line -> line.contains("kht1."));
    }

    @Test
    void peopleArePagedAndFoundByWords() {
        Visitor grace = as(GRACE);
        for (int number = 10; number < 24; number++) {
            invite(grace, "patient", "Patient Number" + number, "number" + number + "@home.example");
        }

        HttpResponse<String> first = grace.get("/people?q=number");
        assertThat(first.body()).contains("14 people found", "Next page");
        String next = first.body()
                .replaceAll("(?s).*href=\"(/people[^\"]*after=[^\"]*)\".*", "$1")
                .replace("&amp;", "&");
        assertThat(grace.get(next).body()).contains("First page").doesNotContain("Next page");
        assertThat(grace.get("/people?q=nobody+like+this").body()).contains("Nobody is found");
    }

    @Test
    void whatABrowserSendsIsCheckedBeforeItIsUsed() {
        Visitor ada = as(ADA);

        assertThat(ada.json("/key", "/key/challenge", "{\"spki\":\"***\"}").statusCode())
                .isEqualTo(400);
        assertThat(ada.json("/key", "/key/challenge", "{\"spki\":\"" + "A".repeat(400) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(ada.json("/key", "/key/register", "{\"proof\":\"" + "A".repeat(43) + "=\"}")
                        .body())
                .contains("was not asked for");
        assertThat(ada.json("/key", "/key/kit", "{\"file\":\"" + "A".repeat(30_000) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(visitor()
                        .json("/welcome", "/invitation/password", "{\"password\":\"x\"}")
                        .body())
                .contains("was not opened in this browser");
        assertThat(visitor()
                        .json("/welcome", "/invitation/open", "{\"secret\":\"kht1.wrong\"}")
                        .body())
                .contains("was used, taken back or has ended");
    }

    @Test
    void oneSeesWhatIsHeldAboutOneselfWithoutSecrets() {
        HttpResponse<String> data = as(ADA).get("/account/export");

        assertThat(data.headers().firstValue("Content-Disposition").orElse("")).contains("about-me.json");
        assertThat(data.body()).contains(ADA, "Ada Vermeulen").doesNotContain("$2", "passwordHash\":\"{");
    }

    @Test
    void aRefusedChangeOfCredentialsSaysWhy() {
        Visitor nora = as(NORA);

        assertThat(nora.form("/account", "/account/password", "old", "wrong", "fresh", "orchard violin kettle 29")
                        .body())
                .contains("The present password is wrong.");
        assertThat(nora.form("/account", "/account/password", "old", "wrong", "fresh", "short")
                        .body())
                .contains("Use at least 15 characters.");
        assertThat(nora.form("/account", "/account/second-factor/confirm", "code", "000000")
                        .body())
                .contains("Reload the page");
        assertThat(nora.form("/account", "/account/tokens", "name", "monitor", "days", "1")
                        .body())
                .contains("kht1.");
        assertThat(nora.form("/account", "/account/tokens", "name", "monitor", "days", "1")
                        .body())
                .contains("a token of this name already");
        assertThat(nora.get("/admin").body()).contains("Audit trail", "Login Accepted", "Nora Lindqvist");
    }

    private HttpResponse<String> invite(Visitor by, String role, String name, String email) {
        return by.form("/people/invite", "/people/invite", "role", role, "name", name, "email", email);
    }

    private Visitor visitor() {
        return new Visitor(practice.address());
    }

    private Visitor as(String email) {
        return visitor().loggedInAs(email, practice.firstPassword(email));
    }
}
