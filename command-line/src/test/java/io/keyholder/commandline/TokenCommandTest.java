package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.terminal.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {
    @TempDir
    private Path directory;

    private Host host;
    private String id;

    @BeforeEach
    void createAda() {
        host = new Host(directory);
        id = host.run("create", "--login", "ada", "--no-password").out().get(0).substring("created ".length());
    }

    @Test
    void makesATokenThatLetsItsBearerIn() {
        Host.Run run = host.run("token create", "--name", "phone", "--valid", "30d", "ada");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).singleElement().asString().contains("not shown again");
        String token = run.out().get(0);
        assertThat(token).startsWith("kht1.");
        assertThat(logIn(token)).isEqualTo(accepted());
        assertThat(logIn(token, "--login", "ada")).isEqualTo(accepted());
    }

    @Test
    void takesNoTokenForAnotherUsersOrAPassword() {
        host.run("create", "--login", "eve", "--no-password");
        String token = create("phone", "--unlimited");

        assertThat(logIn(token, "--login", "eve")).isEqualTo(refused());
        assertThat(host.runWithInput(token + "\n", "log-in", "--login", "ada")).isEqualTo(refused());
        assertThat(logIn(token.substring(1))).isEqualTo(refused());
        assertThat(logIn("")).isEqualTo(refused());
    }

    @Test
    void listsTokensWithScopeAndLastUse() {
        logIn(create("used", "--valid", "48h"));
        create("scoped", "--unlimited", "--scope", "PATIENT_VIEW", "--scope", "HCP");
        List<String[]> lines = host.run("token list", "ada").out().stream()
                .map(line -> line.split("\t", -1))
                .toList();

        assertThat(lines).hasSize(2).allSatisfy(line -> assertThat(line).hasSize(6));
        assertThat(lines.get(0)).startsWith("used", "USABLE").contains("all").doesNotContain("never used");
        assertThat(Duration.between(Instant.parse(lines.get(0)[2]), Instant.parse(lines.get(0)[3])))
                .isEqualTo(Duration.ofDays(2));
        assertThat(lines.get(1))
                .startsWith("scoped", "USABLE")
                .endsWith("unlimited", "HCP, PATIENT_VIEW", "never used");
    }

    @Test
    void revokesAToken() {
        String token = create("phone", "--unlimited");

        assertThat(host.run("token revoke", "--name", "phone", "ada")).isEqualTo(done("revoked phone"));
        assertThat(logIn(token)).isEqualTo(refused());
        assertThat(host.run("token list", "ada").out())
                .singleElement()
                .asString()
                .startsWith("phone\tREVOKED\t");
        assertThat(host.run("token revoke", "--name", "tablet", "ada"))
                .isEqualTo(failed("the user has no token of the name 'tablet'"));
    }

    @Test
    void removesTokensThatAreOver() {
        Host anHourAgo = new Host(directory, Host.openingAt(Instant.now().minus(Duration.ofHours(1))));
        anHourAgo.run("token create", "--name", "over", "--valid", "60s", "ada");
        create("lasting", "--unlimited");

        assertThat(host.run("token list", "ada").out()).anyMatch(line -> line.startsWith("over\tEXPIRED\t"));
        assertThat(host.run("token clean", "ada")).isEqualTo(done("removed over", "1 removed"));
        assertThat(host.run("token clean", "ada")).isEqualTo(done("0 removed"));
        assertThat(host.run("token list", "ada").out())
                .singleElement()
                .asString()
                .startsWith("lasting\t");
    }

    @Test
    void tellsExpiryByTheClockOfTheHost() {
        Instant moment = Instant.parse("2026-03-01T12:00:00Z");
        new Host(directory, Host.openingAt(moment)).run("token create", "--name", "hour", "--valid", "1h", "ada");

        assertThat(stateAt(moment.minusSeconds(1))).isEqualTo("NOT YET");
        assertThat(stateAt(moment.plusSeconds(3_599))).isEqualTo("USABLE");
        assertThat(stateAt(moment.plusSeconds(3_600))).isEqualTo("EXPIRED");
    }

    @Test
    void makesNoTwoTokensOfOneName() {
        create("phone", "--unlimited");

        assertThat(host.run("token create", "--name", "phone", "--unlimited", "ada"))
                .isEqualTo(failed("not created: the user has a token of the name 'phone' already"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--valid 1d --unlimited",
                "--valid 0s",
                "--valid 5",
                "--valid 1w",
                "--valid -1d",
                "--valid 999999999999999999d",
                "--unlimited --scope admin"
            })
    void explainsALifeOrAScopeThatCannotBe(String options) {
        Host.Run run = host.run("token create --name phone ada " + options);

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).hasSize(2);
    }

    @Test
    void explainsANameThatCannotBe() {
        assertThat(host.run("token create", "--name", "", "--unlimited", "ada").exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"create --name x --unlimited", "list", "revoke --name x", "clean"})
    void saysThatNobodyIsKnownAsThat(String action) {
        assertThat(host.run("token " + action, "eve")).isEqualTo(failed("no user has the id or is known as 'eve'"));
    }

    @Test
    void takesNoCodeWithAToken() {
        Host.Run run = logIn("x", "--code", "123456");

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).first().asString().contains("--code goes with a password");
    }

    private String stateAt(Instant moment) {
        return new Host(directory, Host.openingAt(moment))
                .run("token list", "ada")
                .out()
                .get(0)
                .split("\t", -1)[1];
    }

    private String create(String name, String... options) {
        return host.run("token create --name " + name + " ada", options).out().get(0);
    }

    private Host.Run logIn(String token, String... options) {
        return host.runWithInput(token + "\n", "log-in --token", options);
    }

    private Host.Run accepted() {
        return done("accepted " + id);
    }

    private static Host.Run refused() {
        return new Host.Run(ExitCode.REFUSED, List.of("refused: WRONG_CREDENTIAL"), List.of());
    }

    private static Host.Run done(String... lines) {
        return new Host.Run(ExitCode.DONE, List.of(lines), List.of());
    }

    private static Host.Run failed(String reason) {
        return new Host.Run(ExitCode.REFUSED, List.of(), List.of("keyholder: " + reason));
    }
}
