package io.keyholder.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import io.keyholder.adapters.qr.QrCode;
import io.keyholder.adapters.qr.TerminalBackground;
import io.keyholder.commandline.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwoFactorCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String PASSWORD = "lamp ferry walnut 17";

    @TempDir
    private Path directory;

    private String id;

    @BeforeEach
    void createAda() {
        Host.Run created = at(0).runWithInput(PASSWORD + "\n", "create", "--login", "ada");
        id = created.out().get(0).substring("created ".length());
    }

    @Test
    void goesFromOffToPendingToOnToOff() {
        assertThat(status()).isEqualTo("off " + id);
        Authenticator authenticator = enrol();
        assertThat(status()).isEqualTo("pending " + id);
        confirm(authenticator);
        assertThat(status()).isEqualTo("on " + id);
        assertThat(at(0).run("two-factor off", "ada").out()).containsExactly("off " + id);
        assertThat(status()).isEqualTo("off " + id);
        assertThat(logIn(0, PASSWORD + "\n")).isEqualTo(accepted());
    }

    @Test
    void asksForNoCodeBeforeItIsConfirmed() {
        enrol();

        assertThat(logIn(0, PASSWORD + "\n")).isEqualTo(accepted());
    }

    @Test
    void showsTheSecretOnceWithIssuerAndLogin() {
        Host.Run run = at(0).run("two-factor enrol", "--issuer", "Practice 42", "ada");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).hasSize(2);
        assertThat(run.out().get(0)).startsWith("otpauth://totp/Practice%2042:ada?");
        assertThat(run.err()).singleElement().asString().contains("not shown again");
        assertThat(at(0).run("show", "ada").out()).noneMatch(line -> line.contains("otpauth"));
    }

    @Test
    void showsTheSecretAsAPersonTypesIt() {
        List<String> out = at(0).run("two-factor enrol", "ada").out();

        assertThat(out.get(1)).matches("([A-Z2-7]{4} ){7}[A-Z2-7]{4}");
        assertThat(out.get(0)).contains("secret=" + out.get(1).replace(" ", "") + "&");
        Authenticator typed = Authenticator.scanning(
                "otpauth://totp/typed?secret=" + out.get(1).replace(" ", ""));
        assertThat(confirm(typed)).hasSize(10);
    }

    @Test
    void drawsTheSecretBelowItsLine() {
        List<String> out = at(0).run("two-factor enrol", "--qr", "ada").out();

        assertThat(out.subList(2, out.size()))
                .containsExactlyElementsOf(QrCode.of(out.get(0))
                        .plainText(TerminalBackground.DARK)
                        .lines()
                        .toList());
    }

    @Test
    void writesTheSecretAsAPictureForTheOwnerOnly() throws IOException {
        Path picture = directory.resolve("ada.png");
        List<String> out = at(0).run("two-factor enrol", "--qr-png", picture.toString(), "ada")
                .out();

        assertThat(out).hasSize(2);
        assertThat(picture).hasBinaryContent(QrCode.of(out.get(0)).png(8));
        assertThat(Files.getPosixFilePermissions(picture))
                .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }

    @Test
    void overwritesNothingWithAPictureAndMakesNoSecretThen() throws IOException {
        Path picture = Files.writeString(directory.resolve("ada.png"), "holiday");
        Host.Run run = at(0).run("two-factor enrol", "--qr-png", picture.toString(), "ada");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().contains("the picture cannot be made");
        assertThat(picture).hasContent("holiday");
        assertThat(status()).isEqualTo("off " + id);
    }

    @Test
    void leavesNoPictureWhenThereIsNoSecret() {
        confirm(enrol());
        Path picture = directory.resolve("ada.png");

        assertThat(at(0).run("two-factor enrol", "--qr-png", picture.toString(), "ada")
                        .exitCode())
                .isEqualTo(ExitCode.REFUSED);
        assertThat(picture).doesNotExist();
    }

    @Test
    void demandsACodeOnceItIsConfirmed() {
        Authenticator authenticator = enrol();
        confirm(authenticator);

        assertThat(logIn(60, PASSWORD + "\n")).isEqualTo(refused("SECOND_FACTOR_REQUIRED"));
        assertThat(logIn(60, PASSWORD + "\n000\n")).isEqualTo(refused("WRONG_CREDENTIAL"));
        assertThat(logIn(60, PASSWORD + "\n" + authenticator.codeAt(NOON.plusSeconds(60)) + "\n"))
                .isEqualTo(accepted());
    }

    @Test
    void takesACodeAsAnOptionAndEachOnlyOnce() {
        Authenticator authenticator = enrol();
        confirm(authenticator);
        String code = authenticator.codeAt(NOON.plusSeconds(60));

        assertThat(logIn(60, PASSWORD + "\n", "--code", code)).isEqualTo(accepted());
        assertThat(logIn(60, PASSWORD + "\n", "--code", code)).isEqualTo(refused("WRONG_CREDENTIAL"));
        assertThat(logIn(90, "wrong\n", "--code", authenticator.codeAt(NOON.plusSeconds(90))))
                .isEqualTo(refused("WRONG_CREDENTIAL"));
    }

    @Test
    void givesTenRecoveryCodesThatWorkOnceEach() {
        List<String> codes = confirm(enrol());

        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(logIn(60, PASSWORD + "\n" + codes.get(3) + "\n")).isEqualTo(accepted());
        assertThat(logIn(60, PASSWORD + "\n" + codes.get(3) + "\n")).isEqualTo(refused("WRONG_CREDENTIAL"));
    }

    @Test
    void replacesRecoveryCodes() {
        List<String> old = confirm(enrol());
        List<String> fresh = at(0).run("two-factor recovery-codes", "ada").out();

        assertThat(fresh).hasSize(10).doesNotContainAnyElementsOf(old);
        assertThat(logIn(60, PASSWORD + "\n" + old.get(0) + "\n")).isEqualTo(refused("WRONG_CREDENTIAL"));
        assertThat(logIn(60, PASSWORD + "\n" + fresh.get(0) + "\n")).isEqualTo(accepted());
    }

    @Test
    void isNotTurnedOnByAWrongCode() {
        enrol();

        assertThat(at(0).runWithInput("000000\n", "two-factor confirm", "ada"))
                .isEqualTo(failed("not confirmed: the code is wrong or was used before"));
        assertThat(status()).isEqualTo("pending " + id);
    }

    @Test
    void isNotEnrolledAnewOnceItIsOn() {
        confirm(enrol());

        assertThat(at(0).run("two-factor enrol", "ada"))
                .isEqualTo(failed("not enrolled: the second factor is on already; two-factor off takes it away first"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two-factor confirm", "two-factor recovery-codes"})
    void saysThatThereIsNothingToDoThatTo(String command) {
        Host.Run run = at(0).run(command, "ada");

        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).singleElement().asString().contains("two-factor status shows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"enrol", "confirm", "recovery-codes", "off", "status"})
    void saysThatNobodyIsKnownAsThat(String action) {
        assertThat(at(0).run("two-factor " + action, "eve"))
                .isEqualTo(failed("no user has the id or is known as 'eve'"));
    }

    @Test
    void tellsTheStatusOfImportedUsers() {
        at(0).importSamples(directory);

        assertThat(at(0).run("two-factor status", "noor").out())
                .singleElement()
                .asString()
                .startsWith("on ");
        assertThat(at(0).run("two-factor status", "secretary@example.org").out())
                .singleElement()
                .asString()
                .startsWith("pending ");
    }

    private Authenticator enrol() {
        return Authenticator.scanning(at(0).run("two-factor enrol", "ada").out().get(0));
    }

    private List<String> confirm(Authenticator authenticator) {
        Host.Run run = at(0).runWithInput(authenticator.codeAt(NOON) + "\n", "two-factor confirm", "ada");
        assertThat(run.exitCode()).isZero();
        return run.out();
    }

    private String status() {
        return at(0).run("two-factor status", "ada").out().get(0);
    }

    private Host.Run logIn(long secondsAfterNoon, String input, String... options) {
        return at(secondsAfterNoon).runWithInput(input, "log-in --login ada", options);
    }

    private Host at(long secondsAfterNoon) {
        return new Host(directory, Host.openingAt(NOON.plusSeconds(secondsAfterNoon)));
    }

    private Host.Run accepted() {
        return new Host.Run(ExitCode.DONE, List.of("accepted " + id), List.of());
    }

    private static Host.Run refused(String reason) {
        return new Host.Run(ExitCode.REFUSED, List.of("refused: " + reason), List.of());
    }

    private static Host.Run failed(String reason) {
        return new Host.Run(ExitCode.REFUSED, List.of(), List.of("keyholder: " + reason));
    }
}
