package io.keyholder.commandline.store;

import io.keyholder.adapters.couchdb.CouchDbOptions.WhenMissing;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.commandline.terminal.CommandFailure;
import io.keyholder.commandline.terminal.Terminal;
import io.keyholder.ports.Storage;
import io.keyholder.ports.persistence.StoreException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Copies a whole store into another one. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description = "Copies users and what belongs to them, such as public keys and what is remembered"
                + " about logging in, from"
                + " one store to another. Call it again when it was interrupted: it goes on"
                + " and doubles nothing. No user"
                + " should log in at the target before it is done. A sealing key is a file"
                + " of its own: copy it too.")
public final class CopyCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "STORE",
            description = "The store to read: a directory, or the URL of a CouchDB database.")
    private @Nullable String from;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "STORE",
            description = "The store to add to, made when missing.")
    private @Nullable String to;

    public CopyCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (from == null || to == null) {
            throw CommandFailure.usage("--from STORE and --to STORE are needed");
        }
        StorePlace source = StorePlace.of(from);
        StorePlace target = StorePlace.of(to);
        if (source.equals(target)) {
            throw CommandFailure.usage("a store cannot be copied into itself");
        }
        try (Storage read = open(source, H2Options.WhenMissing.REFUSE, WhenMissing.REFUSE);
                Storage written = open(target, H2Options.WhenMissing.CREATE, WhenMissing.CREATE)) {
            return copy(source, read, target, written);
        }
    }

    private int copy(StorePlace source, Storage read, StorePlace target, Storage written) {
        try {
            return new StoreCopy(terminal, read, written).run();
        } catch (StoreException broken) {
            throw CommandFailure.at("copying " + source + " to " + target, broken);
        }
    }

    private Storage open(StorePlace place, H2Options.WhenMissing directory, WhenMissing database) {
        try {
            return opening(place, directory, database).get();
        } catch (StoreException broken) {
            throw CommandFailure.at(place.toString(), broken);
        }
    }

    /**
     * Waits for no other writer in CouchDB: a half-made user is most likely left by an earlier copy that was killed.
     */
    private Supplier<Storage> opening(StorePlace place, H2Options.WhenMissing directory, WhenMissing database) {
        if (place instanceof StorePlace.Database couchDb) {
            return () -> CouchDbStorage.open(CouchDbAccess.forLongWork(couchDb, terminal)
                    .withPatience(Duration.ZERO)
                    .withWhenMissing(database));
        }
        return () -> H2Storage.at(
                ((StorePlace.Directory) place).path(), H2Options.defaults().withWhenMissing(directory));
    }
}
