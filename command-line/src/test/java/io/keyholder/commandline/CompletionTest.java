package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a shell completes, asked of a real one. */
@DisabledOnOs(OS.WINDOWS)
class CompletionTest {
    @TempDir
    private Path directory;

    private Path script;

    @BeforeEach
    void generate() throws IOException {
        Host.Run run = Host.runIn(Map.of(), "", "generate-completion");
        assertThat(run.exitCode()).isZero();
        script = Files.write(directory.resolve("completion"), run.out());
    }

    @ParameterizedTest
    @CsvSource({
        "lis, list",
        "two, two-factor",
        "token li, list",
        "list --js, --json",
        "create --log, --login",
        "key tr, transfer"
    })
    void completesCommandsAndOptions(String typed, String expected) throws Exception {
        assertThat(complete(typed.split(" "))).contains(expected);
    }

    @Test
    void offersAllCommands() throws Exception {
        assertThat(complete("")).contains("import", "export", "list", "create", "token", "key", "seal");
    }

    private List<String> complete(String... words) throws Exception {
        String call = "source '" + script + "'; COMP_WORDS=(keyholder " + String.join(" ", words)
                + (words[words.length - 1].isEmpty() ? "''" : "") + "); COMP_CWORD=" + words.length
                + "; _complete_keyholder; printf '%s\\n' \"${COMPREPLY[@]}\"";
        Process bash =
                new ProcessBuilder("bash", "-c", call).redirectErrorStream(true).start();
        String shown = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(shown).isZero();
        return shown.lines().map(String::strip).toList();
    }
}
