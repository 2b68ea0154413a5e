package io.keyholder.adapters.couchdb.internal.database;

import io.keyholder.adapters.couchdb.internal.document.Replies;
import io.keyholder.adapters.couchdb.internal.http.Deadline;
import io.keyholder.adapters.couchdb.internal.http.Exchange;
import io.keyholder.adapters.couchdb.internal.http.Reply;
import io.keyholder.adapters.couchdb.internal.http.Request;
import io.keyholder.adapters.couchdb.internal.http.UnansweredException;
import io.keyholder.ports.persistence.StoreUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Sends requests about one database: repeats reads without an answer, never writes. Thread-safe. */
final class Requests {
    static final int ATTEMPTS = 3;

    private final Exchange exchange;
    private final String path;
    private final Duration deadline;
    private final AtomicBoolean closed = new AtomicBoolean();

    Requests(Exchange exchange, String database, Duration deadline) {
        this.exchange = exchange;
        this.path = "/" + Request.encoded(database);
        this.deadline = deadline;
    }

    /** The deadline of one call of a port that begins now. */
    Deadline deadline() {
        requireOpen();
        return Deadline.after(deadline);
    }

    /** The path of the database. */
    String path() {
        return path;
    }

    /** The path of a document. */
    String target(String id) {
        return id.startsWith("_design/")
                ? path + "/_design/" + Request.encoded(id.substring("_design/".length()))
                : path + "/" + Request.encoded(id);
    }

    /** The reply of a write; absent when it is in doubt. */
    Optional<Reply> write(Request request, Deadline deadline) {
        requireOpen();
        try {
            Reply reply = exchange.send(request, deadline);
            return Replies.leavesInDoubt(reply) ? Optional.empty() : Optional.of(reply);
        } catch (UnansweredException unknown) {
            requireOpen();
            return Optional.empty();
        }
    }

    /** The reply of a request that may be sent several times. */
    Reply read(Request request, Deadline deadline) {
        requireOpen();
        for (int attempt = 1; ; attempt++) {
            try {
                Reply reply = exchange.send(request, deadline);
                if (reply.status() < 500 || attempt == ATTEMPTS) {
                    return reply;
                }
            } catch (UnansweredException unanswered) {
                requireOpen();
                if (attempt == ATTEMPTS || deadline.hasPassed()) {
                    throw new StoreUnavailableException(unanswered.problem(), unanswered.getCause());
                }
            }
        }
    }

    /** The same, which must succeed. */
    Reply successful(Request request, Deadline deadline) {
        Reply reply = read(request, deadline);
        if (reply.status() != 200) {
            throw Replies.refusal(reply);
        }
        return reply;
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            exchange.close();
        }
    }

    private void requireOpen() {
        if (closed.get()) {
            throw new StoreUnavailableException("the store was closed", null);
        }
    }
}
