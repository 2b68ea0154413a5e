package io.keyholder.commandline.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Screens BOTH = new Screens(true, true);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong seconds = new AtomicLong();

    @Test
    void drawsABarWithRateAndRemainingTimeOnATerminal() {
        Progress progress = Progress.of(terminal(BOTH, Map.of()), "users exported", 1_000);
        seconds.set(10);
        progress.add(250);

        assertThat(shown(err)).isEqualTo("\r[#####---------------]  25 % 250 users exported, 25/s, 0:30 left");
        assertThat(shown(out)).isEmpty();
    }

    @Test
    void drawsOverALongerLine() {
        Progress progress = Progress.of(terminal(BOTH, Map.of()), "users", 2_000);
        seconds.set(1);
        progress.add(1);
        String first = shown(err);
        seconds.set(2);
        progress.add(1_999);

        assertThat(first).isEqualTo("\r[--------------------]   0 % 1 users, 1/s, 33:19 left");
        assertThat(shown(err).substring(first.length()))
                .isEqualTo("\r[####################] 100 % 2000 users, 1000/s      ");
    }

    @Test
    void writesHoursWhereTheyAreNeeded() {
        Progress progress = Progress.of(terminal(BOTH, Map.of()), "users", 100);
        seconds.set(100);
        progress.add(1);

        assertThat(shown(err)).endsWith("2:45:00 left");
    }

    @Test
    void givesWayToEachLine() {
        Terminal terminal = terminal(BOTH, Map.of());
        Progress progress = Progress.of(terminal, "users", 10);
        seconds.set(1);
        progress.add(5);
        int drawn = shown(err).length() - 1;
        terminal.print("a result");
        terminal.note("a note");

        assertThat(shown(err)).endsWith("\r" + " ".repeat(drawn) + "\ra note" + System.lineSeparator());
        assertThat(shown(out)).isEqualTo("a result" + System.lineSeparator());
    }

    @Test
    void isDrawnAFewTimesASecondOnly() {
        Progress progress = Progress.of(terminal(BOTH, Map.of()), "users", 100_000);
        seconds.set(1);
        for (int user = 0; user < 100_000; user++) {
            progress.add(1);
        }

        assertThat(shown(err).chars().filter(letter -> letter == '\r')).hasSize(1);
    }

    @Test
    void printsSparseLinesElsewhere() {
        assertSparse(terminal(Screens.NONE, Map.of()));
    }

    @Test
    void printsSparseLinesWhenOnlyResultsAreOnATerminal() {
        assertSparse(terminal(new Screens(true, false), Map.of()));
    }

    @Test
    void printsSparseLinesOnATerminalThatCannotRedraw() {
        assertSparse(terminal(BOTH, Map.of("TERM", "dumb")));
    }

    @Test
    void countsWorkApartFromThings() {
        Progress progress = Progress.of(terminal(BOTH, Map.of()), "documents read", 4_096);
        seconds.set(2);
        progress.add(10, 1_024);

        assertThat(shown(err)).contains(" 25 % 10 documents read, 5/s, 0:06 left");
        assertThat(progress.count()).isEqualTo(10);
    }

    @Test
    void drawsNoBarWhereTheAmountIsNotKnown() {
        Progress progress = Progress.of(terminal(BOTH, Map.of()), "documents read", 0);
        seconds.set(2);
        progress.add(10, 100);

        assertThat(shown(err)).isEqualTo("\r10 documents read, 5/s");
    }

    private void assertSparse(Terminal terminal) {
        Progress progress = Progress.of(terminal, "users exported", 20_000);
        seconds.set(5);
        for (int user = 0; user < 10_000; user++) {
            progress.add(1);
        }

        assertThat(shown(err).lines())
                .containsExactly("5000 users exported, 1000/s, 0:15 left", "10000 users exported, 2000/s, 0:05 left");
        assertThat(shown(err)).doesNotContain("\r");
    }

    private Terminal terminal(Screens screens, Map<String, String> environment) {
        return Terminal.of(
                InputStream.nullInputStream(),
                out,
                err,
                environment,
                screens,
                () -> TimeUnit.SECONDS.toNanos(seconds.get()));
    }

    private static String shown(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
