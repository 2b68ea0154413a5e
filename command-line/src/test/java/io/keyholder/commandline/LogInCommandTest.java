package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.terminal.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogInCommandTest {
    private static final String ID = "5f8c2c1e-7d0b-4a6e-9c51-0a2b3c4d5e0";

    @TempDir
    private static Path directory;

    private static Host host;

    @BeforeAll
    static void importSamples() {
        host = new Host(directory);
        host.importSamples(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "secretary@example.org, Correct-Horse-2, 2",
        "SECRETARY@example.org, Correct-Horse-2, 2",
        "lena.peeters@example.org, Correct-Horse-6, 6",
        "+32470000006, Correct-Horse-6, 6"
    })
    void letsInWhoeverKnowsThePasswordOfASample(String login, String password, String number) {
        assertThat(logIn(login, password + "\n")).isEqualTo(accepted(ID + number));
    }

    @ParameterizedTest
    @CsvSource({
        "secretary@example.org, Correct-Horse-6, WRONG_CREDENTIAL",
        "noor, Correct-Horse-3, SECOND_FACTOR_REQUIRED",
        "noor, Correct-Horse-4, WRONG_CREDENTIAL",
        "marc.specter@example.org, Correct-Horse-4, WRONG_CREDENTIAL",
        "+32470000007, Correct-Horse-7, WRONG_CREDENTIAL",
        "gone.away@example.org, Correct-Horse-8, WRONG_CREDENTIAL",
        "spirometer-9, Correct-Horse-9, WRONG_CREDENTIAL",
        "nobody@example.org, Correct-Horse-1, WRONG_CREDENTIAL"
    })
    void refusesEverybodyElse(String login, String password, String reason) {
        assertThat(logIn(login, password + "\n")).isEqualTo(refused(reason));
    }

    @Test
    void letsAUserInAgainAfterItsHashWasReplaced() {
        logIn("lena.peeters@example.org", "Correct-Horse-6\n");

        assertThat(logIn("lena.peeters@example.org", "Correct-Horse-6\n")).isEqualTo(accepted(ID + 6));
    }

    @Test
    void takesTheLineHoweverItEnds() {
        assertThat(logIn("secretary@example.org", "Correct-Horse-2")).isEqualTo(accepted(ID + 2));
        assertThat(logIn("secretary@example.org", "Correct-Horse-2\r\n")).isEqualTo(accepted(ID + 2));
        assertThat(logIn("secretary@example.org", "Correct-Horse-2\nanything else"))
                .isEqualTo(accepted(ID + 2));
    }

    @Test
    void trimsNothing() {
        assertThat(logIn("secretary@example.org", "Correct-Horse-2 \n")).isEqualTo(refused("WRONG_CREDENTIAL"));
    }

    @Test
    void takesTheEndOfTheInputForTheEmptyPassword() {
        assertThat(logIn("secretary@example.org", "")).isEqualTo(refused("WRONG_CREDENTIAL"));
    }

    @Test
    void explainsAPasswordThatIsNoText() {
        Host.Run run = Host.runRaw(
                new byte[] {(byte) 0xC3, '\n'},
                "log-in",
                "--data",
                host.data().toString(),
                "--login",
                "secretary@example.org");

        assertThat(run).isEqualTo(new Host.Run(ExitCode.USAGE, List.of(), List.of("keyholder: secret is not UTF-8")));
    }

    @Test
    void explainsAPasswordThatNobodyTypes() {
        Host.Run run = Host.runRaw(
                "x".repeat(300_000).getBytes(StandardCharsets.UTF_8),
                "log-in",
                "--data",
                host.data().toString(),
                "--login",
                "secretary@example.org");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).singleElement().asString().contains("bytes");
    }

    private static Host.Run logIn(String login, String input) {
        return host.runWithInput(input, "log-in", "--login", login);
    }

    private static Host.Run accepted(String id) {
        return new Host.Run(ExitCode.DONE, List.of("accepted " + id), List.of());
    }

    private static Host.Run refused(String reason) {
        return new Host.Run(ExitCode.REFUSED, List.of("refused: " + reason), List.of());
    }
}
