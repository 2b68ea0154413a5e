package host;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

import io.keyholder.adapters.couchdb.CouchDbAccount;
import io.keyholder.adapters.couchdb.CouchDbOptions;
import io.keyholder.adapters.couchdb.CouchDbStorage;
import io.keyholder.domain.identity.UserId;

/** Opens a storage at a server that answers as an empty CouchDB does, and reads from it: every class that a request needs is loaded. */
public final class Host {
    private static final String MARK =
            "{\"_id\":\"keyholder;store\",\"_rev\":\"1-0123456789abcdef0123456789abcdef\",\"keyholder\":\"store\","
                    + "\"layout\":\"1\",\"users\":\"adopted\",\"mark\":\"1\"}";

    private Host() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicReference<String> account = new AtomicReference<>("");
        server.createContext("/", exchange -> {
            account.set(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            String path = exchange.getRequestURI().getPath();
            boolean isThere = true;
            String body = "{\"db_name\":\"users\",\"cluster\":{\"n\":1}}";
            if (path.equals("/")) {
                body = "{\"couchdb\":\"Welcome\",\"version\":\"3.5.0\"}";
            } else if (path.startsWith("/users/_design/")) {
                body = "{\"_id\":\"" + path.substring("/users/".length()) + "\",\"_rev\":\"1-a\"}";
            } else if (path.equals("/users/keyholder;store")) {
                body = "[{\"ok\":" + MARK + "}]";
            } else if (path.startsWith("/users/")) {
                isThere = false;
                body = "{\"error\":\"not_found\",\"reason\":\"missing\"}";
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(isThere ? 200 : 404, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        CouchDbOptions options = CouchDbOptions.of(address, "users").withAccount(CouchDbAccount.of("host", "secret"));
        try (CouchDbStorage storage = CouchDbStorage.open(options)) {
            if (storage.users().findById(new UserId("nobody")).isPresent() || !account.get().startsWith("Basic ")) {
                throw new IllegalStateException("the storage did not read as it should");
            }
        } finally {
            server.stop(0);
        }
        System.out.println("opened by " + (Host.class.getModule().isNamed() ? "module path" : "class path"));
    }
}
