package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.keyholder.commandline.invitation.MailServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InviteByMailTest {
    @TempDir
    private Path directory;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void sendsTheInvitationThroughTheServer() throws Exception {
        server.setUser("practice", "open sesame");
        Host.Run run = invite(
                Map.of(MailServer.USER, "practice", MailServer.PASSWORD, "open sesame"),
                "--email",
                "mary@example.org",
                "--from",
                "practice@example.org");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).singleElement().asString().startsWith("invited ");
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(server.getReceivedMessages()[0].getFrom()[0]).hasToString("practice@example.org");
        assertThat(server.getReceivedMessages()[0].getAllRecipients()[0]).hasToString("mary@example.org");
        assertThat(String.join("", run.out())).doesNotContain("kht1.");
    }

    @Test
    void saysThatTheServerRefusedAndCompletesTheInvitationLater() {
        server.setUser("practice", "open sesame");
        Host.Run refused = invite(
                Map.of(MailServer.USER, "practice", MailServer.PASSWORD, "wrong"),
                "--email",
                "john@example.org",
                "--from",
                "practice@example.org");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.out()).singleElement().asString().startsWith("not invited: ");
        assertThat(invite(Map.of(), "--email", "john@example.org", "--from", "practice@example.org")
                        .exitCode())
                .isZero();
    }

    @Test
    void refusesCallsThatCannotWork() {
        for (List<String> wrong : List.of(
                List.of("--email", "mary@example.org"),
                List.of("--phone", "+32475123456", "--from", "practice@example.org"),
                List.of("--email", "mary@example.org", "--from", "practice@example.org", "--message", "file"))) {
            assertThat(invite(Map.of(), wrong.toArray(String[]::new)).exitCode())
                    .as("%s", wrong)
                    .isEqualTo(2);
        }
        assertThat(invite(
                                Map.of(MailServer.USER, "practice"),
                                "--email",
                                "mary@example.org",
                                "--from",
                                "practice@example.org")
                        .exitCode())
                .isEqualTo(2);
    }

    private Host.Run invite(Map<String, String> environment, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "invite",
                "--data",
                directory.resolve("data").toString(),
                "--patient",
                "patient-1",
                "--smtp",
                "127.0.0.1",
                "--smtp-port",
                Integer.toString(server.getSmtp().getPort()),
                "--smtp-encryption",
                "none"));
        all.addAll(List.of(arguments));
        return Host.runIn(environment, "", all.toArray(String[]::new));
    }
}
