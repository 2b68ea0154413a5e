package io.keyholder.commandline.file;

import io.keyholder.adapters.qr.QrCode;
import io.keyholder.adapters.qr.TerminalBackground;
import io.keyholder.commandline.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the QR code of a secret goes: the terminal, a file, both or nowhere. The file is made before there is a secret,
 * and removed when none comes.
 */
public final class QrOutput implements AutoCloseable {
    private static final int PIXELS_PER_MODULE = 8;

    private final Terminal terminal;
    private final boolean drawn;
    private final Optional<SecretFile> file;

    QrOutput(Terminal terminal, boolean drawn, Optional<Path> file) {
        this.terminal = terminal;
        this.drawn = drawn;
        this.file = file.map(SecretFile::forPicture);
    }

    public void show(String secret) {
        if (drawn) {
            draw(terminal, secret);
        }
        file.ifPresent(png -> png.save(QrCode.of(secret).png(PIXELS_PER_MODULE)));
    }

    /** Draws a QR code: black on white where the terminal has colours, otherwise for a dark ground. */
    public static void draw(Terminal terminal, String text) {
        QrCode code = QrCode.of(text);
        String picture = terminal.hasColours() ? code.terminalText() : code.plainText(TerminalBackground.DARK);
        picture.lines().forEach(terminal::print);
    }

    @Override
    public void close() {
        file.ifPresent(SecretFile::close);
    }
}
