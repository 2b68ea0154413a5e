package io.keyholder.commandline.store;

import io.keyholder.commandline.terminal.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where users are kept. Its text is what messages show, and never holds an account. */
sealed interface StorePlace {
    /** A directory with an embedded store. */
    record Directory(Path path) implements StorePlace {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A database of CouchDB.
     *
     * @param others more nodes of the same cluster, tried after the first
     */
    record Database(URI server, List<URI> others, String name) implements StorePlace {
        @Override
        public String toString() {
            return server + "/" + name;
        }
    }

    /** A URL when the text begins like one, otherwise a directory. */
    static StorePlace of(String text) {
        return text.startsWith("http:") || text.startsWith("https:") ? database(text) : new Directory(Path.of(text));
    }

    /**
     * The database at {@code http://host:port/name} or {@code https://host:port/name}. More nodes of the same cluster
     * may follow behind commas, with or without the name. The URL is not repeated in errors, because a wrong one may
     * hold a password.
     *
     * @throws CommandFailure when it is another URL, holds an account, or names two databases
     */
    static Database database(String urls) {
        List<URI> given =
                Arrays.stream(urls.split(",", -1)).map(StorePlace::databaseUrl).toList();
        String name = nameIn(given.get(0));
        if (name.isEmpty()) {
            throw noDatabase();
        }
        if (given.stream().map(StorePlace::nameIn).anyMatch(other -> !other.isEmpty() && !other.equals(name))) {
            throw CommandFailure.usage("the nodes of a cluster hold one database, and these URLs name two");
        }
        List<URI> servers = given.stream().map(StorePlace::serverOf).toList();
        return new Database(servers.get(0), servers.subList(1, servers.size()), name);
    }

    private static URI databaseUrl(String url) {
        URI given = uri(url.strip());
        if (given.getRawUserInfo() != null) {
            throw CommandFailure.usage("an account does not belong in a URL, which others can see; set "
                    + CouchDbAccess.USER + " and " + CouchDbAccess.PASSWORD + " in the environment");
        }
        boolean isDatabase = given.getHost() != null
                && ("http".equals(given.getScheme()) || "https".equals(given.getScheme()))
                && nameIn(given).indexOf('/') < 0
                && given.getRawQuery() == null
                && given.getRawFragment() == null;
        if (!isDatabase) {
            throw noDatabase();
        }
        return given;
    }

    private static String nameIn(URI url) {
        return url.getPath() == null ? "" : url.getPath().replaceAll("^/|/$", "");
    }

    private static URI serverOf(URI url) {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return URI.create(url.getScheme() + "://" + url.getHost() + port);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException invalid) {
            throw noDatabase();
        }
    }

    private static CommandFailure noDatabase() {
        return CommandFailure.usage("a database of CouchDB is http://HOST:PORT/NAME or https://HOST:PORT/NAME");
    }
}
