package io.keyholder.examples;

import io.keyholder.application.Keyholder;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.documents.ReadOutcome;
import io.keyholder.documents.UserDocumentStream;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Reads user documents from files and stores them, a few hundred at a time, so that memory does not grow with the
 * files. Prints for each document, in the order of the files, what became of it; what is refused never stops the rest.
 */
final class ImportCommand {
    private static final int BATCH_SIZE = 500;

    private final Terminal terminal;
    private final Keyholder keyholder;
    private final Progress progress;
    private long imported;
    private long refused;

    ImportCommand(Terminal terminal, Keyholder keyholder) {
        this.terminal = terminal;
        this.keyholder = keyholder;
        this.progress = new Progress(terminal, "documents read");
    }

    int run(List<Path> files) {
        files.forEach(this::importFile);
        terminal.print(imported + " imported, " + refused + " refused");
        return refused == 0 ? ExitCode.DONE : ExitCode.REFUSED;
    }

    private void importFile(Path file) {
        try (InputStream content = Files.newInputStream(file);
                UserDocumentStream documents = UserDocumentStream.of(content)) {
            while (documents.hasNext()) {
                List<ReadOutcome> batch = nextBatch(documents);
                store(file, batch);
                progress.add(batch.size());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("an import file cannot be read", broken);
        }
    }

    private static List<ReadOutcome> nextBatch(UserDocumentStream documents) {
        List<ReadOutcome> batch = new ArrayList<>(BATCH_SIZE);
        while (batch.size() < BATCH_SIZE && documents.hasNext()) {
            batch.add(documents.next());
        }
        return batch;
    }

    private void store(Path file, List<ReadOutcome> batch) {
        List<ImportOutcome> stored = new ArrayList<>(batch.size());
        keyholder.users().importUsers(Actor.host(), usersIn(batch), stored::add);
        Iterator<ImportOutcome> outcomes = stored.iterator();
        for (ReadOutcome document : batch) {
            if (document instanceof ReadOutcome.Refused unread) {
                refuse(unread.id().map(UserId::value).orElse("?"), placeOf(file, unread) + ": " + unread.reason());
            } else {
                report(outcomes.next());
            }
        }
    }

    private static String placeOf(Path file, ReadOutcome document) {
        return file.getFileName() + " line " + document.line();
    }

    private static Iterator<User> usersIn(List<ReadOutcome> batch) {
        return batch.stream()
                .filter(ReadOutcome.Read.class::isInstance)
                .map(document -> ((ReadOutcome.Read) document).user())
                .iterator();
    }

    private void report(ImportOutcome outcome) {
        if (outcome instanceof ImportOutcome.Imported) {
            imported++;
            terminal.print("imported " + Line.of(outcome.id().value()));
        } else if (outcome instanceof ImportOutcome.IdentifierTaken taken) {
            refuse(
                    outcome.id().value(),
                    "the login identifier '" + taken.key().value() + "' belongs to " + holder(taken));
        } else {
            refuse(outcome.id().value(), "the id is taken");
        }
    }

    private void refuse(String id, String reason) {
        refused++;
        terminal.print("refused " + Line.of(id) + ": " + Line.of(reason));
    }

    private String holder(ImportOutcome.IdentifierTaken taken) {
        return keyholder
                .users()
                .find(Actor.host(), taken.key().value())
                .single()
                .map(holder -> holder.id().value())
                .orElse("somebody else");
    }
}
