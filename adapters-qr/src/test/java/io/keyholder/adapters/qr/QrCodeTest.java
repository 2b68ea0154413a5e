package io.keyholder.adapters.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keyholder.domain.InvalidValueException;
import io.keyholder.domain.key.RecoveryKey;
import io.keyholder.domain.key.RecoveryKeyReading;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QrCodeTest {
    private static final String OTPAUTH = "otpauth://totp/Praxis%20Dr.%20M%C3%BCller:anna@example.org"
            + "?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Praxis%20Dr.%20M%C3%BCller&algorithm=SHA256&digits=8&period=30";

    static Stream<String> texts() {
        return Stream.of(
                "1",
                "HELLO WORLD",
                OTPAUTH,
                "Größe, 漢字 and \ud83d\udd11",
                "x".repeat(QrCode.MAX_TEXT_BYTES),
                "é".repeat(QrCode.MAX_TEXT_BYTES / 2));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aScannerReadsThePng(String text) {
        for (int pixels : new int[] {2, 3, 8}) {
            assertThat(Scanner.readPng(QrCode.of(text).png(pixels))).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aScannerReadsTheTerminalWhateverItsColours(String text) {
        QrCode code = QrCode.of(text);
        assertThat(Scanner.readTerminal(code.plainText(TerminalBackground.LIGHT), TerminalBackground.LIGHT))
                .isEqualTo(text);
        assertThat(Scanner.readTerminal(code.plainText(TerminalBackground.DARK), TerminalBackground.DARK))
                .isEqualTo(text);
    }

    @Test
    void aScannedRecoveryKeyIsTheKey() {
        RecoveryKey key = RecoveryKey.of(new byte[] {
            7, 31, -3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29,
            30, 31, -1
        });
        String scanned = Scanner.readPng(QrCode.of(key.reveal()).png(4));
        assertThat(RecoveryKey.read(scanned)).isEqualTo(new RecoveryKeyReading.Read(key));
    }

    @Test
    void theColouredTextIsTheOneForALightGroundWithItsOwnColours() {
        QrCode code = QrCode.of(OTPAUTH);
        List<String> coloured = code.terminalText().lines().toList();
        assertThat(coloured)
                .allMatch(line -> line.startsWith("\u001b[38;5;16;48;5;231m") && line.endsWith("\u001b[0m"));
        assertThat(coloured.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")))
                .containsExactlyElementsOf(
                        code.plainText(TerminalBackground.LIGHT).lines().toList());
    }

    /** The quiet zone: four squares all around, in half blocks of ink where the ground is dark. */
    @Test
    void standsInALightFrame() {
        List<String> lines =
                QrCode.of("1").plainText(TerminalBackground.DARK).lines().toList();
        int width = 21 + 2 * 4;
        assertThat(lines).hasSize((width + 1) / 2).allMatch(line -> line.length() == width);
        assertThat(lines.get(0)).isEqualTo("█".repeat(width));
        assertThat(lines.get(1)).isEqualTo("█".repeat(width));
        assertThat(lines).allMatch(line -> line.startsWith("████") && line.endsWith("████"));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 33})
    void sizesThatNobodyCanUseAreRefused(int pixels) {
        assertThatThrownBy(() -> QrCode.of("1").png(pixels))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("pixels per module are " + pixels + ", outside 1 to 32");
    }

    @Test
    void textsThatDoNotFitAreRefusedWithoutShowingThem() {
        assertThatThrownBy(() -> QrCode.of("")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> QrCode.of("\ud83d")).isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> QrCode.of("é".repeat(501)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("text of a QR code has 1002 bytes, more than the 1000 allowed");
    }

    /** SECURITY case 20. */
    @Test
    void isSilent() {
        assertThat(QrCode.of(OTPAUTH).toString()).isEqualTo("QrCode[hidden]");
    }
}
