package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The statements on {@code keyholder.users}: every one finds its rows by an index. */
public final class UserTables {
    private static final byte[] BEFORE_ALL = new byte[0];

    private UserTables() {}

    static Optional<StoredUser> find(H2Session session, UserId id) throws SQLException {
        return session.first(
                StoredUser::read,
                "SELECT " + StoredUser.COLUMNS + " FROM keyholder.users u WHERE u.id = ?",
                StoredUser.bytes(id));
    }

    static List<StoredUser> page(H2Session session, Optional<UserId> after, int limit) throws SQLException {
        return page(session, after.map(StoredUser::bytes).orElse(BEFORE_ALL), limit);
    }

    public static List<StoredUser> page(H2Session session, byte[] after, int limit) throws SQLException {
        return session.all(
                StoredUser::read,
                "SELECT " + StoredUser.COLUMNS
                        + " FROM keyholder.users u WHERE u.id > ? ORDER BY u.id FETCH FIRST ? ROWS ONLY",
                after,
                limit);
    }

    static long count(H2Session session) throws SQLException {
        return session.first(row -> row.getLong(1), "SELECT COUNT(*) FROM keyholder.users")
                .orElse(0L);
    }

    static boolean exists(H2Session session, UserId id) throws SQLException {
        return session.first(UserTables::anything, "SELECT 1 FROM keyholder.users WHERE id = ?", StoredUser.bytes(id))
                .isPresent();
    }

    static void insert(WriteTransaction transaction, StoredUser user) throws SQLException {
        transaction.change(
                "INSERT INTO keyholder.users(id, revision, checksum, document) VALUES (?, ?, ?, ?)",
                user.id(),
                user.revisionText(),
                user.checksum(),
                user.document());
    }

    static void replace(WriteTransaction transaction, StoredUser user) throws SQLException {
        transaction.change(
                "UPDATE keyholder.users SET revision = ?, checksum = ?, document = ? WHERE id = ?",
                user.revisionText(),
                user.checksum(),
                user.document(),
                user.id());
    }

    static void delete(WriteTransaction transaction, UserId id) throws SQLException {
        transaction.change("DELETE FROM keyholder.users WHERE id = ?", StoredUser.bytes(id));
    }

    private static boolean anything(ResultSet row) {
        return true;
    }
}
