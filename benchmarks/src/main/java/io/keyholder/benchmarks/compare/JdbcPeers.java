package io.keyholder.benchmarks.compare;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Bare JDBC on a table of H2 with a document and a unique login, synced as ours. Documents have a kilobyte. */
final class JdbcPeers extends Peers {
    private static final byte[] DOCUMENT = "x".repeat(1_000).getBytes(StandardCharsets.UTF_8);

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement sync;
    private int inserted;

    private JdbcPeers(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement("INSERT INTO users VALUES (?, ?)");
        this.sync = connection.prepareStatement("CHECKPOINT SYNC");
    }

    static Peers in(Path directory, int users) throws SQLException {
        Connection connection = DriverManager.getConnection(
                "jdbc:h2:" + directory.resolve("bare").toAbsolutePath(), "sa", "");
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (login VARCHAR(400) PRIMARY KEY, document VARBINARY(100000))");
        }
        JdbcPeers peers = new JdbcPeers(connection);
        for (int number = 0; number < users; number++) {
            peers.insert("user" + number);
        }
        return peers;
    }

    @Override
    String name() {
        return "bare-h2";
    }

    @Override
    Subject find(String login) {
        return () -> {
            try (PreparedStatement found = connection.prepareStatement("SELECT document FROM users WHERE login = ?")) {
                found.setString(1, login);
                try (ResultSet row = found.executeQuery()) {
                    row.next();
                    return row.getBytes(1);
                }
            }
        };
    }

    @Override
    Subject page(String after, int limit) {
        return () -> {
            try (PreparedStatement found = connection.prepareStatement(
                    "SELECT document FROM users WHERE login > ? ORDER BY login FETCH FIRST ? ROWS ONLY")) {
                found.setString(1, after);
                found.setInt(2, limit);
                List<byte[]> page = new ArrayList<>();
                try (ResultSet row = found.executeQuery()) {
                    while (row.next()) {
                        page.add(row.getBytes(1));
                    }
                }
                return page;
            }
        };
    }

    @Override
    Subject insert() {
        return () -> {
            inserted++;
            insert("new" + inserted);
            sync.execute();
            return inserted;
        };
    }

    @Override
    Subject all() {
        return () -> {
            long length = 0;
            try (PreparedStatement found = connection.prepareStatement("SELECT document FROM users ORDER BY login");
                    ResultSet row = found.executeQuery()) {
                while (row.next()) {
                    length += row.getBytes(1).length;
                }
            }
            return length;
        };
    }

    @Override
    Subject count() {
        return () -> {
            try (PreparedStatement counted =
                            connection.prepareStatement("SELECT count(*) FROM users WHERE login >= 'user'");
                    ResultSet row = counted.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        };
    }

    @Override
    Subject insertAll(int users) {
        return () -> {
            connection.setAutoCommit(false);
            for (int number = 0; number < users; number++) {
                inserted++;
                insert.setString(1, "new" + inserted);
                insert.setBytes(2, DOCUMENT);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
            connection.setAutoCommit(true);
            sync.execute();
            return inserted;
        };
    }

    private void insert(String login) throws SQLException {
        insert.setString(1, login);
        insert.setBytes(2, DOCUMENT);
        insert.executeUpdate();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException open) {
            throw new IllegalStateException("the bare database did not close", open);
        }
    }
}
