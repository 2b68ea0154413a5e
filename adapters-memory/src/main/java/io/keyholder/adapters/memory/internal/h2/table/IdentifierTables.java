package io.keyholder.adapters.memory.internal.h2.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.domain.identity.IdentifierKey;
import io.keyholder.domain.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The statements on {@code keyholder.identifiers}, where each key has one holder, and
 * {@code keyholder.shared_identifiers}, where the other users stand that an upgrade of the folding brought to the same
 * key.
 */
public final class IdentifierTables {
    private IdentifierTables() {}

    /** All users that hold the identifier: none, one, or several that share it. */
    public static List<StoredUser> findHolders(H2Session session, IdentifierKey key) throws SQLException {
        List<StoredUser> holders = new ArrayList<>(holders(session, "identifiers", key));
        if (!holders.isEmpty()) {
            holders.addAll(holders(session, "shared_identifiers", key));
        }
        return holders;
    }

    /** The keys that several users share, each with all of them, in the order of the keys. */
    public static Map<IdentifierKey, Set<UserId>> shared(H2Session session) throws SQLException {
        Map<IdentifierKey, Set<UserId>> shared = new LinkedHashMap<>();
        session.all(
                        row -> Map.entry(
                                new IdentifierKey(new String(row.getBytes(1), UTF_8)),
                                new UserId(new String(row.getBytes(2), UTF_8))),
                        "SELECT i.identifier_key, i.user_id FROM keyholder.identifiers i WHERE EXISTS (SELECT 1 FROM"
                                + " keyholder.shared_identifiers s WHERE s.identifier_key = i.identifier_key) UNION ALL"
                                + " SELECT identifier_key, user_id FROM keyholder.shared_identifiers ORDER BY 1, 2")
                .forEach(holder -> shared.computeIfAbsent(holder.getKey(), key -> new LinkedHashSet<>())
                        .add(holder.getValue()));
        return shared;
    }

    private static List<StoredUser> holders(H2Session session, String table, IdentifierKey key) throws SQLException {
        return session.all(
                StoredUser::read,
                "SELECT " + StoredUser.COLUMNS + " FROM keyholder." + table
                        + " i JOIN keyholder.users u ON u.id = i.user_id WHERE i.identifier_key = ?",
                bytes(key));
    }

    /** Whether another user holds the identifier, which this user does not share with it. */
    public static boolean isTaken(H2Session session, IdentifierKey key, UserId user) throws SQLException {
        Optional<byte[]> holder = holder(session, bytes(key));
        return holder.isPresent()
                && !Arrays.equals(holder.get(), StoredUser.bytes(user))
                && !shares(session, bytes(key), StoredUser.bytes(user));
    }

    /** Lets the user hold these identifiers and no others. */
    public static void setHeld(H2Session session, UserId user, Set<IdentifierKey> keys) throws SQLException {
        refill(session, StoredUser.bytes(user), keys);
    }

    /** The same for a stored user. A key that another user holds is shared with it. */
    static void refill(H2Session session, byte[] user, Set<IdentifierKey> keys) throws SQLException {
        Set<String> wanted = new LinkedHashSet<>();
        keys.forEach(key -> wanted.add(key.value()));
        for (byte[] held : heldBy(session, "identifiers", user)) {
            if (!wanted.remove(new String(held, UTF_8))) {
                session.change("DELETE FROM keyholder.identifiers WHERE identifier_key = ?", held);
                promote(session, held);
            }
        }
        for (byte[] shared : heldBy(session, "shared_identifiers", user)) {
            if (!wanted.remove(new String(shared, UTF_8))) {
                session.change(
                        "DELETE FROM keyholder.shared_identifiers WHERE identifier_key = ? AND user_id = ?",
                        shared,
                        user);
            }
        }
        for (String key : wanted) {
            insert(session, key.getBytes(UTF_8), user);
        }
    }

    private static void insert(H2Session session, byte[] key, byte[] user) throws SQLException {
        String table = holder(session, key).isPresent() ? "shared_identifiers" : "identifiers";
        session.change("INSERT INTO keyholder." + table + "(identifier_key, user_id) VALUES (?, ?)", key, user);
    }

    /** One of the users that share a key which lost its holder becomes the holder. */
    private static void promote(H2Session session, byte[] key) throws SQLException {
        Optional<byte[]> next = session.first(
                row -> row.getBytes(1),
                "SELECT user_id FROM keyholder.shared_identifiers WHERE identifier_key = ? ORDER BY user_id"
                        + " FETCH FIRST 1 ROWS ONLY",
                key);
        if (next.isPresent()) {
            session.change(
                    "DELETE FROM keyholder.shared_identifiers WHERE identifier_key = ? AND user_id = ?",
                    key,
                    next.get());
            session.change("INSERT INTO keyholder.identifiers(identifier_key, user_id) VALUES (?, ?)", key, next.get());
        }
    }

    private static Optional<byte[]> holder(H2Session session, byte[] key) throws SQLException {
        return session.first(
                row -> row.getBytes(1), "SELECT user_id FROM keyholder.identifiers WHERE identifier_key = ?", key);
    }

    private static boolean shares(H2Session session, byte[] key, byte[] user) throws SQLException {
        return session.first(
                        IdentifierTables::anything,
                        "SELECT 1 FROM keyholder.shared_identifiers WHERE identifier_key = ? AND user_id = ?",
                        key,
                        user)
                .isPresent();
    }

    private static List<byte[]> heldBy(H2Session session, String table, byte[] user) throws SQLException {
        return session.all(
                row -> row.getBytes(1), "SELECT identifier_key FROM keyholder." + table + " WHERE user_id = ?", user);
    }

    private static byte[] bytes(IdentifierKey key) {
        return key.value().getBytes(UTF_8);
    }

    private static boolean anything(ResultSet row) {
        return true;
    }
}
