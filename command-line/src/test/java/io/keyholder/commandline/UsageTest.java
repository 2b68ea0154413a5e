package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "import",
                "export",
                "list",
                "show",
                "create",
                "log-in",
                "password",
                "two-factor enrol",
                "two-factor confirm",
                "two-factor recovery-codes",
                "two-factor off",
                "two-factor status",
                "token create",
                "token list",
                "token revoke",
                "token clean"
            })
    void helpsWithEachCommand(String command) {
        Host.Run run = run((command + " --help").split(" ", -1));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().get(0)).startsWith("Usage: keyholder " + command);
        assertThat(String.join("\n", run.out())).contains("--data", "--couchdb");
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void namesEachValueThatACommandTakes(String command) {
        Host.Run run = run((command + " --help").split(" ", -1));

        assertThat(run.exitCode()).isZero();
        assertThat(String.join("\n", run.out()))
                .startsWith("Usage: keyholder " + command)
                .doesNotContainPattern("[=\\s]<[a-zA-Z]");
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void standsInItsPage(String command) throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "command-line.md"))).contains("`" + command + " ");
    }

    /** Every command that does something, such as {@code token list}. */
    static Stream<String> leaves() {
        return leaves(new KeyholderCommand(Terminal.ofProcess(), Host.CHEAP).commandLine(), "");
    }

    private static Stream<String> leaves(CommandLine command, String path) {
        return command.getSubcommands().entrySet().stream().flatMap(sub -> {
            String name = path + sub.getKey();
            return sub.getValue().getSubcommands().isEmpty() ? Stream.of(name) : leaves(sub.getValue(), name + " ");
        });
    }

    @Test
    void namesAllCommandsInItsHelp() {
        Host.Run run = run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(String.join(" ", run.out()))
                .contains(
                        "  import  ",
                        "  copy  ",
                        "  export  ",
                        "  list  ",
                        "  show  ",
                        "  create  ",
                        "  log-in  ",
                        "  password  ",
                        "  two-factor  ",
                        "  token  ",
                        "quick start");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "--nonsense",
                "import",
                "import --data",
                "list",
                "list --data D more",
                "list --data D --couchdb http://localhost:1/d",
                "copy --from D",
                "copy --to D",
                "show --data D",
                "log-in --data D",
                "export --data D",
                "create --login ada",
                "log-in --data D --login a --login b",
                "log-in --data D --login a --token --code 1",
                "password --data D",
                "two-factor",
                "two-factor nonsense",
                "two-factor status --data D",
                "token",
                "token create --data D --name n u",
                "token revoke --data D u"
            })
    void explainsAWrongCallInOneLine(String call) {
        Host.Run run = run(call.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasSize(2);
        assertThat(run.err().get(0)).startsWith("keyholder: ");
        assertThat(run.err()).last().asString().startsWith("Try 'keyholder").endsWith(" --help'.");
    }

    @ParameterizedTest
    @CsvSource({
        "lst, list",
        "creat, create",
        "two-facter, two-factor",
        "token lsit, list",
        "key recieve, receive",
        "list --jsno, --json",
        "list --dta D, --data",
        "create --login a --patien p, --patient"
    })
    void suggestsWhatWasMeant(String call, String meant) {
        Host.Run run = run(call.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err().get(1)).startsWith("Did you mean ").contains("'" + meant + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show", "log-in"})
    void makesNoStoreJustByLooking(String command) {
        Path data = directory.resolve("users");
        Host.Run run = switch (command) {
            case "show" -> run(command, "--data", data.toString(), "ada");
            case "log-in" -> run(command, "--data", data.toString(), "--login", "ada");
            default -> run(command, "--data", data.toString());
        };

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().startsWith("keyholder: " + data + ": ");
        assertThat(data).doesNotExist();
    }

    @Test
    void explainsADirectoryThatIsAFile() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        Host.Run run = run("list", "--data", file.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().startsWith("keyholder: ");
    }

    @Test
    void printsAStackTraceOnlyWhenAskedTo() {
        String missing = directory.resolve("users").toString();

        assertThat(run("list", "--data", missing).err()).hasSize(1);
        assertThat(run("list", "--data", missing, "--verbose").err()).anyMatch(line -> line.startsWith("\tat "));
        assertThat(run("token", "list", "--data", missing, "--verbose", "ada").err())
                .anyMatch(line -> line.startsWith("\tat "));
    }

    private static Host.Run run(String... arguments) {
        return Host.runRaw(new byte[0], arguments);
    }
}
