package io.keyholder.commandline.user;

import io.keyholder.application.Keyholder;
import io.keyholder.commandline.file.ReplacedFile;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Progress;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.user.User;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes every user as one line of JSON, by id, without {@code _rev}, which means nothing outside this store. */
public final class ExportCommand {
    private final Terminal terminal;

    public ExportCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    public int run(Keyholder keyholder, Path target) {
        Progress progress = Progress.of(
                terminal,
                "users exported",
                keyholder.users().count(Actor.host()).orElseThrow());
        try (ReplacedFile file = ReplacedFile.of(target)) {
            write(keyholder, file, progress);
            file.complete();
            terminal.print("exported " + progress.count());
            return ExitCode.DONE;
        } catch (IOException broken) {
            throw new UncheckedIOException("the export cannot be written", broken);
        }
    }

    private static void write(Keyholder keyholder, ReplacedFile file, Progress progress) throws IOException {
        OutputStream lines = new BufferedOutputStream(file.content());
        keyholder.users().forEach(Actor.host(), user -> {
            writeLine(user, lines);
            progress.add(1);
        });
        lines.flush();
    }

    private static void writeLine(User user, OutputStream lines) {
        try {
            lines.write(UserDocuments.writeUtf8(user.withoutRevision()));
            lines.write('\n');
        } catch (IOException broken) {
            throw new UncheckedIOException("the export cannot be written", broken);
        }
    }
}
