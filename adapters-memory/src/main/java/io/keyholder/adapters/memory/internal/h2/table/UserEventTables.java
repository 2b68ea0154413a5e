package io.keyholder.adapters.memory.internal.h2.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keyholder.adapters.memory.internal.EventNumber;
import io.keyholder.adapters.memory.internal.h2.jdbc.H2Session;
import io.keyholder.adapters.memory.internal.h2.transaction.WriteTransaction;
import io.keyholder.domain.event.UserEvent;
import io.keyholder.domain.identity.UserId;
import io.keyholder.ports.persistence.StoreCorruptException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The statements on {@code keyholder.user_events}, and on {@code keyholder.user_event_recording}, which has a row while
 * events are kept.
 */
final class UserEventTables {
    private UserEventTables() {}

    static void start(WriteTransaction transaction) throws SQLException {
        transaction.change("MERGE INTO keyholder.user_event_recording(id) KEY(id) VALUES (1)");
    }

    static void stop(WriteTransaction transaction) throws SQLException {
        transaction.change("DELETE FROM keyholder.user_event_recording");
        transaction.change("DELETE FROM keyholder.user_events");
    }

    /** Notes a write within its own transaction; what it changed is asked for only when events are kept. */
    static void note(WriteTransaction transaction, UserId user, Supplier<Set<UserEvent.Kind>> changed)
            throws SQLException {
        Set<UserEvent.Kind> kinds = isRecording(transaction.session()) ? changed.get() : Set.of();
        if (!kinds.isEmpty()) {
            transaction.change(
                    "INSERT INTO keyholder.user_events(number, user_id, kinds) VALUES (?, ?, ?)",
                    transaction.nextNumber(),
                    user.value().getBytes(UTF_8),
                    kinds.stream().map(Enum::name).collect(Collectors.joining(",")));
        }
    }

    static List<UserEvent> pending(H2Session session, String after, int limit) throws SQLException {
        return session.all(UserEventTables::read, """
                SELECT number, user_id, kinds FROM keyholder.user_events
                    WHERE number > ? ORDER BY number FETCH FIRST ? ROWS ONLY""", EventNumber.ofPosition(after), limit);
    }

    static void delete(WriteTransaction transaction, UserEvent event) throws SQLException {
        transaction.change(
                "DELETE FROM keyholder.user_events WHERE number = ?", EventNumber.ofPosition(event.position()));
    }

    private static boolean isRecording(H2Session session) throws SQLException {
        return session.first(row -> row.getInt(1), "SELECT id FROM keyholder.user_event_recording WHERE id = 1")
                .isPresent();
    }

    private static UserEvent read(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        try {
            return new UserEvent(
                    EventNumber.toPosition(number),
                    new UserId(new String(row.getBytes(2), UTF_8)),
                    Arrays.stream(row.getString(3).split(",", -1))
                            .map(UserEvent.Kind::valueOf)
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        } catch (IllegalArgumentException damaged) {
            throw new StoreCorruptException("the event " + number + " is damaged", damaged);
        }
    }
}
