package io.keyholder.adapters.couchdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.EktorpExchange;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.http.impl.client.DefaultHttpClient;
import org.apache.http.params.CoreConnectionPNames;
import org.apache.http.params.CoreProtocolPNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That what costs or harms in Ektorp's client is off: caching, the stale check, Expect, redirects, cookies. */
@SuppressWarnings("deprecation") // Ektorp is built on the first API of Apache's HTTP client 4
class TransportSettingsTest {
    private static final String DOCUMENT = "{\"_id\":\"a\",\"_rev\":\"1-0123456789abcdef0123456789abcdef\"}";

    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private Exchange exchange;
    private CouchDbOptions options;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        options = CouchDbOptions.of(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "users");
        exchange = EktorpExchange.with(options.endpoint());
    }

    @AfterEach
    void stop() {
        exchange.close();
        server.stop(0);
    }

    @Test
    void asksTheServerEachTimeAlsoForWhatMayBeCached() {
        send(Request.get("/users/a"));
        send(Request.get("/users/a"));
        assertThat(requests).hasSize(2).allMatch(request -> request.startsWith("GET /users/a"));
        assertThat(requests).noneMatch(request -> request.contains("Cookie"));
    }

    @Test
    void sendsABodyWithoutAskingFirst() {
        send(Request.put("/users/a", DOCUMENT));
        assertThat(requests).singleElement().asString().startsWith("PUT ").doesNotContain("Expect");
    }

    @Test
    void followsNoRedirect() {
        assertThat(send(Request.get("/elsewhere")).status()).isEqualTo(302);
        assertThat(requests).hasSize(1);
    }

    @Test
    void looksAtNoConnectionBeforeItUsesIt() {
        DefaultHttpClient client = EktorpExchange.configured(options.endpoint());
        assertThat(client.getParams().getBooleanParameter(CoreConnectionPNames.STALE_CONNECTION_CHECK, true))
                .isFalse();
        assertThat(client.getParams().getBooleanParameter(CoreProtocolPNames.USE_EXPECT_CONTINUE, true))
                .isFalse();
    }

    private Reply send(Request request) {
        return exchange.send(request, Deadline.after(Duration.ofSeconds(30)));
    }

    private void answer(HttpExchange http) throws IOException {
        requests.add(http.getRequestMethod() + " " + http.getRequestURI() + " "
                + http.getRequestHeaders().keySet());
        byte[] body = DOCUMENT.getBytes(UTF_8);
        http.getRequestBody().readAllBytes();
        http.getResponseHeaders().add("Cache-Control", "public, max-age=3600");
        http.getResponseHeaders().add("ETag", "\"1\"");
        http.getResponseHeaders().add("Set-Cookie", "session=1; Path=/");
        if (http.getRequestURI().getPath().equals("/elsewhere")) {
            http.getResponseHeaders().add("Location", "/users/a");
            http.sendResponseHeaders(302, -1);
        } else {
            http.sendResponseHeaders(200, body.length);
            http.getResponseBody().write(body);
        }
        http.close();
    }
}
