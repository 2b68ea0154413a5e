package io.keyholder.adapters.couchdb;

import io.keyholder.domain.InvalidValueException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a {@link CouchDbStorage} is and how it is used. Immutable.
 *
 * @param server {@code http://host:port} or {@code https://host:port}; no account, path or query in it
 * @param database a name that CouchDB accepts: a lower-case letter, then those, digits and {@code _ $ ( ) + -}
 * @param account whom to work as; absent for a server that asks for nobody
 * @param deadline how long one call of a port may take as a whole, 10 ms to 10 minutes
 * @param patience how long to wait for another writer that holds an identifier or an id without having stored its user,
 *     before its reservation is taken over, 0 to 1 minute. Too short costs work, never correctness: taking over shuts
 *     the other out
 * @param connections the most connections to the server at a time, 1 to 1000
 * @param whenMissing what to do when there is no such database
 * @param neighbours who else writes users into the database
 * @param oldServers what to do about a CouchDB older than 3.2.2, which lets strangers become administrator
 */
public record CouchDbOptions(
        URI server,
        String database,
        Optional<CouchDbAccount> account,
        Duration deadline,
        Duration patience,
        int connections,
        WhenMissing whenMissing,
        Neighbours neighbours,
        OldServers oldServers) {
    private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(10);
    private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_CONNECTIONS = 1_000;

    /** What to do when there is no such database. */
    public enum WhenMissing {
        /** Throw {@link io.keyholder.ports.persistence.StoreMissingException}. */
        REFUSE,
        /** Make it, which takes a server administrator. */
        CREATE
    }

    /** Who else writes users into the database. */
    public enum Neighbours {
        /** Stores of this library only, once the users that were there before are adopted. */
        NONE,
        /** An iCure backend too, which reserves nothing: every look-up by identifier asks a view as well. */
        ICURE
    }

    /** What to do about a CouchDB older than 3.2.2. */
    public enum OldServers {
        /** Throw {@link io.keyholder.ports.persistence.StoreException}. */
        REFUSE,
        /** Use it: the host knows that nobody else reaches it. */
        ACCEPT
    }

    public CouchDbOptions {
        requireServer(server);
        if (!database.matches("[a-z][a-z0-9_$()+-]{0,237}")) {
            throw new InvalidValueException("CouchDB database", "has a name that CouchDB does not accept");
        }
        requireWithin("deadline", deadline, SHORTEST_DEADLINE, LONGEST_DEADLINE);
        requireWithin("patience", patience, Duration.ZERO, LONGEST_PATIENCE);
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new InvalidValueException("connections", "are " + connections + ", outside 1 to " + MOST_CONNECTIONS);
        }
    }

    /** Ten seconds a call, one second of patience, twenty connections; refuses missing databases and old servers. */
    public static CouchDbOptions of(URI server, String database) {
        return new CouchDbOptions(
                server,
                database,
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                20,
                WhenMissing.REFUSE,
                Neighbours.NONE,
                OldServers.REFUSE);
    }

    /** The same as this account. */
    public CouchDbOptions withAccount(CouchDbAccount newAccount) {
        return new CouchDbOptions(
                server,
                database,
                Optional.of(newAccount),
                deadline,
                patience,
                connections,
                whenMissing,
                neighbours,
                oldServers);
    }

    /** The same with another deadline for each call. */
    public CouchDbOptions withDeadline(Duration newDeadline) {
        return new CouchDbOptions(
                server, database, account, newDeadline, patience, connections, whenMissing, neighbours, oldServers);
    }

    /** The same with another patience. */
    public CouchDbOptions withPatience(Duration newPatience) {
        return new CouchDbOptions(
                server, database, account, deadline, newPatience, connections, whenMissing, neighbours, oldServers);
    }

    /** The same with at most so many connections. */
    public CouchDbOptions withConnections(int newConnections) {
        return new CouchDbOptions(
                server, database, account, deadline, patience, newConnections, whenMissing, neighbours, oldServers);
    }

    /** The same with another answer to a missing database. */
    public CouchDbOptions withWhenMissing(WhenMissing newWhenMissing) {
        return new CouchDbOptions(
                server, database, account, deadline, patience, connections, newWhenMissing, neighbours, oldServers);
    }

    /** The same with other neighbours. */
    public CouchDbOptions withNeighbours(Neighbours newNeighbours) {
        return new CouchDbOptions(
                server, database, account, deadline, patience, connections, whenMissing, newNeighbours, oldServers);
    }

    /** The same with another answer to old servers. */
    public CouchDbOptions withOldServers(OldServers newOldServers) {
        return new CouchDbOptions(
                server, database, account, deadline, patience, connections, whenMissing, neighbours, newOldServers);
    }

    boolean isEncrypted() {
        return isScheme(server, "https");
    }

    /** The port, the scheme's own when none is given. */
    int port() {
        if (server.getPort() >= 0) {
            return server.getPort();
        }
        return isEncrypted() ? 443 : 80;
    }

    private static void requireServer(URI server) {
        boolean isBare = (server.getRawPath() == null
                        || server.getRawPath().replace("/", "").isEmpty())
                && server.getRawUserInfo() == null
                && server.getRawQuery() == null
                && server.getRawFragment() == null;
        if (server.getHost() == null || !isBare || !(isScheme(server, "http") || isScheme(server, "https"))) {
            throw new InvalidValueException(
                    "CouchDB server", "is not http://host:port or https://host:port without account, path and query");
        }
    }

    private static boolean isScheme(URI server, String scheme) {
        return server.getScheme() != null
                && server.getScheme().toLowerCase(Locale.ROOT).equals(scheme);
    }

    private static void requireWithin(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidValueException(name, "is " + value + ", outside " + least + " to " + most);
        }
    }
}
