package io.keyholder.examples;

import io.keyholder.adapters.couchdb.AdoptionEvent;
import io.keyholder.adapters.couchdb.AdoptionResult;
import io.keyholder.adapters.couchdb.CouchDbStorage;
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
final class AdoptCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Progress progress;

    @Option(
            names = "--couchdb",
            required = true,
            paramLabel = "URL",
            description = "The database: http(s)://HOST:PORT/NAME.")
    private @Nullable String url;

    AdoptCommand(Terminal terminal) {
        this.terminal = terminal;
        this.progress = new Progress(terminal, "users looked at");
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
            throw CommandFailure.of(place, broken);
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
            progress.add(done.users() - progress.count());
        }
    }
}
