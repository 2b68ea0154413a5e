package io.keyholder.verification.promise;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hands requests on to a CouchDB server and keeps what was asked, word for word. */
final class RecordingProxy implements AutoCloseable {
    private static final List<String> HANDED_ON = List.of("Authorization", "Content-type", "Accept", "Cookie");

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final URI upstream;

    private RecordingProxy(URI upstream, HttpServer server) {
        this.upstream = upstream;
        this.server = server;
    }

    static RecordingProxy before(URI upstream) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RecordingProxy proxy = new RecordingProxy(upstream, server);
        server.setExecutor(proxy.threads);
        server.createContext("/", proxy::handle);
        server.start();
        return proxy;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Targets, headers and bodies. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String target = exchange.getRequestURI().toString();
            requests.add(exchange.getRequestMethod() + " " + target + "\n"
                    + exchange.getRequestHeaders().entrySet() + "\n" + new String(body, StandardCharsets.UTF_8));
            HttpResponse<byte[]> reply = client.send(request(exchange, target, body), BodyHandlers.ofByteArray());
            reply.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            boolean isEmpty = reply.body().length == 0 || "HEAD".equals(exchange.getRequestMethod());
            exchange.sendResponseHeaders(reply.statusCode(), isEmpty ? -1 : reply.body().length);
            if (!isEmpty) {
                exchange.getResponseBody().write(reply.body());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, String target, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(upstream.resolve(target))
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        for (String name : HANDED_ON) {
            exchange.getRequestHeaders().getOrDefault(name, List.of()).forEach(value -> request.header(name, value));
        }
        return request.build();
    }
}
