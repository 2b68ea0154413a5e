package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.commandline.terminal.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyCommandTest {
    private static final String HEX = aKey();

    @TempDir
    private Path folder;

    @BeforeEach
    void haveAKey() throws IOException {
        Files.writeString(folder.resolve("anna.key"), HEX);
    }

    @Test
    void exportsInEachFormAndReadsItAgain() throws IOException {
        assertThat(run("\npassphrase\n", "export", "--in", at("anna.key"), "--out", at("anna.pem"))
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("anna.pem")).content().contains("BEGIN ENCRYPTED PRIVATE KEY");
        assertThat(run("passphrase\n", "export", "--in", at("anna.pem"), "--out", at("a.jwk"), "--form", "JWK")
                        .exitCode())
                .isZero();
        Host.Run last = run("\n", "export", "--in", at("a.jwk"), "--out", at("again.key"), "--form", "HEX");
        assertThat(last.exitCode()).isZero();
        assertThat(last.err().toString()).contains("unique");
        assertThat(folder.resolve("again.key")).content().isEqualTo(HEX);
    }

    @Test
    void recoversFromAKitAndSaysWhatIsWrong() {
        Host.Run kit = run("\n", "export", "--in", at("anna.key"), "--out", at("kit"), "--form", "KIT");
        String key = kit.out().get(0);
        assertThat(run(key + "\nnew\n", "recover", "--kit", at("kit"), "--out", at("new.pem"))
                        .exitCode())
                .isZero();
        assertThat(run("new\n", "export", "--in", at("new.pem"), "--out", at("new.key"), "--form", "HEX")
                        .exitCode())
                .isZero();
        assertThat(folder.resolve("new.key")).content().isEqualTo(HEX);
        String typo = (key.charAt(0) == 'A' ? "C" : "A") + key.substring(1);
        assertRefused("groups [1]", run(typo + "\nnew\n", "recover", "--kit", at("kit"), "--out", at("x")));
        assertRefused("70", run("ABC\nnew\n", "recover", "--kit", at("kit"), "--out", at("x")));
        assertRefused("recovery kit", run(key + "\nnew\n", "recover", "--kit", at("anna.key"), "--out", at("x")));
        Host.Run other = run("\n", "export", "--in", at("anna.key"), "--out", at("other"), "--form", "KIT");
        assertRefused(
                "another recovery key",
                run(other.out().get(0) + "\nnew\n", "recover", "--kit", at("kit"), "--out", at("x")));
    }

    @Test
    void splitsAndJoinsAndSaysWhatIsWrong() {
        Host.Run split =
                run("\n", "split", "--in", at("anna.key"), "--out", at("share"), "--needed", "2", "--shares", "3");
        assertThat(split.out()).hasSize(3);
        assertThat(run("new\n", "join", "--out", at("new.pem"), at("share.3"), at("share.1"))
                        .exitCode())
                .isZero();
        assertRefused("2 shares are needed", run("new\n", "join", "--out", at("x"), at("share.3")));
        assertRefused("more than once", run("new\n", "join", "--out", at("x"), at("share.3"), at("share.3")));
        run("\n", "split", "--in", at("anna.key"), "--out", at("again"), "--needed", "2", "--shares", "2");
        assertRefused("different sets", run("new\n", "join", "--out", at("x"), at("share.3"), at("again.1")));
        assertRefused("key share", run("new\n", "join", "--out", at("x"), at("share.3"), at("anna.key")));
    }

    @Test
    void overwritesNothingAndTakesNoEmptyPassphrase() {
        assertRefused("exists", run("\nx\n", "export", "--in", at("anna.key"), "--out", at("anna.key")));
        assertThat(folder.resolve("anna.key")).content().isEqualTo(HEX);
        assertRefused("empty", run("\n\n", "export", "--in", at("anna.key"), "--out", at("x")));
        assertThat(run("\n", "export", "--in", at("missing"), "--out", at("x")).exitCode())
                .isEqualTo(ExitCode.USAGE);
    }

    private void assertRefused(String reason, Host.Run run) {
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err().toString()).contains(reason).doesNotContain(HEX.substring(100, 120));
        assertThat(folder.resolve("x")).doesNotExist();
    }

    private static String aKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            return HexFormat.of()
                    .formatHex(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every Java platform makes RSA keys", impossible);
        }
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static Host.Run run(String input, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "key";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return Host.runRaw(input.getBytes(StandardCharsets.UTF_8), all);
    }
}
