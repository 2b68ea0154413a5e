package io.keyholder.commandline.store;

import io.keyholder.commandline.terminal.CommandFailure;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where users are kept. Its text is what messages show, and never holds an account. */
sealed interface StorePlace {
    /** A directory with an embedded store. */
    record Directory(Path path) implements StorePlace {
        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A database of CouchDB. */
    record Database(URI server, String name) implements StorePlace {
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
     * The database at {@code http://host:port/name} or {@code https://host:port/name}. The URL is not repeated in
     * errors, because a wrong one may hold a password.
     *
     * @throws CommandFailure when it is another URL, or holds an account
     */
    static Database database(String url) {
        URI given = uri(url);
        if (given.getRawUserInfo() != null) {
            throw CommandFailure.usage("an account does not belong in a URL, which others can see; set "
                    + CouchDbAccess.USER + " and " + CouchDbAccess.PASSWORD + " in the environment");
        }
        String path = given.getPath() == null ? "" : given.getPath().replaceAll("^/|/$", "");
        boolean isDatabase = given.getHost() != null
                && ("http".equals(given.getScheme()) || "https".equals(given.getScheme()))
                && !path.isEmpty()
                && path.indexOf('/') < 0
                && given.getRawQuery() == null
                && given.getRawFragment() == null;
        if (!isDatabase) {
            throw noDatabase();
        }
        String port = given.getPort() < 0 ? "" : ":" + given.getPort();
        return new Database(URI.create(given.getScheme() + "://" + given.getHost() + port), path);
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
