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
    private final PreparedStatement update;
    private final PreparedStatement handOver;
    private final PreparedStatement sync;
    private int inserted;

    private JdbcPeers(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement("INSERT INTO users VALUES (?, ?)");
        this.update = connection.prepareStatement("UPDATE users SET document = ? WHERE login = ?");
        this.handOver = connection.prepareStatement("CHECKPOINT");
        this.sync = connection.prepareStatement("CHECKPOINT SYNC");
    }

    static Peers in(Path directory, int users) throws SQLException {
        return over(DriverManager.getConnection("jdbc:h2:" + inDirectory(directory), "sa", ""), users);
    }

    /** A database of H2 in this directory. */
    static Path inDirectory(Path directory) {
        return directory.resolve("bare").toAbsolutePath();
    }

    /** On a connection to an empty database, which is closed with this. */
    static Peers over(Connection connection, int users) throws SQLException {
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

    /** A login must be remembered: a row of a kilobyte is replaced, and handed to the system. */
    @Override
    Peer login(String login, String password) {
        return new Peer("bare-h2-write", () -> {
            update.setBytes(1, DOCUMENT);
            update.setString(2, login);
            int updated = update.executeUpdate();
            handOver.execute();
            return updated;
        });
    }

    /** A token is judged by what is stored now of its user and of its logins. */
    @Override
    Peer token(String token) {
        return twoRows();
    }

    /** So is a decision. */
    @Override
    Peer decision(String asked, int authorities) {
        return twoRows();
    }

    private Peer twoRows() {
        Subject one = find("user0");
        return new Peer("bare-h2-two-rows", () -> repeated(one, 2));
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
