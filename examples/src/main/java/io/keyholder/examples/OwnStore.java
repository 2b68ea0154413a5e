package io.keyholder.examples;

import io.keyholder.adapters.crypto.BouncyCastleCrypto;
import io.keyholder.adapters.memory.H2Storage;
import io.keyholder.application.Keyholder;
import io.keyholder.domain.credential.Password;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.jdbcx.JdbcConnectionPool;

/** Keeps the users in a database of the host's own, beside a table of the host. */
public final class OwnStore {
    private OwnStore() {}

    public static void main(String[] arguments) throws SQLException {
        var pool = JdbcConnectionPool.create("jdbc:h2:async:./practice", "practice", "");
        try (var keyholder = Keyholder.open(H2Storage.over(pool), BouncyCastleCrypto.create());
                var password = Password.of("lamp ferry walnut 17");
                var connection = pool.getConnection()) {
            createTable(connection);
            keyholder.users().create("ada@example.org", password).orThrow();
            var login = keyholder.logIn("ada@example.org", password).orThrow();
            book(connection, login.user().id().value(), "Monday at nine");
            System.out.println("Appointments: " + countAppointments(connection));
        } finally {
            pool.dispose();
        }
    }

    private static void createTable(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create table if not exists appointment (user_id varchar not null, starts_at varchar)");
        }
    }

    private static void book(Connection connection, String user, String time) throws SQLException {
        try (var insert = connection.prepareStatement("insert into appointment values (?, ?)")) {
            insert.setString(1, user);
            insert.setString(2, time);
            insert.executeUpdate();
        }
    }

    private static int countAppointments(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var count = statement.executeQuery("select count(*) from appointment")) {
            count.next();
            return count.getInt(1);
        }
    }
}
