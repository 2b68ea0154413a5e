package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users that come in a table: what is read, what is refused, and a trial that says so before. */
class TableImportTest {
    private static final String BCRYPT_OF_CORRECT_HORSE =
            "$2b$04$abcdefghijklmnopqrstuu5Lsu9BzcGqfPZbCkcpyAeRHN9jKLd3a";

    @TempDir
    private Path directory;

    private Host host;

    @BeforeEach
    void makeHost() {
        host = new Host(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login,email,name,password,roles\nada,ada@example.org,Ada Lovelace,%s,NURSE|DESK\n",
                "Login;E-Mail;Name;Password;Roles\r\nada;ada@example.org;Ada Lovelace;%s;NURSE,DESK\r\n",
                "login\temail\tname\tpassword\troles\nada\tada@example.org\tAda Lovelace\t%s\tNURSE;DESK",
                "\uFEFF\"login\",\"email\",\"name\",\"password\",\"roles\"\n\n\"ada\",ada@example.org,\"Ada Lovelace\",\"%s\",\"NURSE;DESK\"\n",
                "roles,password,name,email,login\nDESK | NURSE,%s, Ada Lovelace , ada@example.org ,ada\n"
            })
    void importsUsersWithTheirPasswords(String table) throws IOException {
        Host.Run run = host.run("import", "--csv", file(table.formatted("correct horse battery")));

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasSize(2).endsWith("1 imported, 0 refused");
        assertThat(run.out().get(0)).matches("imported [0-9a-f-]{36} ada");
        String shown = String.join("\n", host.run("show", "ada@example.org").out());
        assertThat(shown).contains("Ada Lovelace", "NURSE", "DESK");
        assertThat(host.runWithInput("correct horse battery\n", "log-in", "--login", "ada")
                        .out())
                .first()
                .asString()
                .startsWith("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"login\"x,name\nada,Ada\n", "\"login,name\nada,Ada\n"})
    void refusesAHeaderThatIsNoCsv(String table) throws IOException {
        Host.Run run = host.run("import", "--csv", file(table));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(String.join("\n", run.err())).contains("the header of the table is no CSV");
    }

    @Test
    void aTrialSaysWhatWouldHappenAndStoresNothing() throws IOException {
        host.run("import", "--csv", file("login,password\nada,correct horse battery\n"));
        String table = file("""
                login,email,password,hash
                grace,,correct horse battery,
                ADA,,correct horse battery,
                bob,bob@example.org,lamp ferry,
                eve,,,nonsense
                grace,,correct horse battery,
                ,,correct horse battery,
                zoe
                """);
        Host.Run trial = host.run("import", "--csv", "--dry-run", table);

        assertThat(trial.out())
                .containsExactly(
                        "would refuse line 7: the row has no login, email or phone",
                        "would refuse line 8: the row has 1 fields, the header 4",
                        "would refuse line 4: the password is not accepted: Use at least 15 characters.",
                        "would import grace",
                        "would refuse line 3: another user is known as 'ada'",
                        "would import eve",
                        "would refuse line 6: another user is known as 'grace'",
                        "2 would be imported, 5 would be refused");
        assertThat(trial.err()).containsExactly("line 5: the hash is in no readable form, so this user cannot log in");
        assertThat(trial.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(host.run("list").out()).hasSize(1);
    }

    @Test
    void aTrialOfDocumentsStoresNothingEither() throws IOException {
        String documents = file("{\"_id\":\"1\",\"login\":\"ada\"}\n{\"_id\":\"2\",\"login\":\"ADA\"}\n7\n");
        Host.Run trial = host.run("import", "--dry-run", documents);

        assertThat(trial.out())
                .hasSize(4)
                .startsWith("would import 1")
                .endsWith("1 would be imported, 2 would be refused");
        assertThat(host.run("list").exitCode()).isNotZero();
    }

    @Test
    void importsHashesOfOtherSystems() throws IOException {
        Host.Run run = host.run(
                "import", "--csv", file("login,hash\nada," + BCRYPT_OF_CORRECT_HORSE + "\nbob,{SSHA}nonsense\n"));

        assertThat(run.out()).hasSize(3).endsWith("2 imported, 0 refused");
        assertThat(run.err()).containsExactly("line 3: the hash is in no readable form, so this user cannot log in");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "name,roles # no column login, email or phone",
                "login,pasword # unknown column 'pasword'; did you mean password?",
                "login,shoe size # unknown column 'shoe size'",
                "login,Login # a column of the table is there twice"
            })
    void refusesATableWhoseHeaderIsNone(String header, String problem) throws IOException {
        Host.Run run = host.run("import", "--csv", file(header + "\nada,x\n"));

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(String.join("\n", run.err())).contains(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "ISO-8859-1"})
    void refusesATableInAnotherEncoding(String charset) throws IOException {
        Path table = directory.resolve("latin.csv");
        Files.writeString(table, "login,name\nmüller,Müller\n", Charset.forName(charset));
        Host.Run run = host.run("import", "--csv", table.toString());

        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(String.join("\n", run.err())).contains("not in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE"})
    void readsUnicode(String charset) throws IOException {
        Path table = directory.resolve("unicode.csv");
        String mark = charset.equals("UTF-16LE") ? "\uFEFF" : "";
        Files.writeString(table, mark + "login,name\nmüller,Müller ☂\n", Charset.forName(charset));
        Host.Run run = host.run("import", "--csv", table.toString());

        assertThat(run.out()).hasSize(2);
        assertThat(run.out().get(0)).endsWith(" müller");
    }

    @Test
    void refusesARowWithPasswordAndHash() throws IOException {
        Host.Run run = host.run("import", "--csv", file("login,password,hash\nada,correct horse battery,{SSHA}x\n"));

        assertThat(run.out()).startsWith("refused line 2: the row has both a password and a hash");
    }

    /** Neither a refusal nor a trial may show a password. */
    @Test
    void showsNoPassword() throws IOException {
        String table =
                file("login,password\nada,correct horse battery\nada,correct horse battery\nbob,horse\n,horse\n");
        for (Host.Run run :
                new Host.Run[] {host.run("import", "--csv", "--dry-run", table), host.run("import", "--csv", table)}) {
            assertThat(String.join("\n", run.out()) + String.join("\n", run.err()))
                    .doesNotContainPattern(Pattern.compile("horse"));
        }
    }

    private String file(String content) throws IOException {
        Path file = Files.createTempFile(directory, "table", ".csv");
        Files.writeString(file, content, StandardCharsets.UTF_8);
        return file.toString();
    }
}
