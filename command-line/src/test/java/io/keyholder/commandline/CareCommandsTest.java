package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareCommandsTest {
    @TempDir
    private Path directory;

    private Host host;

    @BeforeEach
    void importUsers() {
        host = new Host(directory);
        String users = """
                {"_id":"a","login":"ada","name":"Ada L\\u00f6velace","status":"ACTIVE"}
                {"_id":"b","login":"bob","name":"Bob Lovett","status":"ACTIVE"}
                """;
        host.run("import", Host.write(directory.resolve("users.json"), users));
    }

    @Test
    void searchesByTheBeginningsOfWords() {
        assertThat(host.run("search", "LOVE").out())
                .containsExactly("a\tACTIVE\tada\tAda Lövelace", "b\tACTIVE\tbob\tBob Lovett");
        assertThat(host.run("search", "ada", "love").out()).hasSize(1);
        assertThat(host.run("search", "eve").out()).isEmpty();
    }

    @Test
    void permitsAndDecidesAndSaysWhy() {
        assertThat(host.run("decide", "ada", "PATIENT_VIEW").out())
                .containsExactly(
                        "no",
                        "PATIENT_VIEW is denied, because nothing that applies grants it.",
                        "it would take a grant of PATIENT_VIEW");
        assertThat(host.run("permit", "ada", "--grant", "ADMIN", "--revoke", "HCP")
                        .out())
                .containsExactly("permitted a");
        assertThat(host.run("decide", "ada", "PATIENT_VIEW", "--attribute", "ward=3")
                        .out())
                .startsWith("yes", "PATIENT_VIEW is granted, because ADMIN implies it.");
        Host.Run denied = host.run("decide", "ada", "HCP");
        assertThat(denied.exitCode()).isOne();
        assertThat(denied.out()).startsWith("no", "HCP is denied, because it is revoked.");
    }

    @Test
    void erasesAPersonAndKeepsTheLastAdministrator() {
        host.run("permit", "ada", "--grant", "ADMIN");

        assertThat(host.run("erase", "b").out()).containsExactly("erased b");
        Host.Run kept = host.run("erase", "a");
        assertThat(kept.exitCode()).isOne();
        assertThat(kept.err())
                .containsExactly("keyholder: You may not erase this person. No administrator would be left.");
        assertThat(host.run("erase", "b").err()).containsExactly("keyholder: no user has this id");
        assertThat(host.run("list").out()).hasSize(1);
    }

    @Test
    void wantsSomethingToPermit() {
        assertThat(host.run("permit", "ada").exitCode()).isEqualTo(2);
        assertThat(host.run("permit", "ada", "--grant", "ADMIN", "--revoke", "ADMIN")
                        .exitCode())
                .isZero();
        assertThat(host.run("permit", "nobody", "--grant", "HCP").exitCode()).isOne();
    }
}
