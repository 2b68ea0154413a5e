package io.keyholder.adapters.couchdb;

import static org.junit.jupiter.api.Assumptions.abort;

import java.net.URI;
import java.util.Optional;

/**
 * The server that the tests of this JVM share: the CouchDB at {@code COUCHDB_URL} (with an administrator's account in it), or
 * else a PouchDB Server of their own. Without either a test is skipped, but fails where {@code CI} is true.
 *
 * @param uri without the account
 * @param account an administrator
 */
record TestServer(URI uri, CouchDbAccount account) {
    private static final Optional<String> COUCHDB_URL = Optional.ofNullable(System.getenv("COUCHDB_URL"));

    static TestServer shared() {
        return COUCHDB_URL.map(TestServer::at).orElseGet(TestServer::own);
    }

    /** Whether it is a real CouchDB. */
    static boolean isCouchDb() {
        return COUCHDB_URL.isPresent();
    }

    private static TestServer at(String url) {
        URI given = URI.create(url);
        String[] account =
                Optional.ofNullable(given.getUserInfo()).orElse("admin:").split(":", 2);
        return new TestServer(
                URI.create(given.getScheme() + "://" + given.getHost() + ":" + given.getPort()),
                CouchDbAccount.of(account[0], account[1]));
    }

    private static TestServer own() {
        try {
            return PouchDbServer.running();
        } catch (PouchDbServer.Unavailable unavailable) {
            if (Boolean.parseBoolean(System.getenv("CI"))) {
                throw new AssertionError("no server to test with", unavailable);
            }
            return abort("no server to test with: " + unavailable.getMessage());
        }
    }
}
