package io.keyholder.adapters.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.login.RefusalReason;
import io.keyholder.ports.audit.AuditEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryAuditTrailTest {
    @Test
    void keepsTheLatestEventsInTheirOrder() {
        InMemoryAuditTrail trail = InMemoryAuditTrail.ofLatest(2);
        assertThat(trail.events()).isEmpty();
        trail.record(event(1));
        trail.record(event(2));
        assertThat(trail.events()).containsExactly(event(1), event(2));
        assertThat(trail.forgotten()).isZero();
        trail.record(event(3));
        assertThat(trail.events()).containsExactly(event(2), event(3));
        assertThat(trail.forgotten()).isEqualTo(1);
    }

    @Test
    void theListItGivesDoesNotChangeAfterwards() {
        InMemoryAuditTrail trail = InMemoryAuditTrail.ofLatest(1);
        trail.record(event(1));
        List<AuditEvent> given = trail.events();
        trail.record(event(2));
        assertThat(given).containsExactly(event(1));
    }

    @Test
    void losesNoEventOfManyThreads() {
        InMemoryAuditTrail trail = InMemoryAuditTrail.ofLatest(1_000);
        IntStream.range(0, 10_000).parallel().forEach(number -> trail.record(event(number)));
        assertThat(trail.events()).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(trail.forgotten()).isEqualTo(9_000);
    }

    @Test
    void refusesToKeepNothing() {
        assertThatThrownBy(() -> InMemoryAuditTrail.ofLatest(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static AuditEvent event(int number) {
        return new AuditEvent.LoginRefused(
                Instant.ofEpochSecond(number),
                Optional.of(new UserId("mary")),
                RefusalReason.WRONG_CREDENTIAL,
                Optional.empty());
    }
}
