package io.keyholder.adapters.memory.internal.h2.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.domain.identity.UserId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The statements on {@code keyholder.user_terms}: what users are found by, written with the users themselves. Each
 * names its index, because H2 takes the id of a page for the narrower condition.
 */
final class UserTermTables {
    private static final byte[] BEFORE_ALL = new byte[0];

    private static final String HOLDS = """
             AND EXISTS (SELECT 1 FROM keyholder.user_terms n USE INDEX (user_terms_of_user)
                WHERE n.user_id = %s AND n.term >= ? AND n.term < ?)""";

    private UserTermTables() {}

    /** Lets the user hold these terms and no others. */
    static void setHeld(H2Session session, byte[] user, Set<StoredTerm> terms) throws SQLException {
        Set<StoredTerm> added = new LinkedHashSet<>(terms);
        for (StoredTerm held : heldBy(session, user)) {
            if (!added.remove(held)) {
                session.change("DELETE FROM keyholder.user_terms WHERE term = ? AND user_id = ?", held.bytes(), user);
            }
        }
        insertHeld(session, user, added);
    }

    /** Lets a user that holds nothing hold these terms. */
    static void insertHeld(H2Session session, byte[] user, Collection<StoredTerm> terms) throws SQLException {
        for (StoredTerm term : terms) {
            session.change("INSERT INTO keyholder.user_terms(term, user_id) VALUES (?, ?)", term.bytes(), user);
        }
    }

    /** How many rows are in the range, counted up to {@code limit}. */
    static int size(H2Session session, TermRange range, int limit) throws SQLException {
        return session.first(row -> row.getInt(1), """
                        SELECT COUNT(*) FROM (SELECT 1 FROM keyholder.user_terms USE INDEX (user_terms_by_term)
                            WHERE term >= ? AND term < ? FETCH FIRST ? ROWS ONLY)""", range.from(), range.to(), limit)
                .orElse(0);
    }

    /**
     * The next users in ascending order of id that hold a term in each range, found by sorting those of the first
     * range.
     */
    static List<UserId> sorted(H2Session session, List<TermRange> ranges, Optional<UserId> after, int limit)
            throws SQLException {
        List<Object> arguments =
                new ArrayList<>(List.of(ranges.get(0).from(), ranges.get(0).to(), bytes(after)));
        String others = conditions("t.user_id", ranges.subList(1, ranges.size()), arguments);
        arguments.add(limit);
        String selection = """
                SELECT DISTINCT t.user_id FROM keyholder.user_terms t USE INDEX (user_terms_by_term)
                    WHERE t.term >= ? AND t.term < ? AND t.user_id > ?""";
        return ids(session, selection + others + " ORDER BY t.user_id FETCH FIRST ? ROWS ONLY", arguments);
    }

    /** The same, found by asking one user after the other. */
    static List<UserId> walked(H2Session session, List<TermRange> ranges, Optional<UserId> after, int limit)
            throws SQLException {
        List<Object> arguments = new ArrayList<>(Collections.singletonList(bytes(after)));
        String conditions = conditions("u.id", ranges, arguments);
        arguments.add(limit);
        return ids(
                session,
                "SELECT u.id FROM keyholder.users u WHERE u.id > ?" + conditions
                        + " ORDER BY u.id FETCH FIRST ? ROWS ONLY",
                arguments);
    }

    /** How many users hold a term in each range, counted by gathering those of the first range. */
    static long countGathered(H2Session session, List<TermRange> ranges) throws SQLException {
        List<Object> arguments =
                new ArrayList<>(List.of(ranges.get(0).from(), ranges.get(0).to()));
        String others = conditions("t.user_id", ranges.subList(1, ranges.size()), arguments);
        return count(
                session,
                "SELECT COUNT(DISTINCT t.user_id) FROM keyholder.user_terms t WHERE t.term >= ? AND t.term < ?"
                        + others,
                arguments);
    }

    /** The same, counted by asking one user after the other. */
    static long countWalked(H2Session session, List<TermRange> ranges) throws SQLException {
        List<Object> arguments = new ArrayList<>(Collections.singletonList(BEFORE_ALL));
        String conditions = conditions("u.id", ranges, arguments);
        return count(session, "SELECT COUNT(*) FROM keyholder.users u WHERE u.id > ?" + conditions, arguments);
    }

    private static Set<StoredTerm> heldBy(H2Session session, byte[] user) throws SQLException {
        return new LinkedHashSet<>(session.all(
                row -> new StoredTerm(row.getBytes(1)),
                "SELECT term FROM keyholder.user_terms WHERE user_id = ?",
                user));
    }

    private static String conditions(String user, List<TermRange> ranges, List<Object> arguments) {
        ranges.forEach(range -> {
            arguments.add(range.from());
            arguments.add(range.to());
        });
        return HOLDS.formatted(user).repeat(ranges.size());
    }

    private static List<UserId> ids(H2Session session, String sql, List<Object> arguments) throws SQLException {
        return session.all(row -> new UserId(new String(row.getBytes(1), UTF_8)), sql, arguments.toArray());
    }

    private static long count(H2Session session, String sql, List<Object> arguments) throws SQLException {
        return session.first(row -> row.getLong(1), sql, arguments.toArray()).orElse(0L);
    }

    private static byte[] bytes(Optional<UserId> after) {
        return after.map(StoredUser::bytes).orElse(BEFORE_ALL);
    }
}
