package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Notes what is asked for and passes it on. */
final class RecordingExchange implements Exchange {
    private final Exchange server;
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

    RecordingExchange(Exchange server) {
        this.server = server;
    }

    @Override
    public Reply send(Request request, Deadline deadline) {
        requests.add(request);
        return server.send(request, deadline);
    }

    @Override
    public void close() {
        server.close();
    }

    List<String> targets() {
        return requests.stream().map(Request::target).toList();
    }

    List<Request.Method> methods() {
        return requests.stream().map(Request::method).toList();
    }

    void forget() {
        requests.clear();
    }
}
