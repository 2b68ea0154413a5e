package io.keyholder.web;

import io.keyholder.testserver.SharedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;

/** The same journey over CouchDB's protocol: one setting more, and no promise less. */
class JourneyOnCouchDbTest extends JourneyTest {
    private final SharedServer server = SharedServer.get();
    private final String database = "keyholder-web-" + UUID.randomUUID();

    @Override
    List<String> store(Path folder) {
        return List.of(
                "--keyholder.store=couchdb",
                "--keyholder.couchdb.addresses=" + server.uri(),
                "--keyholder.couchdb.database=" + database,
                "--keyholder.couchdb.account=" + server.name(),
                "--keyholder.couchdb.password=" + server.password(),
                "--keyholder.couchdb.create-when-missing=true",
                "--keyholder.sealing-key-file=" + folder.resolve("sealing.key"));
    }

    /** They are the same pages as over H2. */
    @Override
    boolean looksAtPages() {
        return false;
    }

    @AfterAll
    void removeDatabase() {
        server.remove(database);
    }
}
