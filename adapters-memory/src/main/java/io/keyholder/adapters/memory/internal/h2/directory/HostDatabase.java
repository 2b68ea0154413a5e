package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Sessions;
import io.keyholder.adapters.memory.internal.h2.table.H2Schema;
import io.keyholder.adapters.memory.internal.h2.transaction.GroupCommit;
import io.keyholder.adapters.memory.internal.h2.transaction.H2Database;
import io.keyholder.adapters.memory.options.Durability;
import io.keyholder.ports.persistence.StoreException;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A database that belongs to the host.
 *
 * @param sessions how to borrow the host's connections
 * @param durability what an acknowledged write survives
 */
public record HostDatabase(H2Sessions sessions, Durability durability) {
    /** Makes sure that it is H2, has our tables and lets us make writes durable. */
    public void prepare() {
        sessions.use("the store could not be opened", session -> {
            requireH2(session);
            H2Schema.bringUpToDate(session);
            session.execute(durability.statement());
            return session;
        });
    }

    /** A way to work on it. */
    public H2Database database() {
        ReentrantLock writing = GroupCommit.newLock();
        return new H2Database(sessions, group(writing, durability), group(writing, Durability.PROCESS_CRASH_SAFE));
    }

    private GroupCommit group(ReentrantLock writing, Durability wanted) {
        return new GroupCommit(
                writing,
                number -> uninterrupted(() -> sessions.use("the store could not be made durable", session -> {
                    session.execute(wanted.statement());
                    return number;
                })));
    }

    /** H2 waits for a thread of its own to write, and an interrupted thread does not wait. */
    private static void uninterrupted(Runnable round) {
        boolean interrupted = Thread.interrupted();
        try {
            round.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void requireH2(H2Session session) throws SQLException {
        if (!session.productName().equals("H2")) {
            throw new StoreException("the store could not be opened: the database is not H2", null);
        }
    }
}
