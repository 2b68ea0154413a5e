package io.keyholder.adapters.couchdb;

import io.keyholder.adapters.couchdb.FrailExchange.Died;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;

/** Lets something happen before or after one of the requests that follow a beginning. */
final class Interrupted implements Exchange {
    private final Exchange server;
    private final int request;
    private final Runnable event;
    private final boolean isActedUpon;
    private boolean happened;
    private int left;

    Interrupted(Exchange server, int request, Runnable event) {
        this(server, request, event, false);
    }

    private Interrupted(Exchange server, int request, Runnable event, boolean isActedUpon) {
        this.server = server;
        this.request = request;
        this.event = event;
        this.isActedUpon = isActedUpon;
    }

    static Interrupted dying(Exchange server, int request, boolean isActedUpon) {
        return new Interrupted(
                server,
                request,
                () -> {
                    throw new Died();
                },
                isActedUpon);
    }

    /** Whether there were so many requests. */
    boolean happened() {
        return happened;
    }

    void begin() {
        left = request;
    }

    @Override
    public Reply send(Request sent, Deadline deadline) {
        left--;
        if (left != 0) {
            return server.send(sent, deadline);
        }
        happened = true;
        if (isActedUpon) {
            Reply reply = server.send(sent, deadline);
            event.run();
            return reply;
        }
        event.run();
        return server.send(sent, deadline);
    }

    @Override
    public void close() {}
}
