package io.keyholder.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every row runs; no figure is looked at. */
class CompareTest {
    @Test
    void everyRowRuns() throws Exception {
        assertThat(linesOf("--smoke"))
                .hasSizeGreaterThan(20)
                .allMatch(line -> line.matches("[a-z0-9-]+ ours [0-9.]+ (us|B|writes|syncs|statements)"
                        + " peer [a-z0-9-]+ [0-9.]+ \\1 ratio ([0-9.]+|Infinity)"));
    }

    @Test
    void onlyWhatIsAskedForIsMeasured() throws Exception {
        assertThat(linesOf("--smoke", "documents")).hasSize(6).allMatch(line -> line.contains("databind"));
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThatThrownBy(() -> Compare.main(new String[] {"speed"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("speed")
                .hasMessageContaining("bcrypt");
    }

    private static List<String> linesOf(String... arguments) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (PrintStream taken = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(taken);
            Compare.main(arguments);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
