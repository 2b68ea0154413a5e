package io.keyholder.springboot.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.user.User;
import io.keyholder.springboot.Authenticator;
import io.keyholder.springboot.Browser;
import io.keyholder.springboot.RunningPractice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A host with its own chain and its own pages. */
class OwnPagesTest {
    @Test
    void ownPagesTakeThePlaceOfOurs() {
        try (RunningPractice practice = RunningPractice.of(List.of(Chains.class, Welcome.class))) {
            User ada = practice.user("own-1");
            Authenticator authenticator = Authenticator.of(practice.keyholder(), ada.id(), practice.clock());
            practice.later(Duration.ofMinutes(1));
            Browser browser = practice.browser();
            assertThat(Browser.leadsTo(browser.get("/"))).isEqualTo("/welcome");
            assertThat(browser.get("/login").statusCode()).isEqualTo(302);
            assertThat(Browser.leadsTo(browser.submit(
                            "/login/password", "/welcome", Map.of("username", "own-1", "password", "wrong"))))
                    .isEqualTo("/welcome?error");
            assertThat(Browser.leadsTo(browser.submit(
                            "/login/password",
                            "/welcome",
                            Map.of("username", "own-1", "password", RunningPractice.PASSWORD))))
                    .isEqualTo("/welcome/code");
            assertThat(browser.get("/welcome/code").body()).isEqualTo("own page for the code");
            browser.submit("/login/password", "/login/code", Map.of("code", authenticator.code()));
            assertThat(browser.get("/").body()).isEqualTo("user " + ada.id());
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Chains {
        @Bean
        SecurityFilterChain chain(HttpSecurity http, KeyholderLogin login) {
            http.with(login, pages -> pages.loginPage("/welcome").codePage("/welcome/code"));
            http.authorizeHttpRequests(requests -> requests.requestMatchers("/welcome/**", "/error")
                    .permitAll()
                    .anyRequest()
                    .authenticated());
            return http.build();
        }
    }

    @RestController
    static class Welcome {
        @GetMapping("/welcome")
        String welcome() {
            return "own page";
        }

        @GetMapping("/welcome/code")
        String code() {
            return "own page for the code";
        }
    }
}
