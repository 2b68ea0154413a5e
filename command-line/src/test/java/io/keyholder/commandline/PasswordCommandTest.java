package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.terminal.ExitCode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordCommandTest {
    private static final String OLD = "lamp ferry walnut 17";
    private static final String NEW = "harbour violet spoon 3";

    @TempDir
    private Path directory;

    private Host host;
    private String id;

    @BeforeEach
    void createAda() {
        host = new Host(directory);
        id = host.runWithInput(OLD + "\n", "create", "--login", "ada")
                .out()
                .get(0)
                .substring("created ".length());
    }

    @Test
    void changesAPasswordWithTheOldOne() {
        assertThat(password(OLD + "\n" + NEW + "\n", "ada")).isEqualTo(done("changed " + id));
        assertThat(logIn(OLD)).isEqualTo("refused: WRONG_CREDENTIAL");
        assertThat(logIn(NEW)).isEqualTo("accepted " + id);
    }

    @Test
    void changesNothingWithAWrongOldOne() {
        assertThat(password("wrong\n" + NEW + "\n", "ada")).isEqualTo(failed("not changed: the old password is wrong"));
        assertThat(logIn(OLD)).isEqualTo("accepted " + id);
    }

    @Test
    void resetsAPasswordWithoutTheOldOne() {
        assertThat(password(NEW + "\n", "--reset", id)).isEqualTo(done("changed " + id));
        assertThat(logIn(NEW)).isEqualTo("accepted " + id);
    }

    @Test
    void saysWhatIsWrongWithANewOne() {
        assertThat(password("zq8k2\n", "--reset", "ada").err())
                .singleElement()
                .asString()
                .startsWith("keyholder: not changed: the password is not accepted: ")
                .contains("Use at least 15 characters.");
        assertThat(password(OLD + "\n\n", "ada").exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(logIn(OLD)).isEqualTo("accepted " + id);
    }

    @Test
    void letsAUserInAgainOnlyAfterAChangeThatWasForced() {
        assertThat(password("", "--force-change", "ada")).isEqualTo(done("change demanded " + id));
        assertThat(logIn(OLD)).isEqualTo("refused: PASSWORD_CHANGE_REQUIRED");
        assertThat(password(OLD + "\n" + NEW + "\n", "ada")).isEqualTo(done("changed " + id));
        assertThat(logIn(NEW)).isEqualTo("accepted " + id);
    }

    @Test
    void revokesTokensUnlessToldOtherwise() {
        String token = host.run("token create", "--name", "phone", "--unlimited", "ada")
                .out()
                .get(0);

        password(NEW + "\n", "--reset", "--keep-tokens", "ada");
        assertThat(host.runWithInput(token + "\n", "log-in", "--token").out()).containsExactly("accepted " + id);
        password(OLD + "\n", "--reset", "ada");
        assertThat(host.runWithInput(token + "\n", "log-in", "--token").exitCode())
                .isEqualTo(ExitCode.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--reset", "--keep-tokens"})
    void explainsOptionsThatContradictEachOther(String option) {
        Host.Run run = password("", "--force-change", option, "ada");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).singleElement().asString().startsWith("keyholder: --force-change sets no password");
    }

    @Test
    void saysThatNobodyIsKnownAsThat() {
        assertThat(password(NEW + "\n", "--reset", "eve")).isEqualTo(failed("no user has the id or is known as 'eve'"));
    }

    private Host.Run password(String input, String... arguments) {
        return host.runWithInput(input, "password", arguments);
    }

    private String logIn(String password) {
        return host.runWithInput(password + "\n", "log-in", "--login", "ada")
                .out()
                .get(0);
    }

    private static Host.Run done(String line) {
        return new Host.Run(ExitCode.DONE, List.of(line), List.of());
    }

    private static Host.Run failed(String reason) {
        return new Host.Run(ExitCode.REFUSED, List.of(), List.of("keyholder: " + reason));
    }
}
