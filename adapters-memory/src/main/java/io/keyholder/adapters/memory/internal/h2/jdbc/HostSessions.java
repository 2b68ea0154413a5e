package io.keyholder.adapters.memory.internal.h2.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Sessions on connections that the host's data source lends: each goes back, as it came, after one use. Thread-safe.
 */
public final class HostSessions implements H2Sessions {
    private final DataSource host;

    public HostSessions(DataSource host) {
        this.host = host;
    }

    @Override
    public H2Session take() throws SQLException {
        Connection connection = host.getConnection();
        try {
            return prepare(connection);
        } catch (SQLException unusable) {
            connection.close();
            throw unusable;
        }
    }

    @Override
    public void giveBack(H2Session session) throws SQLException {
        session.close();
    }

    private static H2Session prepare(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        connection.setAutoCommit(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        return new H2Session(connection, () -> {
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(autoCommit);
        });
    }
}
