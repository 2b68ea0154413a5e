package io.keyholder.adapters.memory.internal.h2.directory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** What a host does with its own database. */
public final class HostDatabases {
    private HostDatabases() {}

    public static void shutDown(DataSource database) {
        execute(database, "SHUTDOWN IMMEDIATELY");
    }

    public static void execute(DataSource database, String... statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException error) {
            throw new IllegalStateException(error);
        }
    }
}
