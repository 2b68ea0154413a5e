package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the platform decodes by a locale that is not UTF-8 has lost letters, and is refused before anything is stored. A
 * shell script passes the bytes, because this process may run under such a locale itself.
 */
@DisabledOnOs(OS.WINDOWS)
class LocaleTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "C     |                             | create --no-password --login müller             | argument 4",
                "POSIX |                             | create --no-password --login m --name 'Ada Ωmega' | argument 6",
                "C     |                             | search zoë                                       | argument 2",
                "C     |                             | import /tmp/größe.json                           | argument 2",
                "C     |                             | list --data /tmp/größe                           | argument 3",
                "C     | KEYHOLDER_DATA=/tmp/größe   | list                                             | KEYHOLDER_DATA",
                "xx_YY.ISO-8859-1 |               | create --no-password --login müller        | argument 4"
            })
    void thatLosesLettersIsRefused(String locale, String extra, String call, String what) throws Exception {
        Result result = run(locale, extra == null ? "" : extra, call);

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err())
                .singleElement()
                .asString()
                .contains(what)
                .contains("LC_ALL")
                .matches("\\p{ASCII}*");
        assertThat(directory.resolve("users")).doesNotExist();
    }

    @Test
    void thatIsUtf8KeepsAllLetters() throws Exception {
        assertThat(run("C.UTF-8", "", "create --no-password --login müller --name '山田 Ω'")
                        .exitCode())
                .isZero();
        assertThat(run("C", "", "list").out()).singleElement().asString().endsWith("\tmüller\t山田 Ω");
    }

    @Test
    void doesNotMatterToStandardInput() throws Exception {
        assertThat(run("C", "", "create --login ada", "zwölf Boxkämpfer jagen\n")
                        .exitCode())
                .isZero();
        assertThat(run("C.UTF-8", "", "log-in --login ada", "zwölf Boxkämpfer jagen\n")
                        .exitCode())
                .isZero();
    }

    @Test
    void brokenUtf8IsRefusedUnderEachLocale() throws Exception {
        Result result = run("C.UTF-8", "", "create --no-password --login \"$(printf 'm\\374ller')\"");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).singleElement().asString().contains("argument 4 is not UTF-8");
    }

    private record Result(int exitCode, List<String> out, List<String> err) {}

    private Result run(String locale, String extra, String call) throws Exception {
        return run(locale, extra, call, "");
    }

    private Result run(String locale, String extra, String call, String input) throws Exception {
        String data = extra.startsWith("KEYHOLDER_DATA") ? extra : "KEYHOLDER_DATA=" + directory.resolve("users");
        String script = String.join(
                " ",
                "LC_ALL=" + locale,
                data,
                "exec",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp \"$CLASSES\"",
                KeyholderCommand.class.getName(),
                call);
        Path file = Files.writeString(directory.resolve("call.sh"), script);
        Path in = Files.writeString(directory.resolve("in"), input);
        ProcessBuilder builder = new ProcessBuilder("sh", file.toString())
                .redirectInput(in.toFile())
                .redirectOutput(directory.resolve("out").toFile())
                .redirectError(directory.resolve("err").toFile());
        builder.environment().put("CLASSES", System.getProperty("java.class.path"));
        int exitCode = builder.start().waitFor();
        return new Result(exitCode, lines("out"), lines("err"));
    }

    private List<String> lines(String name) throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve(name))) {
            return lines.toList();
        }
    }
}
