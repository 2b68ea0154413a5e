package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.store.StoreOptions;
import io.keyholder.commandline.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a command finds the users, and how it names the place when it finds none. */
class StorePlaceTest {
    @TempDir
    private Path directory;

    @Test
    void isTheDirectoryOfTheEnvironment() {
        Map<String, String> environment = data("users");

        assertThat(create(environment).exitCode()).isZero();
        assertThat(directory.resolve("users")).isDirectory();
        assertThat(Host.runIn(environment, "", "list").out()).hasSize(1);
    }

    @Test
    void isTheOptionBeforeTheEnvironment() {
        create(data("users"));

        assertThat(Host.runIn(data("elsewhere"), "", "list", "--data", at("users"))
                        .out())
                .hasSize(1);
        assertThat(Host.runIn(data("users"), "", "list", "--couchdb", "http://localhost:1/db")
                        .err())
                .first()
                .asString()
                .startsWith("keyholder: http://localhost:1/db: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show ada", "token list ada", "create --login ada", "search ada", "invite"})
    void mustBeNamed(String call) {
        for (Map<String, String> environment : List.of(Map.<String, String>of(), Map.of(StoreOptions.DATA, ""))) {
            Host.Run run = Host.runIn(environment, "", call.split(" ", -1));

            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).first().asString().startsWith("keyholder: ");
        }
        assertThat(Host.runIn(Map.of(), "", "list").err())
                .first()
                .asString()
                .contains("--data DIR", "--couchdb URL", StoreOptions.DATA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list",
                "search ada",
                "show ada",
                "log-in --login ada",
                "password ada",
                "permit --grant HCP ada",
                "decide ada HCP",
                "erase ada",
                "accept --no-key",
                "two-factor enrol ada",
                "two-factor status ada",
                "contact cancel ada",
                "token list ada",
                "token clean ada",
                "key create --key k ada"
            })
    void isNamedWhenItHoldsNoStore(String call) {
        Host.Run run = Host.runIn(data("missing"), "", call.split(" ", -1));

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).singleElement().asString().startsWith("keyholder: " + at("missing") + ": ");
    }

    @Test
    void isNamedWhenAnotherProcessHasIt() throws Exception {
        create(data("users"));
        Process holder = holding(at("users"));
        try {
            for (String call : List.of("list", "show ada", "export --out " + at("out"), "token list ada")) {
                Host.Run run = Host.runIn(data("users"), "", call.split(" ", -1));

                assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
                assertThat(run.err()).singleElement().asString().startsWith("keyholder: " + at("users") + ": another");
            }
            Host.Run copy = Host.runIn(Map.of(), "", "copy", "--from", at("users"), "--to", at("target"));
            assertThat(copy.err()).singleElement().asString().startsWith("keyholder: " + at("users") + ": another");
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(directory.resolve("out")).doesNotExist();
    }

    /** A process that has the users open. */
    private static Process holding(String data) throws IOException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreHolder.class.getName(),
                        data)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(holder.inputReader().readLine()).startsWith("open");
        return holder;
    }

    private static Host.Run create(Map<String, String> environment) {
        return Host.runIn(environment, "", "create", "--login", "ada", "--no-password");
    }

    private Map<String, String> data(String name) {
        return Map.of(StoreOptions.DATA, at(name));
    }

    private String at(String name) {
        return directory.resolve(name).toString();
    }
}
