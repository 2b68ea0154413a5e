package io.keyholder.adapters.memory.internal.h2.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements on {@code keyholder.users} and {@code keyholder.identifiers}: every one finds its rows by an index.
 */
final class UserTables {
    private static final byte[] BEFORE_ALL = new byte[0];

    private UserTables() {}

    static Optional<StoredUser> find(H2Session session, UserId id) throws SQLException {
        return session.first(
                StoredUser::read,
                "SELECT " + StoredUser.COLUMNS + " FROM keyholder.users u WHERE u.id = ?",
                StoredUser.bytes(id));
    }

    static Optional<StoredUser> findHolder(H2Session session, IdentifierKey key) throws SQLException {
        return session.first(
                StoredUser::read,
                "SELECT " + StoredUser.COLUMNS + " FROM keyholder.identifiers i"
                        + " JOIN keyholder.users u ON u.id = i.user_id WHERE i.identifier_key = ?",
                bytes(key));
    }

    static List<StoredUser> page(H2Session session, Optional<UserId> after, int limit) throws SQLException {
        return page(session, after.map(StoredUser::bytes).orElse(BEFORE_ALL), limit);
    }

    static List<StoredUser> page(H2Session session, byte[] after, int limit) throws SQLException {
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

    /** Whether somebody else than this user holds the identifier. */
    static boolean isTaken(H2Session session, IdentifierKey key, UserId user) throws SQLException {
        return session.first(
                        UserTables::anything,
                        "SELECT 1 FROM keyholder.identifiers WHERE identifier_key = ? AND user_id <> ?",
                        bytes(key),
                        StoredUser.bytes(user))
                .isPresent();
    }

    static void insert(WriteTransaction transaction, StoredUser user) throws SQLException {
        transaction.change(
                "INSERT INTO keyholder.users(id, revision, checksum, document) VALUES (?, ?, ?, ?)",
                user.id(),
                user.revision(),
                user.checksum(),
                user.document());
    }

    static void replace(WriteTransaction transaction, StoredUser user) throws SQLException {
        transaction.change(
                "UPDATE keyholder.users SET revision = ?, checksum = ?, document = ? WHERE id = ?",
                user.revision(),
                user.checksum(),
                user.document(),
                user.id());
    }

    static void delete(WriteTransaction transaction, UserId id) throws SQLException {
        transaction.change("DELETE FROM keyholder.users WHERE id = ?", StoredUser.bytes(id));
    }

    /** Lets the user hold these identifiers and no others. */
    static void setHeld(WriteTransaction transaction, UserId user, Set<IdentifierKey> keys) throws SQLException {
        Set<IdentifierKey> added = new HashSet<>(keys);
        for (IdentifierKey held : heldBy(transaction.session(), user)) {
            if (!added.remove(held)) {
                transaction.change("DELETE FROM keyholder.identifiers WHERE identifier_key = ?", bytes(held));
            }
        }
        insertHeld(transaction, user, added);
    }

    /** Lets a user that holds nothing hold these identifiers. */
    static void insertHeld(WriteTransaction transaction, UserId user, Set<IdentifierKey> keys) throws SQLException {
        for (IdentifierKey key : keys) {
            transaction.change(
                    "INSERT INTO keyholder.identifiers(identifier_key, user_id) VALUES (?, ?)",
                    bytes(key),
                    StoredUser.bytes(user));
        }
    }

    private static List<IdentifierKey> heldBy(H2Session session, UserId user) throws SQLException {
        return session.all(
                row -> new IdentifierKey(new String(row.getBytes(1), UTF_8)),
                "SELECT identifier_key FROM keyholder.identifiers WHERE user_id = ?",
                StoredUser.bytes(user));
    }

    private static byte[] bytes(IdentifierKey key) {
        return key.value().getBytes(UTF_8);
    }

    private static boolean anything(ResultSet row) {
        return true;
    }
}
