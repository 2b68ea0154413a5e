package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Connector;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.jdbc.PooledSessions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.engine.Database;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** One opening of a database file by H2, with a session that keeps it open. Thread-safe. */
final class DatabaseInstance {
    /** Zero would write at the end of each transaction. */
    private static final int NEVER_BY_ITSELF = -1;

    private final H2Session keeper;
    private final Database database;
    private final PooledSessions sessions;
    private volatile boolean doubtful;

    private DatabaseInstance(H2Session keeper, Database database, H2Connector connector) {
        this.keeper = keeper;
        this.database = database;
        sessions = new PooledSessions(new ConnectorTo(database, connector));
    }

    static DatabaseInstance open(H2Connector connector) throws SQLException {
        HeapRoom.require();
        H2Session keeper = connector.session();
        boolean opened = false;
        try {
            DatabaseInstance instance = new DatabaseInstance(keeper, keeper.database(), connector);
            instance.writeInTheThreadsOfCallers();
            opened = true;
            return instance;
        } finally {
            if (!opened) {
                keeper.close();
            }
        }
    }

    /**
     * Ends the threads by which H2 writes. So the file changes at a group commit alone, no write waits for two
     * hand-overs, and an error of the virtual machine reaches its caller. A connection whose URL names a delay would
     * begin them again.
     */
    private void writeInTheThreadsOfCallers() {
        database.getStore().getMvStore().setAutoCommitDelay(NEVER_BY_ITSELF);
    }

    H2Session keeper() {
        return keeper;
    }

    PooledSessions sessions() {
        return sessions;
    }

    boolean isDoubtful() {
        return doubtful;
    }

    /** Records that what H2 holds in memory is no longer to be trusted. */
    void doubt() {
        doubtful = true;
    }

    boolean isAlive() {
        MVStore store = database.getStore().getMvStore();
        return store.getPanicException() == null && !store.isClosed();
    }

    /**
     * Fails when H2 has stopped writing: after it met an error of the virtual machine in a thread of its own, its
     * CHECKPOINT returns without having written.
     */
    void requireAlive() throws SQLException {
        MVStore store = database.getStore().getMvStore();
        MVStoreException panic = store.getPanicException();
        if (panic != null) {
            doubt();
            throw new SQLException("the database stopped writing", null, ErrorCode.GENERAL_ERROR_1, panic);
        }
        if (store.isClosed()) {
            doubt();
            throw died();
        }
    }

    /** Ends the database as a killed process would, and closes what H2 leaves open of its file. */
    void abandon(DatabaseFiles directory) throws IOException {
        try {
            database.shutdownImmediately();
        } finally {
            OpenChannels.OF_THIS_PROCESS.close(directory.databaseFile());
        }
    }

    private static SQLException died() {
        return new SQLException("the database was closed", null, ErrorCode.DATABASE_IS_CLOSED);
    }

    /** Connections to one opening alone: H2 opens a database that died again by itself, at the next connection. */
    private record ConnectorTo(Database database, H2Connector connector) implements H2Connector {
        @Override
        public Connection connect() throws SQLException {
            return connector.connect();
        }

        @Override
        public H2Session session() throws SQLException {
            H2Session session = connector.session();
            if (session.database() != database) {
                session.close();
                throw died();
            }
            return session;
        }
    }
}
