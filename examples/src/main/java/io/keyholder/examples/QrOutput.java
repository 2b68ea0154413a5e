package io.keyholder.examples;

import io.keyholder.adapters.qr.QrCode;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the QR code of a secret goes: the terminal, a file, both or nowhere. The file is made before there is a secret,
 * and removed when none comes.
 */
final class QrOutput implements AutoCloseable {
    private static final int PIXELS_PER_MODULE = 8;

    private final Terminal terminal;
    private final boolean drawn;
    private final Optional<SecretFile> file;

    QrOutput(Terminal terminal, boolean drawn, Optional<Path> file) {
        this.terminal = terminal;
        this.drawn = drawn;
        this.file = file.map(SecretFile::forPicture);
    }

    void show(String secret) {
        if (drawn) {
            QrCode.of(secret).terminalText().lines().forEach(terminal::print);
        }
        file.ifPresent(png -> png.save(QrCode.of(secret).png(PIXELS_PER_MODULE)));
    }

    @Override
    public void close() {
        file.ifPresent(SecretFile::close);
    }
}
