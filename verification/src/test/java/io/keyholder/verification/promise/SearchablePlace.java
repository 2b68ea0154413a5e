package io.keyholder.verification.promise;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.adapters.memory.MapStorage;
import io.keyholder.ports.Storage;
import io.keyholder.testserver.SharedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A store, all of which can be searched. */
interface SearchablePlace extends AutoCloseable {
    Storage open();

    /** Everything that was stored, in the store's own form. */
    List<String> contents();

    @Override
    void close();

    /** Maps: what can be reached from them. */
    static SearchablePlace maps() {
        MapStorage data = MapStorage.create();
        return new SearchablePlace() {
            @Override
            public Storage open() {
                return data.sharing();
            }

            @Override
            public List<String> contents() {
                return HeapWalk.from(data);
            }

            @Override
            public void close() {
                data.close();
            }
        };
    }

    /** H2: all bytes of its files. */
    static SearchablePlace h2(Path directory) {
        return new SearchablePlace() {
            @Override
            public Storage open() {
                return H2Storage.at(directory);
            }

            @Override
            public List<String> contents() {
                try (Stream<Path> files = Files.walk(directory)) {
                    return files.filter(Files::isRegularFile)
                            .map(SearchablePlace::content)
                            .toList();
                } catch (IOException broken) {
                    throw new UncheckedIOException(broken);
                }
            }

            @Override
            public void close() {}
        };
    }

    /** CouchDB: every request that was sent to it. */
    static SearchablePlace couchDb() throws IOException {
        SharedServer server = SharedServer.get();
        RecordingProxy proxy = RecordingProxy.before(server.uri());
        String database = "keyholder_promise_" + UUID.randomUUID().toString().replace("-", "");
        return new SearchablePlace() {
            @Override
            public Storage open() {
                return CouchDbStorage.open(CouchDbOptions.of(proxy.uri(), database)
                        .withAccount(CouchDbAccount.of(server.name(), server.password()))
                        .withDeadline(Duration.ofMinutes(1))
                        .withWhenMissing(CouchDbOptions.WhenMissing.CREATE));
            }

            @Override
            public List<String> contents() {
                return proxy.requests();
            }

            @Override
            public void close() {
                proxy.close();
                server.remove(database);
            }
        };
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
