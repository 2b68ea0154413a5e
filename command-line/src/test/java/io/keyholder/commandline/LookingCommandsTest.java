package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.terminal.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookingCommandsTest {
    private static final String ID = "5f8c2c1e-7d0b-4a6e-9c51-0a2b3c4d5e0";

    @TempDir
    private static Path directory;

    private static Host host;

    @BeforeAll
    static void importSamples() {
        host = new Host(directory);
        host.importSamples(directory);
    }

    @Test
    void listsUsersById() {
        Host.Run run = host.run("list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsExactly(
                        ID + "2\tACTIVE\tsecretary@example.org\t",
                        ID + "3\tACTIVE\tnoor, noor.jacobs@example.org, +32470000003\tNoor Jacobs",
                        ID + "4\tACTIVE\tmarc.specter@example.org\tmarc.specter@example.org",
                        ID + "6\tACTIVE\tlena.peeters@example.org, +32470000006\tDr Lena Peeters",
                        ID + "7\tACTIVE\t+32470000007\t",
                        ID + "8\tDELETED\tgone.away@example.org\tGone Away",
                        ID + "9\tREGISTERING\tspirometer-9\tSpirometer 9");
    }

    /** SECURITY-CASES 21. */
    @Test
    void listsAUserWithAHostileNameOnOneLine() {
        String hostile =
                "{\"_id\":\"evil\",\"login\":\"evil\",\"name\":\"a\\r\\nimported b\\u001b[2J\\u2028c\\td\\u202e\"}";
        Host other = new Host(directory.resolve("hostile"));
        other.run("import", Host.write(directory.resolve("evil"), hostile));

        assertThat(other.run("list").out())
                .contains("evil\tUNKNOWN\tevil\ta\\u{00000d}\\u{00000a}imported b\\u{00001b}[2J\\u{002028}c\\u{000009}d"
                        + "\\u{00202e}");
    }

    @ParameterizedTest
    @ValueSource(strings = {ID + "3", "NOOR", "noor.jacobs@example.org", "+32 470 00 00 03"})
    void showsAUserByIdOrIdentifier(String wanted) {
        Host.Run run = host.run("show", wanted);

        assertThat(run.exitCode()).isZero();
        assertThat(String.join("\n", run.out())).contains("\"_id\" : \"" + ID + "3\"", "\"name\" : \"Noor Jacobs\"");
    }

    /** SECURITY-CASES 20. */
    @Test
    void showsNoSecret() {
        String shown = String.join("\n", host.run("show", "noor").out());

        assertThat(shown)
                .contains("\"passwordHash\" : \"(hidden)\"", "\"secret\" : \"(hidden)\"", "\"token\" : \"(hidden)\"")
                .doesNotContain("5e5b35dbe95b", "JBSWY3DPEHPK3PXP", "cb3eae34cd3a", "20599476c0ac");
    }

    @Test
    void showsADeletedUserById() {
        assertThat(host.run("show", ID + "8").exitCode()).isZero();
        assertThat(host.run("show", "gone.away@example.org").exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "/../x", ""})
    void saysThatThereIsNoSuchUser(String wanted) {
        Host.Run run = host.run("show", wanted);

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).containsExactly("keyholder: no user has the id or is known as '" + wanted + "'");
    }
}
