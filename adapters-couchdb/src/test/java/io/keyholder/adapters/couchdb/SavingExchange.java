package io.keyholder.adapters.couchdb;

import com.fasterxml.jackson.databind.JsonNode;
import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.userdocument.UserForm;
import io.keyholder.testserver.icure.IcureModel;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests to a server beside which iCure servers take turns in saving each user at the moment it was written: no other
 * request sees the user as this library wrote it. Thread-safe.
 */
final class SavingExchange implements Exchange {
    private final Exchange server;
    private final List<IcureModel> neighbours;
    private int saves;

    SavingExchange(Exchange server, List<IcureModel> neighbours) {
        this.server = server;
        this.neighbours = List.copyOf(neighbours);
    }

    /** How many users were saved. */
    synchronized int saves() {
        return saves;
    }

    @Override
    public synchronized Reply send(Request request, Deadline deadline) {
        Reply reply = server.send(request, deadline);
        if (reply.isSuccess()) {
            written(request).forEach(id -> save(path(request) + "/" + Request.encoded(id), deadline));
        }
        return reply;
    }

    @Override
    public void close() {
        server.close();
    }

    private static String path(Request request) {
        return "/" + request.target().split("/", 3)[1];
    }

    private static List<String> written(Request request) {
        List<String> ids = new ArrayList<>();
        boolean isWrite =
                request.method() == Request.Method.PUT || request.target().endsWith("/_bulk_docs");
        request.body()
                .filter(body -> isWrite && !body.isEmpty())
                .map(Replies::json)
                .ifPresent(body -> {
                    addUser(ids, body);
                    body.path("docs").forEach(document -> addUser(ids, document));
                });
        return ids;
    }

    private static void addUser(List<String> ids, JsonNode document) {
        if (document.path("java_type").asText().equals(UserForm.TYPE)) {
            ids.add(document.path("_id").asText());
        }
    }

    private void save(String target, Deadline deadline) {
        Reply stored = server.send(Request.get(target), deadline);
        boolean isUser = stored.isSuccess()
                && Replies.json(stored).path("java_type").asText().equals(UserForm.TYPE);
        if (isUser) {
            IcureModel neighbour = neighbours.get(saves % neighbours.size());
            saves++;
            Reply saved = server.send(Request.put(target, neighbour.save(stored.body())), deadline);
            if (!saved.isSuccess()) {
                throw new AssertionError(neighbour + " could not save: " + saved);
            }
        }
    }
}
