package io.keyholder.verification.store;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.adapters.memory.options.Durability;
import io.keyholder.adapters.memory.options.H2Options;
import io.keyholder.ports.Storage;
import io.keyholder.testkit.contract.StorageSandbox;
import io.keyholder.testserver.SharedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The stores that whole use cases are tested over. */
public enum TestStore {
    /** In memory; instances are handles. */
    MAP {
        @Override
        public StorageSandbox newSandbox() {
            MapStorage data = MapStorage.create();
            return sandbox(data::sharing, data::close);
        }
    },
    /** In a directory of its own. What a power cut does is not tested here, so nothing waits for the disk. */
    H2 {
        @Override
        public StorageSandbox newSandbox() {
            Path directory = newDirectory();
            H2Options options = H2Options.defaults().withDurability(Durability.PROCESS_CRASH_SAFE);
            return sandbox(() -> H2Storage.at(directory, options), () -> deleteAll(directory));
        }
    },
    /** In a database of its own on the server that the tests of this JVM share. */
    COUCHDB {
        @Override
        public StorageSandbox newSandbox() {
            SharedServer server = SharedServer.get();
            String database =
                    "keyholder_use_cases_" + UUID.randomUUID().toString().replace("-", "");
            return sandbox(
                    () -> CouchDbStorage.open(options(SharedServer.get(), database)), () -> server.remove(database));
        }

        private CouchDbOptions options(SharedServer server, String database) {
            return CouchDbOptions.of(server.uri(), database)
                    .withOtherServers(server.others())
                    .withAccount(CouchDbAccount.of(server.name(), server.password()))
                    .withDeadline(Duration.ofMinutes(1))
                    .withWhenMissing(CouchDbOptions.WhenMissing.CREATE);
        }
    };

    /** A new, empty place for a store. */
    public abstract StorageSandbox newSandbox();

    private static StorageSandbox sandbox(Supplier<Storage> opening, Runnable closing) {
        return new StorageSandbox() {
            @Override
            public Storage open() {
                return opening.get();
            }

            @Override
            public void close() {
                closing.run();
            }
        };
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("keyholder-use-cases");
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    private static void deleteAll(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }
}
