package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.application.Keyholder;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.domain.access.Actor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashingOptionsTest {
    private static final String PASSWORD = "lamp ferry walnut 17";
    private static final String KEY = base64(1);
    private static final String FRESH_KEY = base64(2);

    @TempDir
    private Path directory;

    private Host host;

    @BeforeEach
    void begin() {
        host = new Host(directory);
    }

    @Test
    void passwordsMixedWithAPepperNeedIt() {
        String pepper = file("pepper.key", KEY + "\n");
        createAda("--pepper-key", pepper);

        assertThat(storedHash()).startsWith("{bcrypt-pepper:");
        assertThat(logIn("--pepper-key", pepper).exitCode()).isZero();
        assertThat(logIn().out()).containsExactly("refused: WRONG_CREDENTIAL");
    }

    @Test
    void aPepperIsRotatedByAFreshKeyAsTheFirstLine() {
        createAda("--pepper-key", file("old.key", KEY + "\n"));
        String before = storedHash();

        assertThat(logIn("--pepper-key", file("both.key", FRESH_KEY + "\n" + KEY + "\n"))
                        .exitCode())
                .isZero();
        assertThat(storedHash()).startsWith("{bcrypt-pepper:").isNotEqualTo(before);
        assertThat(logIn("--pepper-key", file("fresh.key", FRESH_KEY)).exitCode())
                .isZero();
    }

    @Test
    void passwordsAreHashedAsIcureDoesOnlyWhenAsked() {
        createAda("--icure-hashes");
        assertThat(storedHash()).matches("\\{[^}]{44}}[0-9a-f]{64}");

        logIn("--icure-hashes");
        assertThat(storedHash()).matches("\\{[^}]{44}}[0-9a-f]{64}");
        logIn();
        assertThat(storedHash()).startsWith("{bcrypt}");
    }

    @Test
    void thePepperGoesWithNoHashesOfIcure() {
        Host.Run run = host.run("list", "--icure-hashes", "--pepper-key", file("pepper.key", KEY));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).hasSize(2);
    }

    @Test
    void aPepperThatIsNotThereOrNoKeyIsNamedAndNeverShown() {
        createAda();
        for (String file : List.of(
                directory.resolve("missing.key").toString(),
                file("empty.key", ""),
                file("short.key", "c2VudGluZWw="),
                file("text.key", "my sentinel"))) {
            Host.Run run = logIn("--pepper-key", file);

            assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .singleElement()
                    .asString()
                    .contains(file)
                    .doesNotContain("sentinel")
                    .doesNotContain("c2VudGluZWw");
        }
    }

    private void createAda(String... options) {
        assertThat(host.runWithInput(PASSWORD + "\n", "create --login ada", options)
                        .exitCode())
                .isZero();
    }

    private Host.Run logIn(String... options) {
        return host.runWithInput(PASSWORD + "\n", "log-in --login ada", options);
    }

    private String storedHash() {
        try (Keyholder keyholder = host.open()) {
            return keyholder
                    .users()
                    .find(Actor.host(), "ada")
                    .single()
                    .orElseThrow()
                    .credentials()
                    .passwordHash()
                    .orElseThrow()
                    .encoded();
        }
    }

    private String file(String name, String content) {
        return Host.write(directory.resolve(name), content);
    }

    private static String base64(int each) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) each);
        return Base64.getEncoder().encodeToString(key);
    }
}
