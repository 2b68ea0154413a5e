package io.keyholder.domain.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.credential.PasswordHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecognitionTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String KEY = "0123456789abcdef".repeat(4);
    private static final PasswordHash HASH = PasswordHash.of("{x}");
    private static final Recognition FRESH = Recognition.of(KEY, HASH);

    @Test
    void belongsToOnePassword() {
        assertThat(FRESH.belongsTo(Optional.of(HASH))).isTrue();
        assertThat(FRESH.belongsTo(Optional.of(PasswordHash.of("{y}")))).isFalse();
        assertThat(FRESH.belongsTo(Optional.empty())).isFalse();
        Recognition rebound = FRESH.withLoginFrom(source(1), NOW).reboundTo(PasswordHash.of("{y}"));
        assertThat(rebound.belongsTo(Optional.of(PasswordHash.of("{y}")))).isTrue();
        assertThat(rebound.sources()).containsOnlyKeys(source(1));
    }

    @Test
    void keepsTheLaterLoginOfASource() {
        Recognition twice = FRESH.withLoginFrom(source(1), NOW).withLoginFrom(source(1), NOW.minusSeconds(1));
        assertThat(twice.sources()).containsExactly(Map.entry(source(1), NOW));
        assertThat(twice.withLoginFrom(source(1), NOW.plusSeconds(1)).sources())
                .containsEntry(source(1), NOW.plusSeconds(1));
    }

    @Test
    void forgetsTheSourceOfLongestAgoForOneMoreThanTheMost() {
        Recognition full = FRESH;
        for (int number = 1; number <= Recognition.MOST_SOURCES; number++) {
            full = full.withLoginFrom(source(number), NOW.plusSeconds(number));
        }
        assertThat(full.sources()).hasSize(Recognition.MOST_SOURCES).containsKey(source(1));
        Recognition more = full.withLoginFrom(source(99), NOW.minusSeconds(1));
        assertThat(more.sources())
                .hasSize(Recognition.MOST_SOURCES)
                .containsKeys(source(2), source(99))
                .doesNotContainKey(source(1));
    }

    @Test
    void takesAsManySourcesAsItKeepsAndNoMore() {
        Map<String, Instant> sources = new LinkedHashMap<>();
        for (int number = 1; number <= Recognition.MOST_SOURCES; number++) {
            sources.put(source(number), NOW);
        }
        assertThat(new Recognition(KEY, KEY, sources).sources()).hasSize(Recognition.MOST_SOURCES);
        sources.put(source(99), NOW);
        assertThatThrownBy(() -> new Recognition(KEY, KEY, sources))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("recognized sources are more than 16");
    }

    @Test
    void refusesWhatIsNoDigest() {
        assertThatThrownBy(() -> new Recognition("x", KEY, Map.of()))
                .hasMessage("recognition key has not 64 hex digits");
        assertThatThrownBy(() -> new Recognition(KEY, "x", Map.of()))
                .hasMessage("recognition password digest has not 64 hex digits");
        assertThatThrownBy(() -> FRESH.withLoginFrom("192.0.2.1", NOW))
                .hasMessage("recognized source has not 64 hex digits");
    }

    @Test
    void showsNeitherKeyNorSource() {
        assertThat(FRESH.withLoginFrom(source(1), NOW)).hasToString("Recognition[hidden, sources=1]");
        assertThat(FRESH.withKeyHidden().key()).isEqualTo("0".repeat(64));
        assertThat(FRESH.withKeyHidden().password()).isEqualTo(FRESH.password());
    }

    private static String source(int number) {
        return String.format("%064x", number);
    }
}
