package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.qr.QrCode;
import io.keyholder.adapters.qr.TerminalBackground;
import io.keyholder.commandline.terminal.Screens;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours go to terminals only, and never where a person or a terminal refuses them. */
class ColoursTest {
    private static final Screens BOTH = new Screens(true, true);
    private static final String ESCAPE = "\u001b[";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "list --help", "nonsense", "token nonsense", "list", "show --nonsense"})
    void areOnATerminalAndNowhereElse(String call) {
        assertThat(text(run(BOTH, Map.of(), call))).contains(ESCAPE);
        assertThat(text(run(Screens.NONE, Map.of(), call))).doesNotContain(ESCAPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_COLOR=1", "NO_COLOR=false", "TERM=dumb"})
    void areNotWhereTheyAreRefused(String variable) {
        String[] pair = variable.split("=", 2);
        for (String call : List.of("--help", "nonsense", "list")) {
            assertThat(text(run(BOTH, Map.of(pair[0], pair[1]), call))).doesNotContain(ESCAPE);
        }
    }

    @Test
    void anEmptyNoColorRefusesNothing() {
        assertThat(text(run(BOTH, Map.of("NO_COLOR", ""), "--help"))).contains(ESCAPE);
    }

    @Test
    void eachStreamIsJudgedForItself() {
        assertThat(run(new Screens(true, false), Map.of(), "nonsense").err()).noneMatch(line -> line.contains(ESCAPE));
        assertThat(run(new Screens(false, true), Map.of(), "--help").out()).noneMatch(line -> line.contains(ESCAPE));
    }

    @Test
    void aPictureHasThemOnATerminalOnly() {
        String data = directory.resolve("users").toString();
        Host.runIn(Map.of(), "", "create", "--data", data, "--login", "ada", "--no-password");
        List<String> coloured = enrol(data, BOTH, Map.of());
        List<String> plain = enrol(data, BOTH, Map.of("NO_COLOR", "1"));

        assertThat(coloured.subList(2, coloured.size()))
                .containsExactlyElementsOf(
                        QrCode.of(coloured.get(0)).terminalText().lines().toList());
        assertThat(plain.subList(2, plain.size()))
                .containsExactlyElementsOf(QrCode.of(plain.get(0))
                        .plainText(TerminalBackground.DARK)
                        .lines()
                        .toList());
    }

    private static List<String> enrol(String data, Screens screens, Map<String, String> environment) {
        return run(screens, environment, "two-factor enrol --qr --data " + data + " ada")
                .out();
    }

    private static Host.Run run(Screens screens, Map<String, String> environment, String call) {
        return Host.runOn(screens, environment, call.split(" ", -1));
    }

    private static String text(Host.Run run) {
        return String.join("\n", run.out()) + String.join("\n", run.err());
    }
}
