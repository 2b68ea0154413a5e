package io.keyholder.adapters.couchdb;

import io.keyholder.testserver.SharedServer;
import java.net.URI;

/**
 * The server that the tests share, see {@link SharedServer}.
 *
 * @param uri without the account
 * @param account an administrator
 */
record TestServer(URI uri, CouchDbAccount account) {
    static TestServer shared() {
        SharedServer server = SharedServer.get();
        return new TestServer(server.uri(), CouchDbAccount.of(server.name(), server.password()));
    }

    /** Whether it is a real CouchDB. */
    static boolean isCouchDb() {
        return SharedServer.isCouchDb();
    }
}
