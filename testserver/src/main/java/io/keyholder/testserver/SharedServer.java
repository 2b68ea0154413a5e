package io.keyholder.testserver;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The server that the tests of this JVM share: the CouchDB at {@code COUCHDB_URL} (with an administrator's account in
 * it), the cluster of the addresses in {@code COUCHDB_URLS} (separated by commas), or else a PouchDB Server of their
 * own. Without either a test is skipped, but fails where {@code CI} is true.
 *
 * <p>Of a cluster each caller gets another node first, so that the stores of one test work through several.
 *
 * @param uri without the account
 * @param others the other addresses of the same cluster
 * @param name of an administrator
 * @param password the administrator's
 */
public record SharedServer(URI uri, List<URI> others, String name, String password) {
    private static final Optional<String> COUCHDB_URLS = Optional.ofNullable(System.getenv("COUCHDB_URLS"))
            .or(() -> Optional.ofNullable(System.getenv("COUCHDB_URL")));

    private static final AtomicInteger CALLERS = new AtomicInteger();

    /** The server, started when it does not run yet. */
    public static SharedServer get() {
        return COUCHDB_URLS.map(SharedServer::at).orElseGet(SharedServer::own);
    }

    /** Whether it is a real CouchDB. */
    public static boolean isCouchDb() {
        return COUCHDB_URLS.isPresent();
    }

    /** Removes a database, there or not. */
    public void remove(String database) {
        send(request(database).DELETE());
    }

    /** Puts a new database, or a new document as JSON. */
    public void put(String path, String json) {
        send(request(path).header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The body of what is at a path; of an error its explanation. */
    public String read(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        String account = Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri.resolve("/" + path)).header("Authorization", "Basic " + account);
    }

    private static String send(HttpRequest.Builder request) {
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(interrupted));
        }
    }

    private static SharedServer at(String urls) {
        List<URI> given = Stream.of(urls.split(",", -1)).map(URI::create).toList();
        String[] account =
                Optional.ofNullable(given.get(0).getUserInfo()).orElse("admin:").split(":", 2);
        List<URI> bare = given.stream()
                .map(url -> URI.create(url.getScheme() + "://" + url.getHost() + ":" + url.getPort()))
                .toList();
        List<URI> rotated = new ArrayList<>(bare);
        Collections.rotate(rotated, CALLERS.getAndIncrement() % bare.size());
        return new SharedServer(
                rotated.get(0), List.copyOf(rotated.subList(1, rotated.size())), account[0], account[1]);
    }

    private static SharedServer own() {
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
