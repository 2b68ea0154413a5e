package io.keyholder.springboot.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.Storage;
import io.keyholder.ports.observation.Observation;
import io.keyholder.springboot.Browser;
import io.keyholder.springboot.RunningPractice;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsTest {
    private static final Set<String> NAMES = Stream.<Class<? extends Enum<?>>>of(
                    Observation.PresentedCredential.class,
                    Observation.LoginOutcome.class,
                    Observation.HashWork.class,
                    Observation.Admission.class,
                    Observation.StorePort.class,
                    Observation.StoreOutcome.class,
                    RefusalReason.class)
            .flatMap(type -> Arrays.stream(type.getEnumConstants()))
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());

    private RunningPractice practice;

    @BeforeAll
    void start() {
        practice = RunningPractice.with(
                "management.endpoints.web.exposure.include=health,metrics",
                "management.endpoint.health.show-details=always");
    }

    @AfterAll
    void stop() {
        practice.close();
    }

    @Test
    void loginsAreCountedByOutcome() {
        practice.user("mia-1");
        Browser browser = practice.browser();
        double accepted = count("password", "accepted", "none");
        double refused = count("password", "refused", "wrong_credential");
        browser.logIn("mia-1", "wrong");
        browser.logIn("mia-1", RunningPractice.PASSWORD);
        practice.browser().sending("Authorization", "Bearer nonsense").get("/");
        assertThat(count("password", "accepted", "none")).isEqualTo(accepted + 1);
        assertThat(count("password", "refused", "wrong_credential")).isEqualTo(refused + 1);
        assertThat(count("token", "refused", "wrong_credential")).isPositive();
    }

    @Test
    void hashesAndCallsOfTheStoreAreTimed() {
        practice.user("mia-2");
        practice.browser().logIn("mia-2", RunningPractice.PASSWORD);
        assertThat(timer(MicrometerObserver.HASHING, "work", "verify").totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
        assertThat(timer(MicrometerObserver.HASHING_WAIT, "outcome", "at_once").count())
                .isPositive();
        assertThat(timer(MicrometerObserver.STORE_CALLS, "port", "users").count())
                .isPositive();
        assertThat(timer(MicrometerObserver.STORE_CALLS, "port", "login_states").count())
                .isPositive();
    }

    @Test
    void springsOwnObservationsOfLoginsNameNoUser() {
        practice.user("mia-6");
        practice.browser().logIn("mia-6", RunningPractice.PASSWORD);
        List<Meter> logins = practice.bean(MeterRegistry.class).getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("spring.security.authentications"))
                .toList();
        assertThat(logins).isNotEmpty();
        assertThat(logins.stream()
                        .flatMap(meter -> meter.getId().getTags().stream())
                        .map(Tag::getValue))
                .isNotEmpty()
                .noneMatch(value -> value.contains("mia-6"));
    }

    @Test
    void gaugesShowTheQueueAndTheEvents() {
        Keyholder keyholder = practice.keyholder();
        keyholder.events().start();
        practice.user("mia-3");
        assertThat(gauge(KeyholderGauges.EVENTS_PENDING)).isEqualTo(1);
        keyholder.events().deliver(event -> {});
        assertThat(gauge(KeyholderGauges.EVENTS_PENDING)).isZero();
        keyholder.events().stop();
        assertThat(gauge(KeyholderGauges.RUNNING)).isZero();
        assertThat(gauge(KeyholderGauges.WAITING)).isZero();
    }

    @Test
    void noTagNamesAUser() {
        practice.user("mia-4");
        Browser browser = practice.browser();
        browser.logIn("mia-4", "wrong");
        browser.logIn("mia-4", RunningPractice.PASSWORD);
        browser.logIn("nobody@example.org", RunningPractice.PASSWORD);
        browser.get("/");
        List<Meter> ours = practice.bean(MeterRegistry.class).getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("keyholder."))
                .toList();
        assertThat(ours).hasSizeGreaterThan(6);
        assertThat(ours.stream()
                        .flatMap(meter -> meter.getId().getTags().stream())
                        .map(Tag::getValue)
                        .filter(value -> !value.equals("none")))
                .isNotEmpty()
                .allMatch(NAMES::contains);
    }

    @Test
    void healthIsShown() {
        practice.user("mia-5");
        Browser browser = practice.browser();
        browser.logIn("mia-5", RunningPractice.PASSWORD);
        assertThat(browser.get("/actuator/health").body()).contains("\"keyholder\":", "\"hashesWaiting\":0");
        assertThat(browser.get("/actuator/metrics/keyholder.logins").body()).contains("credential", "outcome");
    }

    @Test
    void aStoreThatDoesNotReplyIsDown() {
        try (RunningPractice other = RunningPractice.with()) {
            KeyholderHealthIndicator health = other.bean(KeyholderHealthIndicator.class);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            other.bean(Storage.class).close();
            Health down = health.health();
            assertThat(down.getStatus()).isEqualTo(Status.DOWN);
            assertThat(other.bean(MeterRegistry.class)
                            .get(KeyholderGauges.EVENTS_PENDING)
                            .gauge()
                            .value())
                    .isNaN();
        }
    }

    private double count(String credential, String outcome, String reason) {
        Timer timer = practice.bean(MeterRegistry.class)
                .find(MicrometerObserver.LOGINS)
                .tags("credential", credential, "outcome", outcome, "reason", reason)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private Timer timer(String name, String tag, String value) {
        return practice.bean(MeterRegistry.class).get(name).tag(tag, value).timer();
    }

    private double gauge(String name) {
        return practice.bean(MeterRegistry.class).get(name).gauge().value();
    }
}
