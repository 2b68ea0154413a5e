package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InviteAndAcceptTest {
    private static final String PASSWORD = "a password of her own";

    @TempDir
    private Path directory;

    private Host host = new Host(Path.of(""));
    private Path message = Path.of("");

    @BeforeEach
    void open() {
        host = new Host(directory);
        message = directory.resolve("message.txt");
    }

    @Test
    void invitesAcceptsAndLogsIn() throws IOException {
        assertThat(invite("--email", "mary@example.org", "--patient", "mary").exitCode())
                .isZero();
        Path key = directory.resolve("mary.pem");
        Host.Run accepted =
                host.runWithInput(secret() + "\n" + PASSWORD + "\nopen sesame\n", "accept", "--key", key.toString());
        assertThat(accepted.out()).singleElement().asString().startsWith("accepted ");
        assertThat(key).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(host.runWithInput(PASSWORD + "\n", "log-in", "--login", "mary@example.org")
                        .exitCode())
                .isZero();
        Host.Run again = host.runWithInput(secret() + "\n" + PASSWORD + "\n", "accept", "--no-key");
        assertThat(again.out()).containsExactly("refused: WRONG_CREDENTIAL");
        assertThat(again.exitCode()).isEqualTo(1);
    }

    @Test
    void acceptsWithoutKeyAndRefusesAWeakPasswordBefore() throws IOException {
        invite("--phone", "+32475123456", "--device", "scale", "--name", "The scale", "--language", "fr");
        assertThat(host.runWithInput(secret() + "\nshort\n", "accept", "--no-key")
                        .out())
                .singleElement()
                .asString()
                .contains("the password is not accepted", "Use at least 15 characters.");
        assertThat(host.runWithInput(secret() + "\n" + PASSWORD + "\n", "accept", "--no-key")
                        .exitCode())
                .isZero();
    }

    @Test
    void saysWhatIsInTheWay() {
        host.run("create", "--login", "mary@example.org", "--no-password");
        assertThat(invite("--email", "mary@example.org", "--patient", "mary").out())
                .containsExactly("not invited: another user is known as 'mary@example.org'");
        invite("--email", "john@example.org", "--patient", "john");
        message = directory.resolve("other.txt");
        assertThat(invite("--email", "john@example.org", "--patient", "john").out())
                .containsExactly("not invited: ALREADY_INVITED");
        assertThat(message).doesNotExist();
    }

    @Test
    void completesAnInvitationThatWasNotSent() throws IOException {
        Path missing = directory.resolve("missing");
        message = missing.resolve("message.txt");
        assertThat(invite("--email", "mary@example.org", "--patient", "mary").out())
                .containsExactly("not invited: BROKEN");
        Files.createDirectory(missing);
        assertThat(invite("--email", "mary@example.org", "--patient", "mary").exitCode())
                .isZero();
        assertThat(secret()).startsWith("kht1.");
    }

    @Test
    void refusesCallsThatCannotWork() throws IOException {
        for (List<String> wrong : List.of(
                List.of("--patient", "mary"),
                List.of("--email", "mary@example.org"),
                List.of("--email", "m@example.org", "--phone", "123456", "--patient", "mary"),
                List.of("--email", "nobody", "--patient", "mary"))) {
            assertThat(invite(wrong.toArray(String[]::new)).exitCode())
                    .as("%s", wrong)
                    .isEqualTo(2);
        }
        Files.writeString(message, "mine");
        assertThat(invite("--email", "mary@example.org", "--patient", "mary").exitCode())
                .isEqualTo(2);
        assertThat(message).hasContent("mine");
        assertThat(host.runWithInput("\n\n", "accept").exitCode()).isEqualTo(2);
    }

    private Host.Run invite(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--message";
        all[arguments.length + 1] = message.toString();
        return host.run("invite", all);
    }

    private String secret() throws IOException {
        String text = Files.readString(message).strip();
        return text.substring(text.indexOf("kht1."));
    }
}
