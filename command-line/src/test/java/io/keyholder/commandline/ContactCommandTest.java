package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContactCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PASSWORD = "lamp ferry walnut 17";

    @TempDir
    private Path directory;

    private String id;
    private int messages;

    @BeforeEach
    void createAda() {
        Host.Run created =
                at(0).runWithInput(PASSWORD + "\n", "create", "--login", "ada", "--email", "ada@old.example");
        id = created.out().get(0).substring("created ".length());
    }

    @Test
    void changesAnEmailByTheCodeThatWentThere() throws IOException {
        Host.Run started = start(0, "--email", "ada@new.example", "--previous", "ada@old.example");

        assertThat(started.out()).containsExactly("sent " + id);
        assertThat(started.err()).singleElement().asString().contains("counts until 2026-03-01T12:10:00Z");
        assertThat(confirm(60, code()).out()).containsExactly("changed " + id);
        assertThat(at(60).run("show", "ada@new.example").exitCode()).isZero();
        assertThat(at(60).run("show", "ada@old.example").exitCode()).isEqualTo(1);
    }

    @Test
    void givesAFirstPhone() throws IOException {
        assertThat(start(0, "--phone", "+32475123456", "--language", "fr").exitCode())
                .isZero();
        assertThat(confirm(1, code()).exitCode()).isZero();
        assertThat(at(1).run("show", "+32475123456").exitCode()).isZero();
    }

    @Test
    void saysWhyACodeIsNotTaken() throws IOException {
        assertFails(confirm(0, "123456"), "not changed: the code is wrong, too late or spent, or none was sent");
        start(0, "--email", "ada@new.example", "--previous", "ada@old.example");
        String right = code();
        assertFails(confirm(1, right.equals("000000") ? "111111" : "000000"), "not changed: the code is wrong");
        assertThat(confirm(2, right).exitCode()).isZero();
        assertFails(confirm(3, right), "not changed: the code is wrong");
    }

    @Test
    void saysWhyNoCodeIsSent() {
        assertFails(
                start(0, "--email", "ada@new.example"),
                "not sent: the user has another email or phone than --previous names");
        start(0, "--email", "ada@new.example", "--previous", "ada@old.example");
        assertFails(
                start(1, "--email", "ada@other.example", "--previous", "ada@old.example"),
                "not sent: a code was sent just now");
    }

    @Test
    void tellsWhoeverProvedItThatTheContactIsTaken() throws IOException {
        at(0).run("create", "--login", "bob@new.example", "--no-password");
        start(0, "--email", "bob@new.example", "--previous", "ada@old.example");

        assertFails(confirm(1, code()), "not changed: another user is known as 'bob@new.example'");
    }

    @Test
    void cancelsACodeThatWaits() throws IOException {
        assertFails(at(0).run("contact cancel", "ada"), "not cancelled: no code waits");
        start(0, "--email", "ada@new.example", "--previous", "ada@old.example");

        assertThat(at(1).run("contact cancel", "ada").out()).containsExactly("cancelled " + id);

        assertFails(confirm(2, code()), "not changed: the code is wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--email ada@new.example",
                "--email ada@new.example --phone +32475123456 --message FILE",
                "--phone +32475123456 --smtp mail.example.org --from a@example.org",
                "--email ada@new.example --message DIRECTORY"
            })
    void refusesACallThatCannotWork(String options) {
        String arguments = options.replace("FILE", directory.resolve("unused").toString())
                .replace("DIRECTORY", directory.toString());

        assertThat(at(0).run("contact start ada " + arguments).exitCode()).isEqualTo(ExitCode.USAGE);
    }

    private Host.Run start(int second, String... options) {
        messages++;
        String[] all = new String[options.length + 3];
        System.arraycopy(options, 0, all, 0, options.length);
        all[options.length] = "--message";
        all[options.length + 1] = message().toString();
        all[options.length + 2] = "ada";
        return at(second).run("contact start", all);
    }

    private Host.Run confirm(int second, String code) {
        return at(second).runWithInput(code + "\n", "contact confirm", "ada");
    }

    private String code() throws IOException {
        Matcher code = Pattern.compile("\\b[0-9]{6}\\b").matcher(Files.readString(message()));
        assertThat(code.find()).isTrue();
        return code.group();
    }

    private Path message() {
        return directory.resolve("message-" + messages);
    }

    private Host at(int second) {
        return new Host(directory, Host.openingAt(NOON.plusSeconds(second)));
    }

    private static void assertFails(Host.Run run, String reason) {
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().contains(reason);
    }
}
