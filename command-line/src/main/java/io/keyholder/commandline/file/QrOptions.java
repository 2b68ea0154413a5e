package io.keyholder.commandline.file;

import io.keyholder.commandline.terminal.Terminal;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options about the picture of a secret. Filled by picocli. */
public final class QrOptions {
    @Option(
            names = "--qr",
            description = "Draws it below as a QR code, too. Without colours the picture is for a dark terminal.")
    private boolean drawn;

    @Option(
            names = "--qr-png",
            paramLabel = "FILE",
            description = "Writes it as a QR code into a new PNG file, too, which only its owner may read.")
    private Optional<Path> file = Optional.empty();

    /** Where the picture goes, made ready before there is anything to show. */
    public QrOutput open(Terminal terminal) {
        return new QrOutput(terminal, drawn, file);
    }
}
