package io.keyholder.adapters.couchdb.internal.http;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * One server and how it is reached. Immutable.
 *
 * @param server {@code http://host:port} or {@code https://host:port}
 * @param login the account of each request; absent when the server asks for none
 * @param timeout how long a connection or an answer may take at most
 * @param connections the most connections at a time
 */
public record Endpoint(URI server, Optional<Login> login, Duration timeout, int connections) {
    /** A name and its password; {@code toString} shows neither. */
    public record Login(String name, String password) {
        @Override
        public String toString() {
            return "Login";
        }
    }

    String host() {
        return server.getHost();
    }

    boolean isEncrypted() {
        return server.getScheme().toLowerCase(Locale.ROOT).equals("https");
    }

    /** The port, the scheme's own when none is given. */
    int port() {
        if (server.getPort() >= 0) {
            return server.getPort();
        }
        return isEncrypted() ? 443 : 80;
    }
}
