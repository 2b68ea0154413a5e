package io.keyholder.springboot.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.domain.access.Actor;
import io.keyholder.domain.user.User;
import io.keyholder.springboot.Authenticator;
import io.keyholder.springboot.Browser;
import io.keyholder.springboot.RunningPractice;
import io.keyholder.springboot.security.authentication.KeyholderAuthentication;
import io.keyholder.springboot.security.authentication.KeyholderPrincipal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Sessions in a database, read by two instances of one host. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeptSessionsTest {
    private RunningPractice first;
    private RunningPractice second;

    @BeforeAll
    void start(@TempDir Path directory) {
        String[] shared = {
            "spring.autoconfigure.exclude=",
            "spring.datasource.url=jdbc:h2:mem:sessions;DB_CLOSE_DELAY=-1",
            "spring.datasource.username=sa",
            "keyholder.store=embedded",
            "keyholder.embedded.directory=" + directory.resolve("users")
        };
        first = RunningPractice.with(shared);
        second = RunningPractice.with(shared);
    }

    @AfterAll
    void stop() {
        second.close();
        first.close();
    }

    @Test
    void aLoginGoesOnAtAnotherInstance() {
        User ada = first.user("kep-1");
        Browser browser = first.browser();
        browser.logIn("kep-1", RunningPractice.PASSWORD);
        assertThat(browser.movedTo(second.port()).get("/").body()).isEqualTo("user " + ada.id());
        assertThat(browser.cookie("SESSION")).isPresent();
    }

    @Test
    void aSecondStepGoesOnAtAnotherInstance() {
        User ada = first.user("kep-2");
        Authenticator authenticator = Authenticator.of(first.keyholder(), ada.id(), first.clock());
        first.later(Duration.ofMinutes(1));
        second.later(Duration.ofMinutes(1));
        Browser browser = first.browser();
        browser.logIn("kep-2", RunningPractice.PASSWORD);
        browser.movedTo(second.port());
        browser.submit("/login/code", "/login/code", Map.of("code", authenticator.code()));
        assertThat(browser.movedTo(first.port()).get("/").body()).isEqualTo("user " + ada.id());
    }

    @Test
    void aReasonIsShownByAnotherInstance() {
        Browser browser = first.browser();
        browser.logIn("nobody", "wrong");
        assertThat(browser.movedTo(second.port()).get("/login?error").body())
                .contains("password, code or token is wrong");
    }

    @Test
    void logoutAndDisablingEndTheSessionEverywhere() {
        User ada = first.user("kep-3");
        Browser browser = first.browser();
        browser.logIn("kep-3", RunningPractice.PASSWORD);
        String session = browser.cookie("SESSION").orElseThrow();
        browser.movedTo(second.port()).submit("/logout", "/logout", Map.of());
        Browser thief = first.browser();
        thief.plant("SESSION", session);
        assertThat(thief.get("/").statusCode()).isEqualTo(302);
        browser.logIn("kep-3", RunningPractice.PASSWORD);
        first.keyholder().users().disable(Actor.host(), ada.id());
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void noPasswordIsKeptInASession() {
        first.user("kep-4");
        Browser browser = first.browser();
        browser.logIn("kep-4", "quite a wrong password");
        browser.logIn("kep-4", RunningPractice.PASSWORD);
        List<byte[]> kept = first.bean(JdbcTemplate.class)
                .queryForList("select attribute_bytes from spring_session_attributes", byte[].class);
        assertThat(kept).isNotEmpty();
        assertThat(kept.stream().map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)))
                .noneMatch(text -> text.contains("quite a wrong password") || text.contains(RunningPractice.PASSWORD));
    }

    @Test
    void anAuthenticationIsTheSameAfterBeingWrittenAndRead() throws IOException, ClassNotFoundException {
        KeyholderAuthentication login = new KeyholderAuthentication(
                new KeyholderPrincipal("ada", "text"), List.of(new SimpleGrantedAuthority("HCP")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(login);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(login).hasSameHashCodeAs(login);
        }
        assertThat(login).isNotEqualTo(new KeyholderAuthentication(login.getPrincipal(), List.of()));
        assertThat(login.getName()).isEqualTo("ada");
        assertThat(login.getCredentials()).isEqualTo("");
        assertThat(login).hasToString(login.toString()).asString().doesNotContain("text");
    }
}
