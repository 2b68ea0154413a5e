package io.keyholder.adapters.memory.internal.h2.jdbc;

import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sessions that stay open between uses, because a fresh connection costs more than a lookup. As many are open as were
 * in use at once; up to {@value #MAX_IDLE} wait for their next use. Thread-safe.
 */
public final class PooledSessions implements H2Sessions {
    private static final int MAX_IDLE = 32;

    private final H2Connector database;
    private final ConcurrentLinkedDeque<H2Session> idle = new ConcurrentLinkedDeque<>();
    private final AtomicInteger idleCount = new AtomicInteger();

    public PooledSessions(H2Connector database) {
        this.database = database;
    }

    @Override
    public H2Session take() throws SQLException {
        H2Session session = idle.pollFirst();
        if (session == null) {
            return database.session();
        }
        idleCount.decrementAndGet();
        return session;
    }

    @Override
    public void giveBack(H2Session session) throws SQLException {
        if (idleCount.incrementAndGet() <= MAX_IDLE) {
            idle.addFirst(session);
        } else {
            idleCount.decrementAndGet();
            session.close();
        }
    }

    /**
     * A session is left as it is when the database is not trusted any more: rolling back can wait for ever then, and
     * the database is abandoned with all its sessions.
     */
    @Override
    public void discardAfter(Throwable failure, H2Session session) {
        if (!H2Errors.leavesDoubt(failure)) {
            H2Sessions.super.discardAfter(failure, session);
        }
    }

    /** Closes those that wait for their next use; for when none has another. */
    public void close() throws SQLException {
        for (H2Session session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            session.close();
        }
    }
}
