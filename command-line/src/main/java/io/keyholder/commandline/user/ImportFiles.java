package io.keyholder.commandline.user;

import io.keyholder.commandline.terminal.Progress;
import io.keyholder.documents.ReadOutcome;
import io.keyholder.documents.UserDocumentStream;
import io.keyholder.domain.user.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The users of several files, one after the other; what is no user is reported as it is passed. Not thread-safe. */
final class ImportFiles implements Iterator<User>, AutoCloseable {
    private final Iterator<Path> files;
    private final Progress progress;
    private final BiConsumer<Path, ReadOutcome.Refused> refusals;
    private Optional<OpenFile> open = Optional.empty();
    private Optional<User> next = Optional.empty();

    private record OpenFile(Path path, CountedInput content, UserDocumentStream documents) {}

    ImportFiles(List<Path> files, Progress progress, BiConsumer<Path, ReadOutcome.Refused> refusals) {
        this.files = files.iterator();
        this.progress = progress;
        this.refusals = refusals;
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && (hasDocument() || openNext())) {
            open.filter(file -> file.documents().hasNext()).ifPresent(this::read);
        }
        return next.isPresent();
    }

    @Override
    public User next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more users");
        }
        User user = next.orElseThrow();
        next = Optional.empty();
        return user;
    }

    @Override
    public void close() {
        open.ifPresent(file -> file.documents().close());
        open = Optional.empty();
    }

    private boolean hasDocument() {
        return open.filter(file -> file.documents().hasNext()).isPresent();
    }

    private boolean openNext() {
        close();
        if (!files.hasNext()) {
            return false;
        }
        Path path = files.next();
        try {
            CountedInput content = new CountedInput(Files.newInputStream(path));
            open = Optional.of(new OpenFile(path, content, UserDocumentStream.of(content)));
            return true;
        } catch (IOException broken) {
            throw new UncheckedIOException("an import file cannot be read", broken);
        }
    }

    private void read(OpenFile file) {
        ReadOutcome document = file.documents().next();
        progress.add(1, file.content().takeCount());
        if (document instanceof ReadOutcome.Read user) {
            next = Optional.of(user.user());
        } else {
            refusals.accept(file.path(), (ReadOutcome.Refused) document);
        }
    }
}
