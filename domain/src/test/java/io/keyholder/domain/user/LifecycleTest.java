package io.keyholder.domain.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets in at all: SECURITY case 23. */
class LifecycleTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant EXPIRES = Instant.parse("2026-06-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "ACTIVE,      false, -1, ADMITTED",
        "ACTIVE,      false,  0, EXPIRED",
        "ACTIVE,      false,  1, EXPIRED",
        "ACTIVE,      true,  -1, DELETED",
        "DISABLED,    false, -1, DISABLED",
        "DISABLED,    false,  1, DISABLED",
        "DISABLED,    true,  -1, DELETED",
        "REGISTERING, false, -1, REGISTERING",
        "REGISTERING, true,   1, DELETED",
    })
    void admitsOnlyTheActiveUndeletedUnexpired(
            UserStatus status, boolean deleted, long secondsAfterExpiration, Admission expected) {
        Lifecycle life = Lifecycle.startingAt(CREATED, status).withExpiration(Optional.of(EXPIRES));
        Lifecycle asked = deleted ? life.deletedAt(CREATED) : life;
        assertThat(asked.admissionAt(EXPIRES.plusSeconds(secondsAfterExpiration)))
                .isEqualTo(expected);
    }

    @Test
    void admitsNobodyWhoseStatusIsUnknown() {
        Lifecycle unknown = new Lifecycle(
                Optional.empty(),
                Optional.of(CREATED),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        assertThat(unknown.admissionAt(CREATED)).isEqualTo(Admission.STATUS_UNKNOWN);
        assertThat(unknown.withStatus(UserStatus.ACTIVE).admissionAt(CREATED)).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void keepsTheFirstDeletionAndForgetsItWhenUndeleted() {
        Lifecycle life = Lifecycle.startingAt(CREATED, UserStatus.ACTIVE);
        Lifecycle deleted = life.deletedAt(EXPIRES).deletedAt(EXPIRES.plusSeconds(1));
        assertThat(deleted.deleted()).contains(EXPIRES);
        assertThat(deleted.undeleted()).isEqualTo(life);
    }
}
