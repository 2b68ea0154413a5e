package io.keyholder.examples;

import io.keyholder.application.Keyholder;
import io.keyholder.documents.UserDocuments;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.user.User;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Writes every user as one line of JSON, by id, without {@code _rev}, which means nothing outside this store. */
final class ExportCommand {
    private final Terminal terminal;
    private final Progress progress;

    ExportCommand(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal, "users exported");
    }

    int run(Keyholder keyholder, Path target) {
        try (ReplacedFile file = ReplacedFile.of(target)) {
            write(keyholder, file);
            file.complete();
            terminal.print("exported " + progress.count());
            return ExitCode.DONE;
        } catch (IOException broken) {
            throw new UncheckedIOException("the export cannot be written", broken);
        }
    }

    private void write(Keyholder keyholder, ReplacedFile file) throws IOException {
        OutputStream lines = new BufferedOutputStream(file.content());
        keyholder.users().forEach(Actor.host(), user -> writeLine(user, lines));
        lines.flush();
    }

    private void writeLine(User user, OutputStream lines) {
        try {
            lines.write(UserDocuments.writeUtf8(user.withoutRevision()));
            lines.write('\n');
            progress.add(1);
        } catch (IOException broken) {
            throw new UncheckedIOException("the export cannot be written", broken);
        }
    }
}
