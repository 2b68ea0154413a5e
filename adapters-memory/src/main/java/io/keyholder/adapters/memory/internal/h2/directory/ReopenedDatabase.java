package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Errors;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Sessions;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Work;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions on a database that is opened again after an error of the virtual machine, such as a full heap: what H2 holds
 * in memory is not trusted after it, what its file holds is. Thread-safe.
 */
final class ReopenedDatabase implements H2Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(ReopenedDatabase.class);

    private final DatabaseFiles directory;
    private final ReentrantLock writing;
    private final Opening opening;
    private final Runnable reopened;
    private volatile DatabaseInstance instance;

    /**
     * @param writing the lock of the store, under which it is opened again
     * @param reopened is run under the lock each time, after which no earlier transaction may become acknowledged
     */
    ReopenedDatabase(
            DatabaseFiles directory,
            DatabaseInstance first,
            ReentrantLock writing,
            Opening opening,
            Runnable reopened) {
        this.directory = directory;
        instance = first;
        this.writing = writing;
        this.opening = opening;
        this.reopened = reopened;
    }

    /** Opens the database that the file holds. */
    @FunctionalInterface
    interface Opening {
        DatabaseInstance open() throws SQLException, IOException;
    }

    /** The database, opened again if that is due. */
    DatabaseInstance live() throws SQLException {
        DatabaseInstance current = instance;
        return current.isDoubtful() ? reopen() : current;
    }

    /** The same, opened again also if H2 has stopped writing unnoticed. */
    DatabaseInstance alive() throws SQLException {
        DatabaseInstance current = live();
        return current.isAlive() ? current : reopenDoubting(current);
    }

    private DatabaseInstance reopenDoubting(DatabaseInstance dead) throws SQLException {
        dead.doubt();
        return reopen();
    }

    /** Fails when H2 has stopped writing; called under the lock of the store. */
    void requireAlive() throws SQLException {
        instance.requireAlive();
    }

    /** Ends the database as a killed process would. */
    void abandon() throws IOException {
        instance.abandon(directory);
    }

    @Override
    public <T> T use(H2Work<T> work) throws SQLException {
        DatabaseInstance current = live();
        try {
            return current.sessions().use(work);
        } catch (SQLException | RuntimeException | Error error) {
            if (H2Errors.leavesDoubt(error)) {
                current.doubt();
            }
            throw error;
        }
    }

    @Override
    public H2Session take() throws SQLException {
        return live().sessions().take();
    }

    @Override
    public void giveBack(H2Session session) throws SQLException {
        instance.sessions().giveBack(session);
    }

    private DatabaseInstance reopen() throws SQLException {
        writing.lock();
        try {
            if (instance.isDoubtful()) {
                LOG.warn("the store is opened again after an error of the virtual machine");
                reopened.run();
                instance.abandon(directory);
                instance = opening.open();
            }
            return instance;
        } catch (IOException error) {
            throw new SQLException(error);
        } finally {
            writing.unlock();
        }
    }
}
