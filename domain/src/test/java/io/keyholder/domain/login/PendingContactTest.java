package io.keyholder.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.PasswordHash;
import io.keyholder.domain.invitation.Contact;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingContactTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final PendingContact FRESH = after(0);

    @Test
    void countsForItsLifeAndNoLonger() {
        assertThat(FRESH.expires()).isEqualTo(NOW.plus(PendingContact.LIFE));
        assertThat(FRESH.isOpenAt(NOW)).isTrue();
        assertThat(FRESH.isOpenAt(FRESH.expires().minusNanos(1))).isTrue();
        assertThat(FRESH.isOpenAt(FRESH.expires())).isFalse();
    }

    @Test
    void endsWithTheLastWrongCode() {
        Optional<PendingContact> left = Optional.of(FRESH);
        for (int wrong = 1; wrong < PendingContact.MOST_WRONG_CODES; wrong++) {
            left = left.flatMap(PendingContact::afterWrongCode);
            assertThat(left).contains(after(wrong));
        }
        assertThat(left.flatMap(PendingContact::afterWrongCode)).isEmpty();
    }

    @Test
    void refusesACountThatCannotBe() {
        assertThatThrownBy(() -> after(-1)).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> after(PendingContact.MOST_WRONG_CODES)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void keepsItsCountWithAnotherCode() {
        PasswordHash other = PasswordHash.of("{other}");
        PendingContact renewed = after(2).withCode(other);
        assertThat(renewed.codeHash()).isEqualTo(other);
        assertThat(renewed.wrongCodes()).isEqualTo(2);
        assertThat(renewed.contact()).isEqualTo(FRESH.contact());
    }

    @Test
    void showsNoContact() {
        assertThat(FRESH.toString()).contains("requested 2026").doesNotContain("mary", "{x}");
    }

    private static PendingContact after(int wrongCodes) {
        return new PendingContact(
                Contact.email("mary@example.org"),
                Optional.of("old@example.org"),
                PasswordHash.of("{x}"),
                NOW,
                wrongCodes);
    }
}
