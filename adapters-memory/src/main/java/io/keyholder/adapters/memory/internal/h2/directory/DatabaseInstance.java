package io.keyholder.adapters.memory.internal.h2.directory;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Connector;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.jdbc.PooledSessions;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.engine.Database;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** One opening of a database file by H2, with a session that keeps it open. Thread-safe. */
final class DatabaseInstance {
    private final H2Session keeper;
    private final Database database;
    private final PooledSessions sessions;
    private volatile boolean doubtful;

    DatabaseInstance(H2Session keeper, H2Connector connector) throws SQLException {
        this.keeper = keeper;
        database = keeper.database();
        sessions = new PooledSessions(new ConnectorTo(database, connector));
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

    /** Ends the database as a killed process would. */
    void abandon() {
        database.shutdownImmediately();
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
