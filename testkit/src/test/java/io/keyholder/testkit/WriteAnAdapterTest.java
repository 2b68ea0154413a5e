package io.keyholder.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.testkit.example.FirstTryContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That docs/write-an-adapter.md shows code that compiles, and says what the kit really says about it. */
class WriteAnAdapterTest {
    private static final Path MANUAL = Path.of("..", "docs", "write-an-adapter.md");
    private static final Path EXAMPLE =
            Path.of("src", "test", "java", "io", "keyholder", "testkit", "example", "FirstTryContract.java");

    /** A race that the repository loses on most machines may be won on a busy one; it is lost sooner or later. */
    private static final int MOST_RUNS = 20;

    @Test
    void theManualShowsTheTestThatCompiles() throws IOException {
        String code = Files.readString(EXAMPLE);
        assertThat(code).contains(blocks(Files.readString(MANUAL), "java").get(0));
    }

    @Test
    void theKitFindsTheBugsThatTheManualNames() throws IOException {
        List<String> named =
                blocks(Files.readString(MANUAL), "text").get(0).lines().toList();
        assertThat(named).hasSizeGreaterThan(5);
        Set<String> failures = new HashSet<>();
        for (int run = 0; run < MOST_RUNS && !failures.containsAll(named); run++) {
            failures.addAll(ContractRun.of(FirstTryContract.class).failures());
        }
        assertThat(failures).containsAll(named);
    }

    private static List<String> blocks(String manual, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(manual)
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
