package io.keyholder.adapters.memory.internal.h2.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.engine.Database;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;

/** A connection with its prepared statements. Not thread-safe: one piece of work has it at a time. */
public final class H2Session implements AutoCloseable {
    private final Connection connection;
    private final Restoration restoration;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** A session on a connection in auto-commit mode; {@code restoration} is run before the connection is closed. */
    H2Session(Connection connection, Restoration restoration) {
        this.connection = connection;
        this.restoration = restoration;
    }

    /** Turns one row into a value. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Puts a borrowed connection back into the state it came in. */
    @FunctionalInterface
    interface Restoration {
        /** For a connection that is not borrowed. */
        Restoration NONE = () -> {};

        void run() throws SQLException;
    }

    /** The value of the only row; absent when there is none. */
    public <T> Optional<T> first(RowReader<T> reader, String sql, Object... arguments) throws SQLException {
        try (ResultSet rows = bind(sql, arguments).executeQuery()) {
            return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
        }
    }

    /** The values of all rows. */
    public <T> List<T> all(RowReader<T> reader, String sql, Object... arguments) throws SQLException {
        try (ResultSet rows = bind(sql, arguments).executeQuery()) {
            List<T> values = new ArrayList<>();
            while (rows.next()) {
                values.add(reader.read(rows));
            }
            return values;
        }
    }

    /** How many rows the statement changed. */
    public int change(String sql, Object... arguments) throws SQLException {
        return bind(sql, arguments).executeUpdate();
    }

    /** Runs a statement that is not worth preparing. */
    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs the work as one transaction, which is committed when it returns and left open when it throws. */
    public <T> T transaction(H2Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        T result = work.on(this);
        connection.commit();
        connection.setAutoCommit(true);
        return result;
    }

    /** The name of the database product. */
    public String productName() throws SQLException {
        return connection.getMetaData().getDatabaseProductName();
    }

    /** The opening of the database that this session works on, where this process opened it. */
    public Database database() throws SQLException {
        Session session = connection.unwrap(JdbcConnection.class).getSession();
        return ((SessionLocal) session).getDatabase();
    }

    /** Undoes what a failed transaction left open. */
    void rollBack() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            for (PreparedStatement statement : statements.values()) {
                statement.close();
            }
            restoration.run();
        }
    }

    private PreparedStatement bind(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = prepared(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        PreparedStatement fresh = connection.prepareStatement(sql);
        statements.put(sql, fresh);
        return fresh;
    }
}
