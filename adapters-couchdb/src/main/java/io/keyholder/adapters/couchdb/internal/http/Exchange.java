package io.keyholder.adapters.couchdb.internal.http;

/** Sends one request and waits for its reply. The seam where tests let requests fail. Thread-safe. */
public interface Exchange extends AutoCloseable {
    /**
     * The reply, whatever its status.
     *
     * @throws UnansweredException when there is none: what became of the request is unknown
     */
    Reply send(Request request, Deadline deadline);

    /** Lets go of the connections and ends requests that are under way. */
    @Override
    void close();
}
