package io.keyholder.commandline.store;

import io.keyholder.adapters.couchdb.AdoptionEvent;
import io.keyholder.adapters.couchdb.AdoptionResult;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.ExitCode;
import io.keyholder.commandline.terminal.Line;
import io.keyholder.commandline.terminal.Progress;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.StoreException;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Adopts the users of an iCure database, or audits those that are adopted. */
@Command(
        name = "adopt",
        mixinStandardHelpOptions = true,
        description = "Reserves the identifiers of users that were in a CouchDB database before, and"
                + " reports who shares one or"
                + " cannot be read. Call it again when it was interrupted or something was"
                + " mended; called on an adopted"
                + " database it is an audit.")
public final class AdoptCommand implements Callable<Integer> {
    private final Terminal terminal;
    private @Nullable Progress progress;

    @Option(
            names = "--couchdb",
            required = true,
            paramLabel = "URL",
            description = "The database: http(s)://HOST:PORT/NAME.")
    private @Nullable String url;

    public AdoptCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (url == null) {
            throw CommandFailure.usage("--couchdb URL is needed");
        }
        StorePlace.Database place = StorePlace.database(url);
        try (CouchDbStorage store = CouchDbStorage.open(CouchDbAccess.forLongWork(place, terminal))) {
            AdoptionResult result = store.adoption().run(this::tell);
            terminal.print((result.isAdopted() ? "adopted: " : "not adopted: ") + result.users() + " users, "
                    + result.ambiguous() + " ambiguous identifiers, " + result.unreadable() + " unreadable users");
            return result.isAdopted() ? ExitCode.DONE : ExitCode.REFUSED;
        } catch (StoreException broken) {
            throw CommandFailure.at(place.toString(), broken);
        }
    }

    private void tell(AdoptionEvent event) {
        if (event instanceof AdoptionEvent.Ambiguous ambiguous) {
            String users = ambiguous.users().stream()
                    .map(UserId::value)
                    .sorted()
                    .map(Line::of)
                    .collect(Collectors.joining(", "));
            terminal.print("ambiguous '" + Line.of(ambiguous.key().value()) + "': " + users);
        } else if (event instanceof AdoptionEvent.Unreadable unreadable) {
            terminal.print("unreadable " + Line.of(unreadable.documentId()));
        } else if (event instanceof AdoptionEvent.Indexing indexing) {
            terminal.print("waiting for CouchDB's index, " + indexing.pending() + " changes are left");
        } else if (event instanceof AdoptionEvent.Progress done) {
            show(done);
        }
    }

    private void show(AdoptionEvent.Progress done) {
        Progress shown = progress == null ? Progress.of(terminal, "users checked", done.total()) : progress;
        progress = shown;
        shown.add(done.users() - shown.count());
    }
}
