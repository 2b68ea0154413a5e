package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.internal.http.Endpoint;
import io.keyholder.documents.neighbour.IcureGeneration;
import io.keyholder.documents.neighbour.Neighbours;
import io.keyholder.domain.InvalidValueException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a {@link CouchDbStorage} is and how it is used. Immutable.
 *
 * @param server {@code http://host:port} or {@code https://host:port}; no account, path or query in it
 * @param otherServers more addresses of the same cluster, of the same form: while one does not answer, the next is used
 * @param database a name that CouchDB accepts: a lower-case letter, then those, digits and {@code _ $ ( ) + -}
 * @param account whom to work as; absent for a server that asks for no one
 * @param deadline how long one call of a port may take as a whole, 10 ms to 10 minutes
 * @param patience how long to wait for another writer that holds an identifier or an id without having stored its user,
 *     before its reservation is taken over, 0 to 1 minute. Too short costs work, never correctness: taking over shuts
 *     the other out
 * @param connections the most connections to the server at a time, 1 to 1000
 * @param whenMissing what to do when there is no such database
 * @param neighbours the iCure servers that read and write users in the database; what is stored suits them, and every
 *     look-up by identifier asks a view as well
 * @param plainHttp where the account and all that is stored may go without encryption
 * @param oldServers what to do about a CouchDB older than 3.2.2, which lets strangers become administrator
 */
public record CouchDbOptions(
        URI server,
        List<URI> otherServers,
        String database,
        Optional<CouchDbAccount> account,
        Duration deadline,
        Duration patience,
        int connections,
        WhenMissing whenMissing,
        Neighbours neighbours,
        PlainHttp plainHttp,
        OldServers oldServers) {
    private static final Duration SHORTEST_DEADLINE = Duration.ofMillis(10);
    private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(10);
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);
    private static final int MOST_CONNECTIONS = 1_000;
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.[0-9]{1,3}){3}|\\[(?:::1|0:0:0:0:0:0:0:1)]", Pattern.CASE_INSENSITIVE);

    /** What to do when there is no such database. */
    public enum WhenMissing {
        /** Throw {@link io.keyholder.ports.persistence.StoreMissingException}. */
        REFUSE,
        /** Make it, which takes a server administrator. */
        CREATE
    }

    /** Where the account and all that is stored may go without encryption. */
    public enum PlainHttp {
        /** To this machine only: {@code localhost}, {@code 127.0.0.0/8} and {@code [::1]}. */
        LOOPBACK,
        /** To any address: the host knows that no one listens on the way. */
        ANYWHERE
    }

    /** What to do about a CouchDB older than 3.2.2. */
    public enum OldServers {
        /** Throw {@link io.keyholder.ports.persistence.StoreException}. */
        REFUSE,
        /** Use it: the host knows that no one else reaches it. */
        ACCEPT
    }

    public CouchDbOptions {
        requireServer(server);
        otherServers = List.copyOf(otherServers);
        otherServers.forEach(CouchDbOptions::requireServer);
        requireEncryption(server, plainHttp);
        for (URI other : otherServers) {
            requireEncryption(other, plainHttp);
        }
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
        return of(server, database, PlainHttp.LOOPBACK);
    }

    /** The same, and where plain {@code http} may go. */
    public static CouchDbOptions of(URI server, String database, PlainHttp plainHttp) {
        return new CouchDbOptions(
                server,
                List.of(),
                database,
                Optional.empty(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                20,
                WhenMissing.REFUSE,
                Neighbours.NONE,
                plainHttp,
                OldServers.REFUSE);
    }

    /** The same with more addresses of the same cluster. */
    public CouchDbOptions withOtherServers(List<URI> newOtherServers) {
        return new CouchDbOptions(
                server,
                newOtherServers,
                database,
                account,
                deadline,
                patience,
                connections,
                whenMissing,
                neighbours,
                plainHttp,
                oldServers);
    }

    /** The same as this account. */
    public CouchDbOptions withAccount(CouchDbAccount newAccount) {
        return new CouchDbOptions(
                server,
                otherServers,
                database,
                Optional.of(newAccount),
                deadline,
                patience,
                connections,
                whenMissing,
                neighbours,
                plainHttp,
                oldServers);
    }

    /** The same with another deadline for each call. */
    public CouchDbOptions withDeadline(Duration newDeadline) {
        return new CouchDbOptions(
                server,
                otherServers,
                database,
                account,
                newDeadline,
                patience,
                connections,
                whenMissing,
                neighbours,
                plainHttp,
                oldServers);
    }

    /** The same with another patience. */
    public CouchDbOptions withPatience(Duration newPatience) {
        return new CouchDbOptions(
                server,
                otherServers,
                database,
                account,
                deadline,
                newPatience,
                connections,
                whenMissing,
                neighbours,
                plainHttp,
                oldServers);
    }

    /** The same with at most so many connections to each server. */
    public CouchDbOptions withConnections(int newConnections) {
        return new CouchDbOptions(
                server,
                otherServers,
                database,
                account,
                deadline,
                patience,
                newConnections,
                whenMissing,
                neighbours,
                plainHttp,
                oldServers);
    }

    /** The same with another answer to a missing database. */
    public CouchDbOptions withWhenMissing(WhenMissing newWhenMissing) {
        return new CouchDbOptions(
                server,
                otherServers,
                database,
                account,
                deadline,
                patience,
                connections,
                newWhenMissing,
                neighbours,
                plainHttp,
                oldServers);
    }

    /** The same with other neighbours. */
    public CouchDbOptions withNeighbours(Neighbours newNeighbours) {
        return new CouchDbOptions(
                server,
                otherServers,
                database,
                account,
                deadline,
                patience,
                connections,
                whenMissing,
                newNeighbours,
                plainHttp,
                oldServers);
    }

    /** The same beside iCure servers of these generations. */
    public CouchDbOptions withNeighbours(IcureGeneration first, IcureGeneration... more) {
        return withNeighbours(Neighbours.of(first, more));
    }

    /** The same with another answer to old servers. */
    public CouchDbOptions withOldServers(OldServers newOldServers) {
        return new CouchDbOptions(
                server,
                otherServers,
                database,
                account,
                deadline,
                patience,
                connections,
                whenMissing,
                neighbours,
                plainHttp,
                newOldServers);
    }

    /** The addresses in the order in which they are tried, each with how it is reached. */
    List<Endpoint> endpoints() {
        return Stream.concat(Stream.of(server), otherServers.stream())
                .map(this::endpoint)
                .toList();
    }

    /** The first address. */
    Endpoint endpoint() {
        return endpoint(server);
    }

    private Endpoint endpoint(URI address) {
        return new Endpoint(
                address,
                account.map(known -> new Endpoint.Login(known.name(), known.password())),
                deadline,
                connections);
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

    private static void requireEncryption(URI server, PlainHttp plainHttp) {
        boolean isSafe = plainHttp == PlainHttp.ANYWHERE
                || isScheme(server, "https")
                || LOOPBACK.matcher(server.getHost()).matches();
        if (!isSafe) {
            throw new InvalidValueException(
                    "CouchDB server",
                    "is reached over plain http, which goes to this machine only; use https,"
                            + " or allow it by PlainHttp.ANYWHERE");
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
