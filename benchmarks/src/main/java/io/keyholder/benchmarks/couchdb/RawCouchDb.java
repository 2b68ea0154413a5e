package io.keyholder.benchmarks.couchdb;

import io.keyholder.testserver.SharedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The least that a client of CouchDB can do: requests and their bodies as text. */
final class RawCouchDb {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String database;
    private final String authorization;

    RawCouchDb(SharedServer server, String database) {
        this.database = server.uri() + "/" + database;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((server.name() + ":" + server.password()).getBytes(StandardCharsets.UTF_8));
    }

    String get(String id) {
        return send(request("/" + id).GET(), 200);
    }

    String put(String id, String json) {
        return send(request("/" + id).PUT(BodyPublishers.ofString(json)), 201);
    }

    String bulk(String docs) {
        return send(request("/_bulk_docs").POST(BodyPublishers.ofString(docs)), 201);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(database + path))
                .header("Authorization", authorization)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json");
    }

    private String send(HttpRequest.Builder request, int expectedStatus) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != expectedStatus) {
                throw new IllegalStateException("CouchDB answered with status " + response.statusCode());
            }
            return response.body();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
