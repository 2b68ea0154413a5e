package io.keyholder.springboot.security.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.ports.audit.AuditEvent;
import io.keyholder.ports.audit.AuditTrail;
import io.keyholder.springboot.Browser;
import io.keyholder.springboot.RunningPractice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class SourcesTest {
    @ParameterizedTest
    @CsvSource({"none, 127.0.0.1", "native, 192.0.2.17", "framework, 192.0.2.17"})
    void aForwardedAddressCountsOnlyAsSpringBootIsTold(String strategy, String source) {
        try (RunningPractice practice =
                RunningPractice.of(List.of(Noted.class), "server.forward-headers-strategy=" + strategy)) {
            Browser browser = practice.browser().sending("X-Forwarded-For", "192.0.2.17");
            browser.logIn("nobody", "wrong");
            browser.sending("Authorization", "Bearer nonsense").get("/");
            assertThat(practice.bean(Events.class).sources())
                    .hasSize(2)
                    .allMatch(noted -> noted.equals(Optional.of(source)));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Noted {
        @Bean
        Events events() {
            return new Events();
        }
    }

    static final class Events implements AuditTrail {
        private final List<AuditEvent> seen = new CopyOnWriteArrayList<>();

        @Override
        public void record(AuditEvent event) {
            seen.add(event);
        }

        List<Optional<String>> sources() {
            return seen.stream()
                    .filter(AuditEvent.LoginRefused.class::isInstance)
                    .map(refused -> ((AuditEvent.LoginRefused) refused).source())
                    .toList();
        }
    }
}
