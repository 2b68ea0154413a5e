package io.keyholder.commandline.user;

import io.keyholder.application.Keyholder;
import io.keyholder.application.user.ImportOutcome;
import io.keyholder.application.user.LoginObstacle;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Progress;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.documents.ReadOutcome;
import io.keyholder.documents.UserDocumentStream;
import io.keyholder.domain.access.Actor;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.user.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Reads user documents from files and stores them, a few hundred at a time, so that memory does not grow with the
 * files. Prints for each document, in the order of the files, what became of it; what is refused never stops the rest.
 */
public final class ImportCommand {
    private static final int BATCH_SIZE = 500;

    private final Terminal terminal;
    private final Keyholder keyholder;
    private final boolean isTrial;
    private long imported;
    private long refused;
    private final Map<LoginObstacle, Long> shutOut = new EnumMap<>(LoginObstacle.class);

    /** @param isTrial whether nothing is to be stored */
    public ImportCommand(Terminal terminal, Keyholder keyholder, boolean isTrial) {
        this.terminal = terminal;
        this.keyholder = keyholder;
        this.isTrial = isTrial;
    }

    public int run(List<Path> files) {
        Progress progress = Progress.of(
                terminal,
                "documents read",
                files.stream().mapToLong(ImportCommand::sizeOf).sum());
        if (isTrial) {
            preview(files, progress);
        } else {
            files.forEach(file -> importFile(file, progress));
        }
        terminal.print(
                isTrial
                        ? imported + " would be imported, " + refused + " would be refused"
                        : imported + " imported, " + refused + " refused");
        shutOut.forEach((obstacle, users) ->
                terminal.note(users + " imported users cannot log in: " + Line.of(inWords(obstacle))));
        return refused == 0 ? ExitCode.DONE : ExitCode.REFUSED;
    }

    /** Zero where the size is not known, as for a pipe. */
    private static long sizeOf(Path file) {
        return file.toFile().length();
    }

    private void importFile(Path file, Progress progress) {
        try (CountedInput content = new CountedInput(Files.newInputStream(file));
                UserDocumentStream documents = UserDocumentStream.of(content)) {
            while (documents.hasNext()) {
                List<ReadOutcome> batch = nextBatch(documents);
                store(file, batch);
                progress.add(batch.size(), content.takeCount());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("an import file cannot be read", broken);
        }
    }

    /** All files are one source, since a user of one may hold what a user of another wants. */
    private void preview(List<Path> files, Progress progress) {
        try (ImportFiles source = new ImportFiles(files, progress, this::refuse)) {
            keyholder.users().previewImport(Actor.host(), source, this::report);
        }
    }

    private void refuse(Path file, ReadOutcome.Refused unread) {
        refuse(unread.id().map(UserId::value).orElse("?"), placeOf(file, unread) + ": " + unread.reason());
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
                refuse(file, unread);
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
        if (outcome instanceof ImportOutcome.Imported stored) {
            imported++;
            terminal.print((isTrial ? "would import " : "imported ")
                    + Line.of(outcome.id().value()));
            stored.obstacles().forEach(obstacle -> shutOut.merge(obstacle, 1L, Long::sum));
        } else if (outcome instanceof ImportOutcome.IdentifierTaken taken) {
            refuse(
                    outcome.id().value(),
                    "the login identifier '" + taken.key().value() + "' belongs to " + holder(taken));
        } else {
            refuse(outcome.id().value(), "the id is taken");
        }
    }

    private static String inWords(LoginObstacle obstacle) {
        return switch (obstacle) {
            case DELETED -> "soft-deleted";
            case NOT_ACTIVE -> "disabled, still registering, or of no known status";
            case EXPIRED -> "past their expiration";
            case NO_CREDENTIAL -> "neither password nor token";
            case HASH_UNREADABLE -> "password hash in no readable form";
            case SECOND_FACTOR_UNUSABLE -> "second factor demanded, and no code can be right";
        };
    }

    private void refuse(String id, String reason) {
        refused++;
        terminal.print((isTrial ? "would refuse " : "refused ") + Line.of(id) + ": " + Line.of(reason));
    }

    private String holder(ImportOutcome.IdentifierTaken taken) {
        return keyholder
                .users()
                .find(Actor.host(), taken.key().value())
                .single()
                .map(holder -> holder.id().value())
                .orElse("another user");
    }
}
