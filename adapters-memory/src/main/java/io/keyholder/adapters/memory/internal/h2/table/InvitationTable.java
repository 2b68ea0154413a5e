package io.keyholder.adapters.memory.internal.h2.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.domain.identity.Revision;
import io.keyholder.domain.identity.UserId;
import io.keyholder.domain.invitation.Invitation;
import io.keyholder.domain.invitation.InvitationId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on {@code keyholder.invitations}: every one finds its rows by an index. */
final class InvitationTable {
    private static final String COLUMNS = "id, revision, checksum, document";
    /** Comes before every id. */
    private static final String BEFORE_ALL = "";

    private InvitationTable() {}

    static Optional<ChecksummedRow> find(H2Session session, InvitationId id) throws SQLException {
        return session.first(
                ChecksummedRow::read, "SELECT " + COLUMNS + " FROM keyholder.invitations WHERE id = ?", id.value());
    }

    static List<ChecksummedRow> findByUser(H2Session session, UserId user) throws SQLException {
        return session.all(
                ChecksummedRow::read,
                "SELECT " + COLUMNS + " FROM keyholder.invitations WHERE user_id = ? ORDER BY id",
                keyOf(user));
    }

    static Optional<Revision> revisionOf(H2Session session, InvitationId id) throws SQLException {
        return session.first(
                row -> new Revision(row.getString(1)),
                "SELECT revision FROM keyholder.invitations WHERE id = ?",
                id.value());
    }

    /** Up to {@code limit} open invitations after this one, in the order of ids. */
    static List<ChecksummedRow> open(H2Session session, Optional<InvitationId> after, int limit) throws SQLException {
        return session.all(
                ChecksummedRow::read,
                "SELECT " + COLUMNS + " FROM keyholder.invitations"
                        + " WHERE is_open AND id > ? ORDER BY id FETCH FIRST ? ROWS ONLY",
                after.map(InvitationId::value).orElse(BEFORE_ALL),
                limit);
    }

    static void put(WriteTransaction transaction, ChecksummedRow row, Invitation invitation) throws SQLException {
        Optional<Instant> closed = invitation.state().closedAt();
        transaction.change(
                """
                MERGE INTO keyholder.invitations(
                        id, user_id, revision, checksum, document, is_open, closed_second, closed_nano)
                    KEY(id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
                row.idText(),
                keyOf(invitation.user()),
                row.revision().value(),
                row.checksum(),
                row.document(),
                closed.isEmpty(),
                closed.map(Instant::getEpochSecond).orElse(0L),
                closed.map(Instant::getNano).orElse(0));
    }

    static void deleteOf(WriteTransaction transaction, UserId user) throws SQLException {
        transaction.change("DELETE FROM keyholder.invitations WHERE user_id = ?", keyOf(user));
    }

    /** Deletes up to {@code limit} invitations that were closed before this moment, and returns how many. */
    static int deleteClosedBefore(WriteTransaction transaction, Instant moment, int limit) throws SQLException {
        List<String> ids = transaction
                .session()
                .all(
                        row -> row.getString(1),
                        """
                SELECT id FROM keyholder.invitations
                    WHERE NOT is_open AND (closed_second < ? OR (closed_second = ? AND closed_nano < ?))
                    FETCH FIRST ? ROWS ONLY""",
                        moment.getEpochSecond(),
                        moment.getEpochSecond(),
                        moment.getNano(),
                        limit);
        for (String id : ids) {
            transaction.change("DELETE FROM keyholder.invitations WHERE id = ?", id);
        }
        return ids.size();
    }

    private static byte[] keyOf(UserId user) {
        return user.value().getBytes(UTF_8);
    }
}
