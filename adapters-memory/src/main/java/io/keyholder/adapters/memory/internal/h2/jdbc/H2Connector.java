package io.keyholder.adapters.memory.internal.h2.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Makes connections, in auto-commit mode, to one database. Thread-safe. */
@FunctionalInterface
public interface H2Connector {
    Connection connect() throws SQLException;

    /** A session on a connection of its own. */
    default H2Session session() throws SQLException {
        return new H2Session(connect(), H2Session.Restoration.NONE);
    }
}
