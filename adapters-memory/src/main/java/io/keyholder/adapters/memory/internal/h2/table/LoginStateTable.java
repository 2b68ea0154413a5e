package io.keyholder.adapters.memory.internal.h2.table;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.login.LoginState;
import io.keyholder.domain.login.LoginStateKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code keyholder.login_states}: every one finds its rows by the primary key. */
final class LoginStateTable {
    private static final String COLUMNS = "state_key, revision, checksum, document";
    /** Comes before every key. */
    static final String BEFORE_ALL = "";

    /** Comes before every second that a moment can have. */
    private static final long NEVER = Long.MIN_VALUE;

    /** The kinds that are swept come before this one in the order of keys. */
    private static final String FIRST_OF_USERS = "user:";

    private LoginStateTable() {}

    /**
     * When the last wrong attempt of a record was.
     *
     * @param key of the record
     * @param second of the attempt since 1970, {@link #NEVER} without one
     * @param nano within that second
     */
    record LastAttempt(String key, long second, int nano) {
        static LastAttempt read(ResultSet row) throws SQLException {
            return new LastAttempt(row.getString(1), row.getLong(2), row.getInt(3));
        }

        boolean isBefore(Instant moment) {
            return second < moment.getEpochSecond() || (second == moment.getEpochSecond() && nano < moment.getNano());
        }
    }

    static Optional<ChecksummedRow> find(H2Session session, LoginStateKey key) throws SQLException {
        return session.first(
                ChecksummedRow::read,
                "SELECT " + COLUMNS + " FROM keyholder.login_states WHERE state_key = ?",
                key.value());
    }

    static Optional<Revision> revisionOf(H2Session session, LoginStateKey key) throws SQLException {
        return session.first(
                row -> new Revision(row.getString(1)),
                "SELECT revision FROM keyholder.login_states WHERE state_key = ?",
                key.value());
    }

    static void put(WriteTransaction transaction, ChecksummedRow row, LoginState state) throws SQLException {
        Optional<Instant> last = state.attempts().last();
        transaction.change(
                """
                MERGE INTO keyholder.login_states(state_key, revision, checksum, document, last_second, last_nano)
                    KEY(state_key) VALUES (?, ?, ?, ?, ?, ?)""",
                row.idText(),
                row.revision().value(),
                row.checksum(),
                row.document(),
                last.map(Instant::getEpochSecond).orElse(NEVER),
                last.map(Instant::getNano).orElse(0));
    }

    static void delete(WriteTransaction transaction, String key) throws SQLException {
        transaction.change("DELETE FROM keyholder.login_states WHERE state_key = ?", key);
    }

    /** Up to {@code limit} records after this key that are not about users, in the order of keys. */
    static List<LastAttempt> sweepable(H2Session session, String after, int limit) throws SQLException {
        String selection = """
                SELECT state_key, last_second, last_nano FROM keyholder.login_states
                    WHERE state_key > ? AND state_key < ? ORDER BY state_key FETCH FIRST ? ROWS ONLY""";
        return session.all(LastAttempt::read, selection, after, FIRST_OF_USERS, limit);
    }
}
