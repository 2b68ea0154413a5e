package io.keyholder.domain.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ids are safe: SECURITY case 8 (ids that reach other parts of a store). */
class UserIdTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_design",
                "_local/x",
                "..",
                ".",
                "a/b",
                "a\\b",
                "a?b",
                "a#b",
                "a%2f",
                "a;b",
                "a b",
                "a\u00a0b",
                "a\u0000",
                "a\nb",
                "a\u2028b",
                "a\u202eb",
                "a\ud800"
            })
    void refusesWhatCouldReachElsewhere(String hostile) {
        assertThatThrownBy(() -> new UserId(hostile))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("user id ")
                .message()
                .doesNotContainPattern("[\\p{Cntrl}\u2028\u202e]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5f8c2c1e-7d0b-4a6e-9c51-0a2b3c4d5e02", "idUser_42", "group:user", "użytkownik", "a+b@c", "…"})
    void acceptsIdsSeenInDatabases(String id) {
        assertThatCode(() -> new UserId(id)).doesNotThrowAnyException();
    }

    @Test
    void isBoundedInLength() {
        assertThatCode(() -> new UserId("x".repeat(512))).doesNotThrowAnyException();
        assertThatThrownBy(() -> new UserId("x".repeat(513)))
                .hasMessageContaining("513")
                .hasMessageContaining("512");
    }

    @Test
    void ordersByCodePointAndNotByCharacter() {
        UserId privateUse = new UserId("\uf8ff".replace('\uf8ff', '\uffe6'));
        UserId beyondTheFirstPlane = new UserId("\ud83d\ude00");
        assertThat(Stream.of(beyondTheFirstPlane, privateUse).sorted())
                .containsExactly(privateUse, beyondTheFirstPlane);
    }
}
