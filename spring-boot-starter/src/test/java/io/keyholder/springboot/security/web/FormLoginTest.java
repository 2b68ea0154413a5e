package io.keyholder.springboot.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.application.password.TokensAfterwards;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.credential.Password;
import io.keyholder.domain.token.TokenScope;
import io.keyholder.domain.token.TokenValidity;
import io.keyholder.domain.user.User;
import io.keyholder.ports.observation.Observation;
import io.keyholder.ports.observation.Observation.Admission;
import io.keyholder.ports.observation.Observer;
import io.keyholder.springboot.Authenticator;
import io.keyholder.springboot.Browser;
import io.keyholder.springboot.RunningPractice;
import io.keyholder.testkit.failing.FailingStorage;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FormLoginTest {
    private RunningPractice practice;

    @BeforeAll
    void start() {
        practice = RunningPractice.with();
    }

    @AfterAll
    void stop() {
        practice.close();
    }

    @Test
    void aStrangerIsLedToTheForm() {
        HttpResponse<String> response = practice.browser().get("/");
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(Browser.leadsTo(response)).isEqualTo("/login");
    }

    @Test
    void aRightPasswordLetsInAndLeadsBack() {
        User ada = practice.user("ada-1");
        Browser browser = practice.browser();
        browser.get("/");
        HttpResponse<String> response = browser.logIn("ada-1", RunningPractice.PASSWORD);
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(Browser.leadsTo(response)).isIn("/", "/?continue");
        assertThat(browser.get("/").body()).isEqualTo("user " + ada.id());
    }

    @Test
    void aWrongPasswordShowsTheReasonAndNothingElse() {
        practice.user("ada-2");
        Browser browser = practice.browser();
        assertThat(Browser.leadsTo(browser.logIn("ada-2", "wrong"))).isEqualTo("/login?error");
        String known = browser.get("/login?error").body();
        assertThat(known).contains("The login or the password, code or token is wrong.");
        Browser other = practice.browser();
        other.logIn("nobody", "wrong");
        assertThat(withoutCsrf(other.get("/login?error").body())).isEqualTo(withoutCsrf(known));
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void theReasonIsInTheLanguageOfThePerson() {
        Browser browser = practice.browser().sending("Accept-Language", "de-CH, fr;q=0.5");
        browser.logIn("nobody", "wrong");
        assertThat(browser.get("/login?error").body())
                .contains("Die Anmeldung oder das Passwort, der Code oder das Token ist falsch.");
    }

    @Test
    void tooManyWrongPasswordsPauseWithTheTime() {
        practice.user("ada-3");
        Browser browser = practice.browser();
        for (int guess = 0; guess < 12; guess++) {
            browser.logIn("ada-3", "wrong");
        }
        assertThat(Browser.leadsTo(browser.logIn("ada-3", RunningPractice.PASSWORD)))
                .isEqualTo("/login?error");
        assertThat(browser.get("/login?error").body())
                .contains("There were too many wrong attempts. Try again later. You can try again in ");
        practice.later(Duration.ofHours(2));
        assertThat(Browser.leadsTo(browser.logIn("ada-3", RunningPractice.PASSWORD)))
                .startsWith("/");
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aSecondFactorIsAskedForAfterTheRightPassword() {
        User ada = practice.user("ada-4");
        Authenticator authenticator = Authenticator.of(practice.keyholder(), ada.id(), practice.clock());
        practice.later(Duration.ofMinutes(1));
        Browser browser = practice.browser();
        assertThat(Browser.leadsTo(browser.logIn("ada-4", RunningPractice.PASSWORD)))
                .isEqualTo("/login/code");
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
        assertThat(browser.get("/login/code").body()).contains("Enter the code");

        HttpResponse<String> wrong = browser.submit("/login/code", "/login/code", Map.of("code", "000000"));
        assertThat(Browser.leadsTo(wrong)).isEqualTo("/login/code?error");
        assertThat(browser.get("/login/code?error").body()).contains("password, code or token is wrong");
        assertThat(browser.get("/").statusCode()).isEqualTo(302);

        HttpResponse<String> right = browser.submit("/login/code", "/login/code", Map.of("code", authenticator.code()));
        assertThat(Browser.leadsTo(right)).startsWith("/").doesNotContain("login");
        assertThat(browser.get("/").body()).isEqualTo("user " + ada.id());
    }

    @Test
    void aRecoveryCodeCountsAsTheSecondStep() {
        User ada = practice.user("ada-5");
        Authenticator authenticator = Authenticator.of(practice.keyholder(), ada.id(), practice.clock());
        Browser browser = practice.browser();
        browser.logIn("ada-5", RunningPractice.PASSWORD);
        browser.submit(
                "/login/code",
                "/login/code",
                Map.of("code", authenticator.recoveryCodes().get(0)));
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void aCodeTooLateLeadsToTheStart() {
        User ada = practice.user("ada-6");
        Authenticator authenticator = Authenticator.of(practice.keyholder(), ada.id(), practice.clock());
        Browser browser = practice.browser();
        browser.logIn("ada-6", RunningPractice.PASSWORD);
        practice.later(Duration.ofMinutes(6));
        HttpResponse<String> response =
                browser.submit("/login/code", "/login/code", Map.of("code", authenticator.code()));
        assertThat(Browser.leadsTo(response)).isEqualTo("/login?error");
        assertThat(browser.get("/login?error").body()).contains("The time for this step is over. Log in again.");
    }

    @Test
    void aCodeWithoutAPasswordBeforeLetsNoUserIn() {
        Browser browser = practice.browser();
        HttpResponse<String> response = browser.submit("/login", "/login/code", Map.of("code", "123456"));
        assertThat(Browser.leadsTo(response)).isEqualTo("/login?error");
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void aDemandedPasswordIsChosenAndThenLetsIn() {
        User ada = practice.user("ada-7");
        practice.keyholder().passwords().demandChange(Actor.host(), ada.id());
        Browser browser = practice.browser();
        assertThat(Browser.leadsTo(browser.logIn("ada-7", RunningPractice.PASSWORD)))
                .isEqualTo("/login/password");
        assertThat(browser.get("/").statusCode()).isEqualTo(302);

        HttpResponse<String> tooShort = browser.submit(
                "/login/password", "/login/password", Map.of("old", RunningPractice.PASSWORD, "fresh", "short"));
        assertThat(Browser.leadsTo(tooShort)).isEqualTo("/login/password?error");
        assertThat(browser.get("/login/password?error").body()).contains("Use at least ");

        HttpResponse<String> wrongOld = browser.submit(
                "/login/password", "/login/password", Map.of("old", "wrong", "fresh", "a quite new passphrase"));
        assertThat(Browser.leadsTo(wrongOld)).isEqualTo("/login/password?error");

        HttpResponse<String> changed = browser.submit(
                "/login/password",
                "/login/password",
                Map.of("old", RunningPractice.PASSWORD, "fresh", "a quite new passphrase"));
        assertThat(Browser.leadsTo(changed)).isEqualTo("/login?changed");
        browser.logIn("ada-7", "a quite new passphrase");
        assertThat(browser.get("/").body()).isEqualTo("user " + ada.id());
    }

    @Test
    void aDisabledUserLearnsItAfterTheRightPasswordOnly() {
        User ada = practice.user("ada-8");
        practice.keyholder().users().disable(Actor.host(), ada.id());
        Browser browser = practice.browser();
        browser.logIn("ada-8", "wrong");
        assertThat(browser.get("/login?error").body()).contains("password, code or token is wrong");
        browser.logIn("ada-8", RunningPractice.PASSWORD);
        assertThat(browser.get("/login?error").body()).contains("This user is disabled.");
    }

    @Test
    void aNewPasswordEndsEverySessionWithTheReason() {
        User ada = practice.user("ada-9");
        Browser browser = practice.browser();
        browser.logIn("ada-9", RunningPractice.PASSWORD);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        try (Password fresh = Password.of("a quite new passphrase")) {
            practice.keyholder()
                    .passwords()
                    .reset(Actor.host(), ada.id(), fresh, TokensAfterwards.KEPT)
                    .orThrow();
        }
        Optional<String> before = browser.cookie("JSESSIONID");
        HttpResponse<String> response = browser.get("/");
        assertThat(Browser.leadsTo(response)).isEqualTo("/login?error");
        assertThat(browser.get("/login?error").body())
                .contains("This login was ended, or its password or token was replaced or revoked.");
        assertThat(browser.cookie("JSESSIONID")).isNotEqualTo(before);
    }

    @Test
    void aProgramLearnsWhyASessionHasEnded() {
        User ada = practice.user("ada-14");
        Browser browser = practice.browser();
        browser.logIn("ada-14", RunningPractice.PASSWORD);
        practice.keyholder().users().disable(Actor.host(), ada.id());
        HttpResponse<String> response =
                browser.sending("Accept", "application/json").get("/");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("\"reason\":\"refusal.ACTOR_NOT_ADMITTED\"");
    }

    @Test
    void aRequestGoesOnInAnotherThread() {
        User ada = practice.user("ada-15");
        Browser browser = practice.browser();
        browser.logIn("ada-15", RunningPractice.PASSWORD);
        assertThat(browser.get("/later").body()).isEqualTo("later " + ada.id());
    }

    @Test
    void aBrokenStoreLetsNoUserInAndEndsNoSession() {
        try (RunningPractice broken = RunningPractice.of(List.of(BreakableStore.class))) {
            broken.user("ada-16");
            String token = broken.token(
                    broken.user("bob-16"),
                    "phone",
                    new TokenValidity.Limited(Duration.ofHours(1)),
                    TokenScope.unrestricted());
            Browser browser = broken.browser();
            browser.logIn("ada-16", RunningPractice.PASSWORD);
            broken.bean(FailingStorage.class).breakDown();

            HttpResponse<String> checked = browser.get("/");
            assertThat(checked.statusCode()).isEqualTo(503);
            assertThat(checked.headers().firstValue("Retry-After")).isPresent();
            Browser other = broken.browser();
            assertThat(Browser.leadsTo(other.logIn("ada-16", RunningPractice.PASSWORD)))
                    .isEqualTo("/login?error");
            assertThat(other.get("/login?error").body()).contains("Logging in is not possible at the moment.");
            HttpResponse<String> bearer =
                    broken.browser().sending("Authorization", "Bearer " + token).get("/");
            assertThat(bearer.statusCode()).isEqualTo(503);
            assertThat(bearer.body()).contains("\"reason\":\"login.UNAVAILABLE\"");

            broken.bean(FailingStorage.class).repair();
            assertThat(browser.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBusyHostIsShown() throws InterruptedException {
        try (RunningPractice busy = RunningPractice.of(
                List.of(HeldHashes.class), "keyholder.hashing.parallel=1", "keyholder.hashing.waiting=0")) {
            HeldHashes.Gate gate = busy.bean(HeldHashes.Gate.class);
            List<Thread> others = new ArrayList<>();
            Admission last;
            do {
                Thread other = new Thread(() -> busy.browser().logIn("nobody", "wrong"));
                other.start();
                others.add(other);
                last = gate.nextAdmission();
            } while (last == Admission.AT_ONCE);
            assertThat(last).isEqualTo(Admission.TURNED_AWAY);
            Browser late = busy.browser();
            assertThat(Browser.leadsTo(late.logIn("nobody", "wrong"))).isEqualTo("/login?error");
            assertThat(late.get("/login?error").body()).contains("Too many people are logging in.");
            gate.open();
            for (Thread other : others) {
                other.join();
            }
        }
    }

    /** A store that a test breaks. */
    @Configuration(proxyBeanMethods = false)
    static class BreakableStore {
        @Bean
        FailingStorage store() {
            return FailingStorage.over(MapStorage.create());
        }
    }

    /** Hashes that wait until a test lets them go on. */
    @Configuration(proxyBeanMethods = false)
    static class HeldHashes {
        @Bean
        Gate gate() {
            return new Gate();
        }

        @Bean
        Observer observer(Gate gate) {
            return observation -> {
                if (observation instanceof Observation.HashingAdmitted admitted) {
                    gate.pass(admitted.outcome());
                }
            };
        }

        static final class Gate {
            private final BlockingQueue<Admission> admissions = new LinkedBlockingQueue<>();
            private final CountDownLatch opened = new CountDownLatch(1);

            void pass(Admission admission) {
                admissions.add(admission);
                try {
                    if (admission == Admission.AT_ONCE) {
                        opened.await();
                    }
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }

            Admission nextAdmission() throws InterruptedException {
                return admissions.take();
            }

            void open() {
                opened.countDown();
            }
        }
    }

    @Test
    void aLoginEndsWithItsTime() {
        practice.user("ada-10");
        Browser browser = practice.browser();
        browser.logIn("ada-10", RunningPractice.PASSWORD);
        practice.later(Duration.ofHours(25));
        assertThat(Browser.leadsTo(browser.get("/"))).isEqualTo("/login?error");
        assertThat(browser.get("/login?error").body()).contains("Your login has ended.");
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        practice.user("ada-11");
        Browser browser = practice.browser();
        browser.get("/login");
        HttpResponse<String> response =
                browser.post("/login", Map.of("username", "ada-11", "password", RunningPractice.PASSWORD));
        assertThat(response.statusCode()).isEqualTo(403);
        browser.logIn("ada-11", RunningPractice.PASSWORD);
        assertThat(browser.post("/note", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.post("/login/code", Map.of()).statusCode()).isEqualTo(403);
        assertThat(browser.post("/login/password", Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void aPlantedSessionIsNotTheOneThatIsLoggedIn() {
        User ada = practice.user("ada-12");
        Authenticator authenticator = Authenticator.of(practice.keyholder(), ada.id(), practice.clock());
        practice.later(Duration.ofMinutes(1));
        Browser attacker = practice.browser();
        attacker.get("/");
        String planted = attacker.cookie("JSESSIONID").orElseThrow();
        Browser victim = practice.browser();
        victim.plant("JSESSIONID", planted);
        victim.logIn("ada-12", RunningPractice.PASSWORD);
        String waiting = victim.cookie("JSESSIONID").orElseThrow();
        assertThat(waiting).isNotEqualTo(planted);
        victim.submit("/login/code", "/login/code", Map.of("code", authenticator.code()));
        assertThat(victim.cookie("JSESSIONID").orElseThrow())
                .isNotEqualTo(planted)
                .isNotEqualTo(waiting);
        assertThat(victim.get("/").statusCode()).isEqualTo(200);
        assertThat(attacker.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void logoutEndsTheSession() {
        practice.user("ada-13");
        Browser browser = practice.browser();
        browser.logIn("ada-13", RunningPractice.PASSWORD);
        String session = browser.cookie("JSESSIONID").orElseThrow();
        HttpResponse<String> response = browser.submit("/logout", "/logout", Map.of());
        assertThat(Browser.leadsTo(response)).isEqualTo("/login?logout");
        Browser thief = practice.browser();
        thief.plant("JSESSIONID", session);
        assertThat(thief.get("/").statusCode()).isEqualTo(302);
    }

    private static String withoutCsrf(String page) {
        return page.replaceAll("value=\"[^\"]*\"", "");
    }
}
