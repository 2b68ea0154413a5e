package io.keyholder.adapters.qr;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import io.keyholder.domain.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A QR code of a short text, such as the {@code otpauth://} URI of a second factor, as a PNG or as text for a terminal.
 * It corrects 15 % of damage and is surrounded by the quiet zone that scanners need.
 *
 * <p>A person who sees the picture has the text: keep it out of logs and files. The text itself is not kept, and
 * {@code toString} is silent. Immutable and thread-safe.
 */
public final class QrCode {
    /** The longest text accepted, in UTF-8 bytes: more than that is hard to scan from a screen. */
    public static final int MAX_TEXT_BYTES = 1_000;
    /** The largest modules of a PNG, in pixels. */
    public static final int MAX_PIXELS_PER_MODULE = 32;

    private final Modules modules;

    private QrCode(Modules modules) {
        this.modules = modules;
    }

    /**
     * The code of a text.
     *
     * @throws InvalidValueException when it is empty, longer than {@value #MAX_TEXT_BYTES} bytes or no well-formed
     *     Unicode
     */
    public static QrCode of(String text) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        require(bytes > 0, "text of a QR code", "is empty");
        require(
                bytes <= MAX_TEXT_BYTES,
                "text of a QR code",
                "has " + bytes + " bytes, more than the " + MAX_TEXT_BYTES + " allowed");
        require(
                StandardCharsets.UTF_8.newEncoder().canEncode(text),
                "text of a QR code",
                "holds half of a surrogate pair");
        return new QrCode(new Modules(encode(text)));
    }

    /**
     * A PNG in black and white.
     *
     * @param pixelsPerModule the side of the smallest square: 8 suits a screen
     * @throws InvalidValueException when not 1 to {@value #MAX_PIXELS_PER_MODULE}
     */
    public byte[] png(int pixelsPerModule) {
        require(
                pixelsPerModule >= 1 && pixelsPerModule <= MAX_PIXELS_PER_MODULE,
                "pixels per module",
                "are " + pixelsPerModule + ", outside 1 to " + MAX_PIXELS_PER_MODULE);
        return Png.of(modules, pixelsPerModule);
    }

    /**
     * Lines of half blocks in black on white, whatever the colours of the terminal, by its escape sequences for 256
     * colours. Each line ends with a line feed and leaves the colours as they were by default.
     */
    public String terminalText() {
        return HalfBlocks.BLACK_ON_WHITE.draw(modules);
    }

    /**
     * Lines of half blocks and spaces alone, for terminals without escape sequences; each line ends with a line feed.
     */
    public String plainText(TerminalBackground background) {
        return (background == TerminalBackground.DARK ? HalfBlocks.LIGHT_INK : HalfBlocks.DARK_INK).draw(modules);
    }

    @Override
    public String toString() {
        return "QrCode[hidden]";
    }

    /** Names the character set only where it matters: some scanners read no code that does. */
    private static ByteMatrix encode(String text) {
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(text);
        Map<EncodeHintType, Object> hints =
                ascii ? Map.of() : Map.of(EncodeHintType.CHARACTER_SET, StandardCharsets.UTF_8.name());
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M, hints).getMatrix();
        } catch (WriterException impossible) {
            throw new IllegalStateException("a text of allowed length does not fit", impossible);
        }
    }

    private static void require(boolean holds, String what, String problem) {
        if (!holds) {
            throw new InvalidValueException(what, problem);
        }
    }
}
