package org.example.practice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** A server that answers as an empty CouchDB does: every class that a request needs is loaded. */
final class EmptyCouchDb implements AutoCloseable {
    private static final String MARK = "{\"_id\":\"keyholder;store\",\"_rev\":\"1-0123456789abcdef0123456789abcdef\","
            + "\"keyholder\":\"store\",\"layout\":\"1\",\"users\":\"adopted\",\"mark\":\"1\"}";

    private final HttpServer server;
    private final AtomicReference<String> account = new AtomicReference<>("");

    EmptyCouchDb() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    boolean sawAnAccount() {
        return account.get().startsWith("Basic ");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
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
    }
}
