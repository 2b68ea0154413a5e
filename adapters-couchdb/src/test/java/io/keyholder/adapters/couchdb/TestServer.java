package io.keyholder.adapters.couchdb;

import io.keyholder.testserver.SharedServer;
import java.net.URI;
import java.util.List;

/**
 * The server that the tests share, see {@link SharedServer}.
 *
 * @param uri without the account
 * @param others the other addresses of the same cluster
 * @param account an administrator
 */
record TestServer(URI uri, List<URI> others, CouchDbAccount account) {
    static TestServer shared() {
        SharedServer server = SharedServer.get();
        return new TestServer(server.uri(), server.others(), CouchDbAccount.of(server.name(), server.password()));
    }

    /** Whether it is a real CouchDB. */
    static boolean isCouchDb() {
        return SharedServer.isCouchDb();
    }
}
