package io.keyholder.commandline.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.commandline.Host;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.access.Actor;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickStartTest {
    @TempDir
    private static Path directory;

    private static String story;

    @BeforeAll
    static void run() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Terminal terminal = Terminal.of(InputStream.nullInputStream(), out, new ByteArrayOutputStream(), Map.of());
        assertThat(new QuickStart(terminal, Host.CHEAP, directory).run()).isZero();
        terminal.out().flush();
        story = out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tellsOfAcceptedAndRefusedLogins() {
        assertThat(story)
                .contains(
                        "with the right password: in",
                        "with a wrong password: refused, WRONG_CREDENTIAL",
                        "by password alone: refused, SECOND_FACTOR_REQUIRED",
                        "Imported 7 documents",
                        "All 8 users are still there");
    }

    @Test
    void leavesWhatItTellsOf() {
        assertThat(story)
                .contains(directory.resolve("users").toString(), keyFile().toString());
        assertThat(keyFile()).content().startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        try (Keyholder keyholder = Host.CHEAP.openExisting(directory.resolve("users"))) {
            assertThat(keyholder.users().count(Actor.host()).orElseThrow()).isEqualTo(8);
        }
    }

    @Test
    void showsNoSecretOfTheImportedUsers() {
        assertThat(story).doesNotContain("Correct-Horse", "JBSWY3DPEHPK3PXP", "PRIVATE KEY---", "{bcrypt}");
    }

    @Test
    void fitsATerminal() {
        assertThat(story.lines().map(line -> line.replace(directory.toString(), "/tmp/keyholder-quick-start-1")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(100));
    }

    private static Path keyFile() {
        return directory.resolve("ada-private-key.pem");
    }
}
